/** The 13 steps with their states: any of them can be taken, in any order, again and again. */
import { UnstyledButton } from '@mantine/core';

import type { Draft } from '../../../../sync/core/dossier.js';
import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import { stepState, triesOf } from '../../../../sync/core/finger-progress.js';
import { fingersOfStep, isSlap } from '../../../../sync/core/finger-steps.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { useText } from '../../../text/language.js';

import { markOf } from './marks.js';
import classes from './StepStrip.module.css';

interface StepStripProps {
  readonly draft: Draft;
  readonly chosen: FingerStep;
  readonly onChoose: (step: FingerStep) => void;
}

const groups = [['flat', [13, 14, 15]], ['right', [1, 2, 3, 4, 5]], ['left', [6, 7, 8, 9, 10]]] as const;
const keys: Record<FingerStep, string> = { 13: 'Q', 14: 'W', 15: 'E', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9', 10: '0' };

export function StepStrip({ draft, chosen, onChoose }: StepStripProps) {
  const { t } = useText();
  return (
    <div className={classes['strip']} role="group" aria-label={t('enrolment.fingers.steps')}>
      {groups.map(([group, steps]) => (
        <div key={group} className={classes['group']} data-group={group}>
          <span className={classes['title']}>{t(`enrolment.fingers.group.${group}`)}</span>
          <div className={classes['steps']}>
            {steps.map((step) => <StepButton key={step} step={step} draft={draft} isChosen={chosen === step} onChoose={onChoose} />)}
          </div>
        </div>
      ))}
    </div>
  );
}

interface StepButtonProps extends Pick<StepStripProps, 'draft' | 'onChoose'> {
  readonly step: FingerStep;
  readonly isChosen: boolean;
}

function StepButton({ step, draft, isChosen, onChoose }: StepButtonProps) {
  const { t } = useText();
  useKey(keys[step], () => onChoose(step));
  const state = stepState(draft, step);
  const tries = Math.max(...fingersOfStep(step).map((finger) => triesOf(draft, step, finger)));
  const name = isSlap(step) ? t(`enrolment.slapTitle.${step}`) : t('enrolment.fingers.rolled', { finger: t(`enrolment.finger.${step}`) });
  return (
    <UnstyledButton
      className={classes['step'] ?? ''}
      data-testid={`finger-step-${step}`}
      data-state={state}
      data-attempts={tries}
      aria-pressed={isChosen}
      title={`${name}: ${t(`enrolment.print.${state}`)}${tries === 0 ? '' : `, ${t('enrolment.fingers.attempts', { count: tries })}`}`}
      onClick={() => onChoose(step)}
    >
      <StateMark state={markOf(state)}>{isSlap(step) ? t(`enrolment.slapShort.${step}`) : t(`enrolment.fingerShort.${step}`)}</StateMark>
      <kbd className={classes['key']} aria-hidden>{keys[step]}</kbd>
    </UnstyledButton>
  );
}
