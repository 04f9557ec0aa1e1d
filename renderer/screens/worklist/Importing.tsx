/** The taking in of a list: how far it is, that it was called off, or what is wrong with the file. */
import { Button } from '@mantine/core';
import { memo } from 'react';

import { FaultCard } from '../../parts/FaultCard.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { StateMark } from '../../parts/StateMark.js';
import { useKey } from '../../parts/useKey.js';
import { WorkBar } from '../../parts/WorkBar.js';
import type { WorkInHand } from '../../store/long-work.js';
import { listImport } from '../../store/works.js';
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { deedOf } from '../fault-deed.js';
import frame from '../Screen.module.css';

/** Each asks for another try of the same file; the others for another file. */
const sameFileAgain = ['not-durable', 'station-silent'];

interface ImportingProps {
  readonly work: WorkInHand<unknown>;
  readonly onPick: () => void;
}

export const Importing = memo(function Importing({ work: { since, subject, fault, stopped }, onPick }: ImportingProps) {
  const { t } = useText();
  useKey('Escape', stopped === null ? null : listImport.clear);
  return (
    <>
      {since !== null && <div className={frame['fault']}><Bar since={since} file={subject} /></div>}
      {stopped !== null && (
        <div className={frame['head']} role="status">
          <StateMark state="missing">{t('faults.import-cancelled.what')} {t('faults.import-cancelled.dossier')}</StateMark>
          <Button size="compact-sm" variant="default" onClick={listImport.clear} rightSection={<KeyHint keys="Esc" />}>{t('frame.close')}</Button>
        </div>
      )}
      {fault !== null && <div className={frame['fault']}><FaultCard fault={fault} onAct={deedOf(fault, sameFileAgain.includes(fault.code) ? listImport.again : onPick)} /></div>}
    </>
  );
});

/** Drawn anew with each step by itself. */
function Bar({ since, file }: { readonly since: number; readonly file: string }) {
  const { t, language } = useText();
  return (
    <WorkBar
      since={since} progress={listImport.useProgress()} keys="Escape" onCancel={listImport.cancel} title={t('worklist.importing', { file })}
      words={({ done, total }) => t('worklist.importRows', { done: formatCount(done, language), total: formatCount(total, language) })}
    />
  );
}
