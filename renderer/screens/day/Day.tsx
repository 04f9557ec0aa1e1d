/** Day's end: what each business day holds, the stick, its receipts, and closing the day. */
import { Table } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';

import type { DayState } from '../../../electron/contract/calls.js';
import type { Fault } from '../../../sync/core/result.js';
import { EmptyState } from '../../parts/EmptyState.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { NextAction } from '../../parts/NextAction.js';
import { StateMark } from '../../parts/StateMark.js';
import { go } from '../../route.js';
import { reloadSummaries, useData } from '../../store/data.js';
import { ask } from '../../store/station.js';
import { formatDate } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { CloseDay } from './CloseDay.js';
import classes from './Day.module.css';
import { Export } from './Export.js';
import { Receipts } from './Receipts.js';

export function Day() {
  const { t } = useText();
  const dossiers = useData('dossiers');
  const [days, setDays] = useState<readonly DayState[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const load = useCallback(() => {
    void ask('day.list').then((answer) => {
      if (answer.ok) setDays(answer.value);
      setFault(answer.ok ? null : answer.fault);
    });
  }, []);
  // Counts follow the queue.
  useEffect(load, [load, dossiers]);
  const ordered = [...days].sort((a, b) => b.businessDay.localeCompare(a.businessDay));
  const day = ordered.find((one) => one.businessDay === chosen) ?? ordered[0];

  return (
    <section className={frame['screen']}>
      <div className={frame['head']}><h1>{t('day.title')}</h1></div>
      <div className={frame['body']}>
        {fault !== null && <FaultCard fault={fault} onAct={load} />}
        {day !== undefined && <Days days={ordered} chosen={day.businessDay} onChoose={setChosen} />}
        {day === undefined && fault === null && <EmptyState title={t('day.empty.title')} text={t('day.empty.text')} />}
        {day !== undefined && (
          <>
            <Export key={`export ${day.businessDay}`} day={day} onDone={load} onOtherDay={() => document.querySelector<HTMLElement>('[name="day"]:not(:checked)')?.focus()} />
            <Receipts onDone={load} />
          </>
        )}
      </div>
      {day === undefined
        ? <NextAction label={t('queue.dossiers.empty.act')} onAct={() => go({ screen: 'worklist' })} />
        : <CloseDay key={day.businessDay} day={day} onDone={() => { load(); void reloadSummaries(); }} />}
    </section>
  );
}

interface DaysProps {
  readonly days: readonly DayState[];
  readonly chosen: string;
  readonly onChoose: (businessDay: string) => void;
}

function Days({ days, chosen, onChoose }: DaysProps) {
  const { t } = useText();
  const said = (yes: boolean) => <StateMark state={yes ? 'good' : 'missing'}>{t(yes ? 'day.yes' : 'day.no')}</StateMark>;
  return (
    <Table verticalSpacing="xxs" className={classes['days'] ?? ''}>
      <Table.Thead>
        <Table.Tr>
          {(['day', 'drafts', 'sealed', 'received', 'exported', 'closed'] as const).map((column) => <Table.Th key={column}>{t(`day.columns.${column}`)}</Table.Th>)}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <Table.Tr key={day.businessDay} data-day={day.businessDay} data-chosen={day.businessDay === chosen || undefined}>
            <Table.Td>
              <label className={classes['choice']}>
                <input type="radio" name="day" checked={day.businessDay === chosen} onChange={() => onChoose(day.businessDay)} /> {formatDate(day.businessDay)}
              </label>
            </Table.Td>
            <Table.Td>{day.drafts}</Table.Td>
            <Table.Td>{day.sealed}</Table.Td>
            <Table.Td>{day.received}</Table.Td>
            <Table.Td>{said(day.exported)}</Table.Td>
            <Table.Td>{said(day.closed)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
