/** Who the person is: the form, each value with its source, and the chip beside it. */
import { useText } from '../../../text/language.js';

import { formFields } from '../fields.js';
import { StepFrame } from '../StepFrame.js';
import { stepsOf } from '../step-states.js';
import type { Enrolment } from '../useEnrolment.js';

import { ChipPanel } from './ChipPanel.js';
import { FormField } from './FormField.js';
import classes from './PersonStep.module.css';

export function PersonStep({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const following = stepsOf(enrolment.draft)[1] ?? 'checks';
  return (
    <StepFrame
      enrolment={enrolment}
      title={t('enrolment.step.person')}
      next={t('enrolment.next', { step: t(`enrolment.step.${following}`) })}
      onNext={() => enrolment.goTo(following)}
    >
      <div className={classes['columns']}>
        <div className={classes['form']}>
          {formFields.map((place) => <FormField key={place.name} place={place} enrolment={enrolment} />)}
        </div>
        <ChipPanel enrolment={enrolment} />
      </div>
    </StepFrame>
  );
}
