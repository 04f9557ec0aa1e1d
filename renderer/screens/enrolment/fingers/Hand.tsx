/** A hand as it is drawn on the paper form: on each finger its flat print, below it the rolled one. Seen from the back, as the person sees it. */
import type { Draft } from '../../../../sync/core/dossier.js';
import type { FingerStep, Impression } from '../../../../sync/core/finger-capture.js';
import { printRole, stepOf, type PrintRole } from '../../../../sync/core/finger-steps.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { useText } from '../../../text/language.js';
import { notFound, type StepOutcome } from '../state.js';

import { FingerTile } from './FingerTile.js';
import classes from './Hand.module.css';

interface HandProps {
  readonly hand: 'left' | 'right';
  readonly draft: Draft;
  readonly step: FingerStep;
  readonly outcome: StepOutcome | null;
  readonly picture: (role: PrintRole) => Uint8Array | null;
  readonly onFinger: (finger: Finger, impression: Impression) => void;
}

/** From left to right. */
const order: Record<HandProps['hand'], readonly Finger[]> = { left: [10, 9, 8, 7, 6], right: [1, 2, 3, 4, 5] };

/** Fingers of the left hand in a 500 × 250 drawing: left edge, top, of the little finger first. */
const drawn = [[6, 46], [106, 18], [206, 4], [306, 22], [406, 92]] as const;

export function Hand({ hand, draft, step, outcome, picture, onFinger }: HandProps) {
  const { t } = useText();
  const lost = outcome === null ? [] : notFound(outcome);
  const tiles = (impression: Impression) => order[hand].map((finger) => (
    <FingerTile
      key={finger}
      finger={finger}
      impression={impression}
      draft={draft}
      picture={picture(printRole(finger, impression))}
      asked={stepOf(finger, impression) === step}
      lost={outcome?.step === stepOf(finger, impression) && lost.includes(finger)}
      onFinger={onFinger}
    />
  ));
  return (
    <section className={classes['hand']} data-hand={hand} aria-label={t(`enrolment.hand.${hand}`)}>
      <h3 className={classes['name']}>{t(`enrolment.hand.${hand}`)}</h3>
      <div className={classes['laid']}>
        <svg className={classes['drawing']} viewBox="0 0 500 250" preserveAspectRatio="none" aria-hidden>
          <g transform={hand === 'right' ? 'translate(500 0) scale(-1 1)' : undefined}>
            {drawn.map(([left, top]) => <rect key={left} x={left} y={top} width="88" height={280 - top} rx="40" />)}
            <path d="M 6 215 L 6 250 L 494 250 L 494 215 Z" />
          </g>
        </svg>
        <div className={classes['fingers']}>{tiles('flat')}</div>
      </div>
      <span className={classes['row']}>{t('enrolment.impression.rolled')}</span>
      <div className={classes['fingers']}>{tiles('rolled')}</div>
    </section>
  );
}
