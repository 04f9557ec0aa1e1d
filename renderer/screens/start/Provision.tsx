/** The provisioning file, picked or dropped. */
import { useState, type DragEvent } from 'react';

import { FaultCard } from '../../parts/FaultCard.js';
import { useFilePick } from '../../parts/useFilePick.js';
import { NextAction } from '../../parts/NextAction.js';
import { useAction } from '../../parts/useAction.js';
import { refreshInfo } from '../../store/session.js';
import { ask } from '../../store/station.js';
import { useText } from '../../text/language.js';

import classes from './Start.module.css';

export function Provision() {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const action = useAction(async (file: File) => ask('station.provision', await file.text()), () => void refreshInfo());
  const { input, pick } = useFilePick({ accept: '.json,.tan-nha,application/json', name: 'provisioning', onPick: action.start });
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) action.start(file);
  };
  return (
    <section className={classes['card']}>
      {input}
      <h1>{t('start.provision.title')}</h1>
      <p>{t('start.provision.text')}</p>
      <div
        className={classes['drop']} data-over={over || undefined} onDrop={dropped} onDragLeave={() => setOver(false)}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      >
        {action.busy ? t('start.provision.busy') : t('start.provision.drop')}
      </div>
      {action.fault !== null && (
        <FaultCard fault={action.fault} onAct={action.fault.code === 'already-provisioned' ? () => void refreshInfo() : pick} />
      )}
      <NextAction label={t('start.provision.choose')} onAct={pick} busy={action.busy} />
    </section>
  );
}
