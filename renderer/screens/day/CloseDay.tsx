/** Closing the business day: says what it means, asks again in place, then destroys the keys. */
import { Button } from '@mantine/core';
import { useState } from 'react';

import type { DayState } from '../../../electron/contract/calls.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { NextAction } from '../../parts/NextAction.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { useKey } from '../../parts/useKey.js';
import { ask } from '../../store/station.js';
import { formatDate } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { deedOf } from '../fault-deed.js';
import frame from '../Screen.module.css';

import classes from './Day.module.css';

export function CloseDay({ day, onDone }: { readonly day: DayState; readonly onDone: () => void }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [destroyed, setDestroyed] = useState<number | null>(null);
  const action = useAction(
    () => ask('day.close', day.businessDay),
    (value) => {
      setAsking(false);
      setDestroyed(value.destroyed);
      onDone();
    },
  );
  const written = formatDate(day.businessDay);
  const back = (): void => setAsking(false);
  useKey('Escape', asking && !action.busy ? back : null);
  const blocked = day.closed ? t('day.close.already') : null;
  return (
    <>
      {action.fault !== null && <div className={frame['fault']}><FaultCard fault={action.fault} onAct={deedOf(action.fault, action.again, { 'day-unknown': () => { action.clear(); onDone(); } })} /></div>}
      {destroyed !== null && <p className={frame['fault']} role="status" data-destroyed={destroyed}><StateMark state="good">{t('day.close.done', { day: written, destroyed })}</StateMark></p>}
      {asking
        ? (
          <NextAction label={t('day.close.confirm')} onAct={() => action.start()} busy={action.busy} keys="Ctrl+Enter">
            <div className={classes['warning']} role="alert">
              <p>{t('day.close.text', { sealed: day.sealed })}</p>
              <p><StateMark state="blocked">{t('day.close.sure')}</StateMark></p>
            </div>
            <Button variant="default" size="md" onClick={back} rightSection={<KeyHint keys="Esc" />}>{t('day.close.back')}</Button>
          </NextAction>
        )
        : (
          <NextAction label={t('day.close.act', { day: written })} onAct={() => setAsking(true)} blocked={blocked}>
            {day.drafts > 0 && <StateMark state="weak">{t('day.close.drafts', { drafts: day.drafts })}</StateMark>}
          </NextAction>
        )}
    </>
  );
}
