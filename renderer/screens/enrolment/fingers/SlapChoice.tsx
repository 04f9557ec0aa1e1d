/** The three slaps with their states; any of them can be taken, in any order, again and again. */
import { UnstyledButton } from '@mantine/core';

import type { Draft } from '../../../../sync/core/dossier.js';
import { slaps, type Slap } from '../../../../sync/core/fingers.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { attemptsOf, slapState } from '../slaps.js';

import classes from './FingersStep.module.css';

interface SlapChoiceProps {
  readonly draft: Draft;
  readonly chosen: Slap;
  readonly onChoose: (slap: Slap) => void;
}

export function SlapChoice({ draft, chosen, onChoose }: SlapChoiceProps) {
  const { t } = useText();
  return (
    <div className={classes['slaps']} role="group" aria-label={t('enrolment.fingers.slaps')}>
      {slaps.map((slap) => {
        const attempts = attemptsOf(draft, slap);
        return (
          <UnstyledButton
            key={slap}
            className={classes['slap'] ?? ''}
            data-testid={`slap-${slap}`}
            data-state={slapState(draft, slap)}
            data-attempts={attempts}
            aria-pressed={chosen === slap}
            onClick={() => onChoose(slap)}
          >
            <StateMark state={slapState(draft, slap)}>{t(`enrolment.slapTitle.${slap}`)}</StateMark>
            <span className={classes['attempts']}>{attempts === 0 ? t('enrolment.fingers.noAttempt') : t('enrolment.fingers.attempts', { count: attempts })}</span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
