/** The truth about sending: the link, what waits, what was sent, when it is tried again, and what headquarters did not take. */
import { Progress } from '@mantine/core';
import { useState } from 'react';

import { timeLeft } from '../../../sync/core/display.js';
import type { TransferState } from '../../../sync/core/transfer-state.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { NextAction } from '../../parts/NextAction.js';
import { StateMark, type State } from '../../parts/StateMark.js';
import { useNow } from '../../parts/useNow.js';
import { useStation } from '../../store/session.js';
import { call } from '../../store/station.js';
import { formatDateTime, formatDuration, formatSize, formatTimeExact } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { SetAside } from './SetAside.js';

const marks: Record<TransferState['link'], State> = { locked: 'missing', idle: 'good', sending: 'waiting', waiting: 'waiting', stopped: 'blocked' };

export function Transmission() {
  const { t, language } = useText();
  const transfer = useStation('transfer');
  const [silent, setSilent] = useState(false);
  if (transfer === null) return null;
  const { link, fault, waiting, bytesWaiting, bytesSent, bytesPerSecond, nextAt, lastContact, registered } = transfer;
  const sendNow = (): void => {
    call('transfer.now').then(() => setSilent(false), () => setSilent(true));
  };
  const left = timeLeft(bytesWaiting, bytesPerSecond);
  const all = bytesSent + bytesWaiting;
  return (
    <section className={frame['screen']}>
      <div className={frame['head']}><h1>{t('queue.transmission.title')}</h1></div>
      <div className={frame['body']}>
        {silent && <FaultCard fault={{ code: 'station-silent' }} onAct={sendNow} />}
        {fault !== null && <FaultCard fault={fault} state={link === 'stopped' ? 'blocked' : 'weak'} onAct={sendNow} />}
        <dl className={frame['facts']} data-link={link} data-waiting={waiting}>
          <dt>{t('queue.transmission.facts.state')}</dt>
          <dd><StateMark state={marks[link]}>{t(`queue.transmission.link.${link}`)}</StateMark></dd>
          <dt>{t('queue.transmission.facts.waiting')}</dt>
          <dd>{waiting === 0 ? t('queue.transmission.waitingNone') : t('queue.transmission.waiting', { count: waiting })}</dd>
          <dt>{t('queue.transmission.facts.bytes')}</dt>
          <dd>
            {t('queue.transmission.bytes', { left: formatSize(bytesWaiting, language), sent: formatSize(bytesSent, language) })}
            {left !== null && ` · ${t('queue.transmission.speed', { speed: formatSize(bytesPerSecond, language), time: formatDuration(left, language) })}`}
            {link === 'sending' && <Progress value={all === 0 ? 0 : (bytesSent / all) * 100} transitionDuration={0} aria-label={t('queue.transmission.link.sending')} maw="24rem" mt="xs" />}
          </dd>
          {nextAt !== null && (
            <>
              <dt>{t('queue.transmission.facts.next')}</dt>
              <dd>{t('queue.transmission.next', { time: formatTimeExact(nextAt) })} <Countdown until={nextAt} /></dd>
            </>
          )}
          <dt>{t('queue.transmission.facts.contact')}</dt>
          <dd>{lastContact === null ? t('queue.transmission.neverContact') : t('queue.transmission.lastContact', { time: formatDateTime(lastContact) })}</dd>
          <dt>{t('queue.transmission.facts.registration')}</dt>
          <dd>
            <StateMark state={registered ? 'good' : 'missing'}>{t(registered ? 'queue.transmission.registered' : 'queue.transmission.notRegistered')}</StateMark>
          </dd>
        </dl>
        <SetAside />
        <p className={frame['quiet']}>{t('queue.transmission.offlineHint')}</p>
      </div>
      <NextAction label={t('queue.transmission.now')} onAct={sendNow} busy={link === 'sending'} blocked={waiting === 0 && registered ? t('queue.transmission.waitingNone') : null} />
    </section>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const { language } = useText();
  const now = useNow(1000);
  return <span className={frame['quiet']}>({formatDuration(until - now, language)})</span>;
}
