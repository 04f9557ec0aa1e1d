/** The day's sealed dossiers to a folder on a stick, read back and verified. */
import { useEffect } from 'react';

import type { BatchReport, DayState } from '../../../electron/contract/calls.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { StateMark } from '../../parts/StateMark.js';
import { WorkBar } from '../../parts/WorkBar.js';
import { useData } from '../../store/data.js';
import { batchExport } from '../../store/works.js';
import { formatDate, formatSize } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { nameOf } from '../dossiers/rows.js';
import { deedOf, folderDeeds } from '../fault-deed.js';
import frame from '../Screen.module.css';

import { FolderForm, useFolder } from './FolderForm.js';

interface ExportProps {
  readonly day: DayState;
  readonly onDone: () => void;
  readonly onOtherDay: () => void;
}

export function Export({ day, onDone, onOtherDay }: ExportProps) {
  const { t, language } = useText();
  const folder = useFolder();
  const work = batchExport.useWork();
  const progress = batchExport.useProgress();
  // One at a time; what it came to is told under its own day.
  const { value, fault, stopped } = work.subject === day.businessDay ? work : { value: null, fault: null, stopped: null };
  useEffect(() => {
    if (value !== null) onDone();
  }, [value, onDone]);
  return (
    <section className={frame['block']} data-export>
      <h2>{t('day.export.title', { day: formatDate(day.businessDay) })}</h2>
      <p>{t('day.export.text')}</p>
      <FolderForm
        name="export-folder" folder={folder} keys={{ choose: 'F2', act: 'F3' }} label={t('day.export.act', { count: day.sealed })}
        busy={work.since !== null} can={day.sealed > 0} onAct={(path) => batchExport.start(day.businessDay, path)}
      />
      {day.sealed === 0 && <p className={frame['quiet']}>{t('day.export.nothing')}</p>}
      {work.since !== null && (
        <WorkBar
          since={work.since} progress={progress} keys="F4" onCancel={batchExport.cancel} title={t('day.export.busy', { day: formatDate(work.subject) })}
          words={({ done, total }) => t('day.export.bytes', { done: formatSize(done, language), total: formatSize(total, language) })}
        />
      )}
      {stopped !== null && <p role="status"><StateMark state="missing">{t('faults.export-cancelled.what')} {t('faults.export-cancelled.dossier')}</StateMark></p>}
      {fault !== null && <FaultCard fault={fault} onAct={deedOf(fault, batchExport.again, { ...folderDeeds(folder.choose), 'nothing-to-export': onOtherDay })} />}
      {value !== null && <Report report={value} />}
    </section>
  );
}

function Report({ report }: { readonly report: BatchReport }) {
  const { t, language } = useText();
  const dossiers = useData('dossiers');
  const summaries = useData('summaries');
  const { skipped, noted } = report;
  return (
    <div role="status" data-exported={report.dossiers} data-skipped={skipped.length}>
      <p><StateMark state={skipped.length === 0 ? 'good' : 'weak'}>{t('day.export.done', { dossiers: report.dossiers, size: formatSize(report.bytes, language), folder: report.folder })}</StateMark></p>
      {!noted && <p><StateMark state="weak">{t('day.export.notNoted')}</StateMark></p>}
      {skipped.length > 0 && (
        <>
          <p><StateMark state="blocked">{t('day.export.skipped', { count: skipped.length })}</StateMark></p>
          <ul className={frame['names']}>
            {skipped.map((id) => {
              const row = dossiers.get(id);
              return <li key={id}>{row === undefined ? id.slice(-6) : nameOf(row, summaries.get(id), t)}</li>;
            })}
          </ul>
        </>
      )}
    </div>
  );
}
