/** Headquarters' receipts, brought back on the stick. */
import { Button } from '@mantine/core';
import { useState } from 'react';

import { FaultCard } from '../../parts/FaultCard.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { ask } from '../../store/station.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { FolderField } from './FolderField.js';

export function Receipts({ onDone }: { readonly onDone: () => void }) {
  const { t } = useText();
  const [folder, setFolder] = useState('');
  const [received, setReceived] = useState<number | null>(null);
  const action = useAction(
    () => ask('batch.receipts', folder.trim()),
    (value) => {
      setReceived(value.received);
      onDone();
    },
  );
  return (
    <section className={frame['block']} data-receipts>
      <h2>{t('day.receipts.title')}</h2>
      <p>{t('day.receipts.text')}</p>
      <div className={frame['row']}>
        <FolderField name="receipts-folder" folder={folder} onFolder={setFolder} />
        <Button variant="default" loading={action.busy} disabled={folder.trim() === ''} onClick={() => action.start()}>{t('day.receipts.act')}</Button>
      </div>
      {action.busy && <p role="status">{t('day.receipts.busy')}</p>}
      {action.fault !== null && <FaultCard fault={action.fault} onAct={action.clear} />}
      {received !== null && <p role="status" data-received={received}><StateMark state="good">{t('day.receipts.done', { received })}</StateMark></p>}
    </section>
  );
}
