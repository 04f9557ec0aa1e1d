/** Dossiers that headquarters did not take: they hold up nothing, and each can be sent again. */
import { Button } from '@mantine/core';

import { FaultCard } from '../../parts/FaultCard.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { useData } from '../../store/data.js';
import { ask } from '../../store/station.js';
import { useText } from '../../text/language.js';
import { nameOf } from '../dossiers/rows.js';
import frame from '../Screen.module.css';

export function SetAside() {
  const { t } = useText();
  const { dossiers, summaries } = useData();
  const retry = useAction((id: string) => ask('dossier.retry', id), () => undefined);
  const rows = [...dossiers.values()].filter((row) => row.state === 'quarantined');
  if (rows.length === 0) return null;
  return (
    <section className={frame['block']}>
      <h2>{t('queue.transmission.quarantined')}</h2>
      <p>{t('queue.transmission.quarantinedText')}</p>
      {retry.fault !== null && <FaultCard fault={retry.fault} onAct={retry.clear} />}
      {rows.map((row) => (
        <div key={row.id} className={frame['row']} data-set-aside={row.id}>
          <StateMark state="blocked">{nameOf(row, summaries.get(row.id), t)}</StateMark>
          <Button size="compact-sm" variant="default" loading={retry.busy} onClick={() => retry.start(row.id)}>{t('queue.transmission.retry')}</Button>
        </div>
      ))}
    </section>
  );
}
