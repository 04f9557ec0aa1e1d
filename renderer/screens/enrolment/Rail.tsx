/** The steps with their states. Any step can be gone to at any time. */
import { UnstyledButton } from '@mantine/core';

import { KeyHint } from '../../parts/KeyHint.js';
import { StateMark } from '../../parts/StateMark.js';
import { useText } from '../../text/language.js';

import classes from './Rail.module.css';
import { openDifferences } from './state.js';
import { stepsOf, stepState } from './step-states.js';
import type { Enrolment } from './useEnrolment.js';

export function Rail({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { state, draft } = enrolment;
  // A half-written value is no mistake yet, and the rail does not jump with every key.
  const findings = enrolment.findings.filter((one) => one.code === 'missing-field' || one.field === undefined || state.typed[one.field] === undefined);
  return (
    <nav className={classes['rail']} aria-label={t('enrolment.steps')}>
      {stepsOf(draft).map((name, index) => {
        const own = stepState(name, draft, findings);
        const mark = name === 'person' && own === 'good' && openDifferences(state).length > 0 ? 'weak' : own;
        return (
          <UnstyledButton
            key={name}
            className={classes['entry'] ?? ''}
            data-testid={`step-${name}`}
            data-state={mark}
            aria-current={state.step === name ? 'step' : undefined}
            onClick={() => enrolment.goTo(name)}
          >
            <StateMark state={mark}>{t(`enrolment.step.${name}`)}</StateMark>
            <KeyHint keys={`Alt+${index + 1}`} />
          </UnstyledButton>
        );
      })}
    </nav>
  );
}
