/** A hand as it is drawn on the paper form: on each finger the tile of its best print. Seen from the back, as the person sees it. */
import type { Draft } from '../../../../sync/core/dossier.js';
import { slapOf, type Finger, type Slap } from '../../../../sync/core/fingers.js';
import { useText } from '../../../text/language.js';
import type { SlapOutcome } from '../state.js';

import { FingerTile } from './FingerTile.js';
import classes from './Hand.module.css';

interface HandProps {
  readonly hand: 'left' | 'right';
  readonly draft: Draft;
  readonly slap: Slap;
  readonly outcome: SlapOutcome | null;
  readonly picture: (finger: Finger) => Uint8Array | null;
  readonly onFinger: (finger: Finger) => void;
}

/** From left to right. */
const order: Record<HandProps['hand'], readonly Finger[]> = { left: [10, 9, 8, 7, 6], right: [1, 2, 3, 4, 5] };

/** Fingers of the left hand in a 500 × 250 drawing: left edge, top, of the little finger first. */
const drawn = [[6, 46], [106, 18], [206, 4], [306, 22], [406, 92]] as const;
const palm = 'M 10 200 L 10 250 L 490 250 L 490 200 Z';

export function Hand({ hand, draft, slap, outcome, picture, onFinger }: HandProps) {
  const { t } = useText();
  return (
    <section className={classes['hand']} data-hand={hand} aria-label={t(`enrolment.hand.${hand}`)}>
      <svg className={classes['drawing']} viewBox="0 0 500 250" preserveAspectRatio="none" aria-hidden>
        <g transform={hand === 'right' ? 'translate(500 0) scale(-1 1)' : undefined}>
          {drawn.map(([left, top]) => <rect key={left} x={left} y={top} width="88" height={260 - top} rx="40" />)}
          <path d={palm} />
        </g>
      </svg>
      <div className={classes['fingers']}>
        {order[hand].map((finger) => (
          <FingerTile
            key={finger}
            finger={finger}
            draft={draft}
            picture={picture(finger)}
            asked={slapOf(finger) === slap}
            lost={outcome !== null && outcome.expected.includes(finger) && !outcome.found.some((one) => one.finger === finger)}
            onFinger={onFinger}
          />
        ))}
      </div>
      <h3 className={classes['name']}>{t(`enrolment.hand.${hand}`)}</h3>
    </section>
  );
}
