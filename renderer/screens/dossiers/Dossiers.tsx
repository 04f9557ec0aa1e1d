/** All dossiers of this station, drafts and sealed, with what the station did and what headquarters says. */
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';

import { EmptyState } from '../../parts/EmptyState.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { NextAction } from '../../parts/NextAction.js';
import { useAction } from '../../parts/useAction.js';
import { useKey } from '../../parts/useKey.js';
import { useNow } from '../../parts/useNow.js';
import { go } from '../../route.js';
import { useData } from '../../store/data.js';
import { ask } from '../../store/station.js';
import { formatDateTime } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { deedOf, type Deeds } from '../fault-deed.js';
import frame from '../Screen.module.css';

import { takeAskedDossier } from './chosen.js';
import { DossierTable } from './DossierTable.js';
import { actionOf, canMend, isUnder, nameOf, tabs, type Tab } from './rows.js';
import { whyAside } from './why-aside.js';

export function Dossiers() {
  const { t } = useText();
  const dossiers = useData('dossiers');
  const summaries = useData('summaries');
  const [tab, setTab] = useState<Tab>('all');
  const [chosen, setChosen] = useState<string | null>(takeAskedDossier);
  const now = useNow(60_000);
  const mend = useAction((id: string) => ask('dossier.mend', id), (draft) => go({ screen: 'enrolment', dossier: draft.id }));
  const retry = useAction((id: string) => ask('dossier.retry', id), () => undefined);

  const rows = [...dossiers.values()].filter((row) => isUnder(row, tab)).sort((a, b) => b.updatedAt - a.updatedAt);
  const row = rows.find((one) => one.id === chosen) ?? rows[0];
  const action = row === undefined ? 'nothingToDo' : actionOf(row, now);
  const act = (): void => {
    if (row === undefined) return;
    if (action === 'continue') go({ screen: 'enrolment', dossier: row.id });
    if (action === 'mend') mend.start(row.id);
    if (action === 'retry') retry.start(row.id);
  };
  const mendBeside = row !== undefined && action === 'retry' && canMend(row, now) ? () => mend.start(row.id) : null;
  useKey('F2', mendBeside);
  const failed = mend.fault === null ? retry : mend;
  const continueDraft: Deeds = row === undefined ? {} : { 'still-a-draft': () => go({ screen: 'enrolment', dossier: row.id }) };

  if (dossiers.size === 0) {
    return (
      <section className={frame['screen']}>
        <EmptyState title={t('queue.dossiers.empty.title')} text={t('queue.dossiers.empty.text')} />
        <NextAction label={t('queue.dossiers.empty.act')} onAct={() => go({ screen: 'worklist' })} />
      </section>
    );
  }
  return (
    <section className={frame['screen']}>
      <div className={frame['head']}>
        <h1>{t('queue.dossiers.title')}</h1>
        <SegmentedControl
          size="sm" value={tab} onChange={(next) => setTab(tabs.find((one) => one === next) ?? 'all')} transitionDuration={0}
          data={tabs.map((one) => ({ value: one, label: `${t(`queue.dossiers.tab.${one}`)} ${[...dossiers.values()].filter((each) => isUnder(each, one)).length}` }))}
        />
      </div>
      {failed.fault !== null && <div className={frame['fault']}><FaultCard fault={failed.fault} onAct={deedOf(failed.fault, failed.again, continueDraft)} /></div>}
      {rows.length === 0
        ? <p className={frame['body']}>{t('queue.dossiers.emptyFilter')}</p>
        : <DossierTable rows={rows} summaries={summaries} selected={row?.id ?? ''} onSelect={setChosen} onOpen={act} />}
      {row !== undefined && (
        <NextAction
          label={action === 'nothingToDo' ? t('queue.dossiers.nothingToDo') : t(`queue.dossiers.${action}`, { name: nameOf(row, summaries.get(row.id), t) })}
          onAct={act} busy={mend.busy || retry.busy} blocked={action === 'nothingToDo' ? t('queue.dossiers.notMendable') : null}
        >
          {row.state === 'quarantined' && <span className={frame['why']} data-why>{whyAside(row, t)}</span>}
          {mendBeside !== null && (
            <Button variant="default" loading={mend.busy} onClick={mendBeside} rightSection={<KeyHint keys="F2" />}>{t('queue.dossiers.mend', { name: nameOf(row, summaries.get(row.id), t) })}</Button>
          )}
          {action === 'mend' && row.mendableUntil !== null && <span className={frame['quiet']}>{t('queue.dossiers.mendable', { time: formatDateTime(row.mendableUntil) })}</span>}
        </NextAction>
      )}
    </section>
  );
}
