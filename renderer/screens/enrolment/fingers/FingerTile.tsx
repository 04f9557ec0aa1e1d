/** One finger: its best print, how good it is, its state. */
import { UnstyledButton } from '@mantine/core';

import type { Draft } from '../../../../sync/core/dossier.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { fingerState } from '../slaps.js';

import classes from './Hand.module.css';

interface FingerTileProps {
  readonly finger: Finger;
  readonly draft: Draft;
  readonly picture: Uint8Array | null;
  /** Belongs to the slap in hand. */
  readonly asked: boolean;
  /** Was asked for by the last capture and not found. */
  readonly lost: boolean;
  readonly onFinger: (finger: Finger) => void;
}

export function FingerTile({ finger, draft, picture, asked, lost, onFinger }: FingerTileProps) {
  const { t } = useText();
  const state = fingerState(draft, finger);
  const quality = draft.parts[`finger-${finger}`]?.origin.quality ?? null;
  const exception = draft.exceptions.find((one) => one.finger === finger);
  const name = t(`enrolment.finger.${finger}`);
  const word = exception === undefined ? (quality === null || state === 'missing' ? t(`frame.state.${state}`) : String(quality)) : t(`enrolment.exception.short.${exception.reason}`);
  return (
    <UnstyledButton
      className={classes['tile'] ?? ''}
      data-testid={`finger-${finger}`}
      data-state={state}
      data-asked={asked || undefined}
      data-lost={(lost && state === 'missing') || undefined}
      data-finger={finger}
      title={name}
      aria-label={`${name}: ${t(`frame.state.${state}`)}`}
      onClick={() => onFinger(finger)}
    >
      <span className={classes['print']}>
        {picture !== null && state !== 'excepted' && <Picture bytes={picture} alt="" className={classes['picture']} />}
      </span>
      <StateMark state={state}>{word}</StateMark>
    </UnstyledButton>
  );
}
