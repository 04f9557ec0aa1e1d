/** Headquarters' receipts, brought back on the stick. */
import { useEffect } from 'react';

import { FaultCard } from '../../parts/FaultCard.js';
import { StateMark } from '../../parts/StateMark.js';
import { WorkBar } from '../../parts/WorkBar.js';
import { receiptsImport } from '../../store/works.js';
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { deedOf, folderDeeds } from '../fault-deed.js';
import frame from '../Screen.module.css';

import { FolderForm, useFolder } from './FolderForm.js';

export function Receipts({ onDone }: { readonly onDone: () => void }) {
  const { t, language } = useText();
  const folder = useFolder();
  const { since, value, fault, stopped } = receiptsImport.useWork();
  const progress = receiptsImport.useProgress();
  // Some may have been taken also where the rest was refused or called off.
  useEffect(() => {
    if (value !== null || fault !== null || stopped !== null) onDone();
  }, [value, fault, stopped, onDone]);
  return (
    <section className={frame['block']} data-receipts>
      <h2>{t('day.receipts.title')}</h2>
      <p>{t('day.receipts.text')}</p>
      <FolderForm
        name="receipts-folder" folder={folder} keys={{ choose: 'F6', act: 'F7' }} label={t('day.receipts.act')}
        busy={since !== null} can onAct={receiptsImport.start}
      />
      {since !== null && (
        <WorkBar
          since={since} progress={progress} keys="F8" onCancel={receiptsImport.cancel} title={t('day.receipts.busy')}
          words={({ done, total }) => t('day.receipts.some', { done: formatCount(done, language), total: formatCount(total, language) })}
        />
      )}
      {stopped !== null && <p role="status"><StateMark state="missing">{t('faults.receipts-cancelled.what', stopped.values)} {t('faults.receipts-cancelled.dossier')}</StateMark></p>}
      {fault !== null && <FaultCard fault={fault} onAct={deedOf(fault, receiptsImport.again, folderDeeds(folder.choose))} />}
      {value !== null && <p role="status" data-received={value.received}><StateMark state="good">{t('day.receipts.done', { received: value.received })}</StateMark></p>}
    </section>
  );
}
