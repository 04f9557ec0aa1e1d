/** One finger, flat or rolled: its best print, how good it is, its state. */
import { UnstyledButton } from '@mantine/core';

import type { Draft } from '../../../../sync/core/dossier.js';
import type { Impression } from '../../../../sync/core/finger-capture.js';
import { exceptionOf, placed, printState } from '../../../../sync/core/finger-progress.js';
import { printRole } from '../../../../sync/core/finger-steps.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';

import classes from './Hand.module.css';
import { markOf, reasonOf } from './marks.js';

interface FingerTileProps {
  readonly finger: Finger;
  readonly impression: Impression;
  readonly draft: Draft;
  readonly picture: Uint8Array | null;
  /** Belongs to the step in hand. */
  readonly asked: boolean;
  /** Was asked for by the last capture and not found. */
  readonly lost: boolean;
  readonly onFinger: (finger: Finger, impression: Impression) => void;
}

export function FingerTile({ finger, impression, draft, picture, asked, lost, onFinger }: FingerTileProps) {
  const { t } = useText();
  const state = printState(draft, finger, impression);
  const quality = placed(draft, finger, impression)?.origin.quality ?? null;
  const exception = exceptionOf(draft, finger, impression);
  const name = `${t(`enrolment.finger.${finger}`)}, ${t(`enrolment.impression.${impression}`)}`;
  const reason = reasonOf(state, exception);
  return (
    <UnstyledButton
      className={classes['tile'] ?? ''}
      data-testid={printRole(finger, impression)}
      data-state={state}
      data-asked={asked || undefined}
      data-lost={(lost && state === 'missing') || undefined}
      data-finger={finger}
      data-impression={impression}
      title={`${name}: ${t(`enrolment.print.${state}`)}`}
      aria-label={`${name}: ${t(`enrolment.print.${state}`)}`}
      onClick={() => onFinger(finger, impression)}
    >
      <span className={classes['print']}>
        {picture !== null && state !== 'excepted' && <Picture bytes={picture} alt="" className={classes['picture']} />}
        {reason !== null && <span className={classes['reason']}>{t(reason)}</span>}
      </span>
      <StateMark state={markOf(state)}>{state === 'weak' || state === 'good' ? String(quality ?? '') : ''}</StateMark>
    </UnstyledButton>
  );
}
