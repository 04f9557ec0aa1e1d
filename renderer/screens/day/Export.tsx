/** The day's sealed dossiers to a folder on a stick, read back and verified. */
import { Button } from '@mantine/core';
import { useState } from 'react';

import type { BatchReport, DayState } from '../../../electron/contract/calls.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { ask } from '../../store/station.js';
import { formatDate, formatSize } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { FolderField } from './FolderField.js';

export function Export({ day, onDone }: { readonly day: DayState; readonly onDone: () => void }) {
  const { t, language } = useText();
  const [folder, setFolder] = useState('');
  const [report, setReport] = useState<BatchReport | null>(null);
  const action = useAction(
    () => ask('batch.export', day.businessDay, folder.trim()),
    (value) => {
      setReport(value);
      onDone();
    },
  );
  return (
    <section className={frame['block']} data-export>
      <h2>{t('day.export.title', { day: formatDate(day.businessDay) })}</h2>
      <p>{t('day.export.text')}</p>
      <div className={frame['row']}>
        <FolderField name="export-folder" folder={folder} onFolder={setFolder} />
        <Button variant="default" loading={action.busy} disabled={folder.trim() === '' || day.sealed === 0} onClick={() => action.start()}>
          {t('day.export.act', { count: day.sealed })}
        </Button>
      </div>
      {day.sealed === 0 && <p className={frame['quiet']}>{t('day.export.nothing')}</p>}
      {action.busy && <p role="status">{t('day.export.busy')}</p>}
      {action.fault !== null && <FaultCard fault={action.fault} onAct={action.clear} />}
      {report !== null && (
        <p role="status" data-exported={report.dossiers}>
          <StateMark state="good">{t('day.export.done', { dossiers: report.dossiers, size: formatSize(report.bytes, language), folder: report.folder })}</StateMark>
        </p>
      )}
    </section>
  );
}
