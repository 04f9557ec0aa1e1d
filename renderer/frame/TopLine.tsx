/** Shift, place, devices, queue, officer: the truth at a glance. */
import { UnstyledButton } from '@mantine/core';

import type { StationInfo } from '../../electron/contract/calls.js';
import { SavedLine } from '../parts/SavedLine.js';
import { StateMark, type State } from '../parts/StateMark.js';
import { go } from '../route.js';
import { useSaving } from '../store/saving.js';
import { useStation } from '../store/session.js';
import { formatDate } from '../text/format.js';
import { useText } from '../text/language.js';

import { Devices } from './Devices.js';
import { Officer } from './Officer.js';
import classes from './TopLine.module.css';

interface TopLineProps {
  readonly info: StationInfo;
  /** Shows when something was last saved: a step of an enrolment does so itself. */
  readonly saved: boolean;
}

export function TopLine({ info, saved }: TopLineProps) {
  const { t } = useText();
  const { session } = info;
  const day = session === null ? '' : formatDate(session.businessDay).slice(0, 5);
  return (
    <header className={classes['line']}>
      <strong className={classes['product']}>{t('frame.product')}</strong>
      {session !== null && (
        <span className={classes['shift']}>{t('frame.shiftLine', { shift: t(`frame.shift.${session.shift}`), day, place: session.place })}</span>
      )}
      {info.simulated && <StateMark state="weak" filled>{t('frame.simulated')}</StateMark>}
      {saved && <Saved />}
      <Devices />
      <Queue />
      <Officer name={session?.officer ?? ''} />
    </header>
  );
}

function Saved() {
  return <SavedLine savedAt={useSaving().at} />;
}

function Queue() {
  const { t } = useText();
  const transfer = useStation('transfer');
  if (transfer === null) return null;
  const { link, waiting } = transfer;
  const state: State = link === 'stopped' ? 'blocked' : waiting === 0 ? 'good' : 'waiting';
  const words = waiting === 0 && link === 'stopped' ? t('frame.queue.stopped') : waiting === 0 ? t('frame.queue.none') : t(link === 'sending' ? 'frame.queue.sending' : 'frame.queue.waiting', { count: waiting });
  return (
    <UnstyledButton className={classes['button'] ?? ''} onClick={() => go({ screen: 'transmission' })} data-queue={waiting}>
      <StateMark state={state}>{words}</StateMark>
    </UnstyledButton>
  );
}
