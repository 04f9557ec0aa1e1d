/** Dossiers that were set aside, each with why: they hold up nothing, and each can be sent again. */
import { Button } from '@mantine/core';

import type { DossierRow } from '../../../sync/core/queue.js';
import { Detail } from '../../parts/Detail.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { useKey } from '../../parts/useKey.js';
import { useData } from '../../store/data.js';
import { ask } from '../../store/station.js';
import { useText } from '../../text/language.js';
import { nameOf } from '../dossiers/rows.js';
import { whyAside } from '../dossiers/why-aside.js';
import { deedOf } from '../fault-deed.js';
import frame from '../Screen.module.css';

/** As many rows have a digit as their key. */
const digits = 9;

export function SetAside() {
  const { t } = useText();
  const dossiers = useData('dossiers');
  const summaries = useData('summaries');
  const retry = useAction((id: string) => ask('dossier.retry', id), () => undefined);
  const rows = [...dossiers.values()].filter((row) => row.state === 'quarantined');
  if (rows.length === 0) return null;
  return (
    <section className={frame['block']}>
      <h2>{t('queue.transmission.quarantined')}</h2>
      <p>{t('queue.transmission.quarantinedText')}</p>
      {retry.fault !== null && <FaultCard fault={retry.fault} onAct={deedOf(retry.fault, retry.again)} />}
      {rows.map((row, position) => (
        <Row key={row.id} row={row} name={nameOf(row, summaries.get(row.id), t)} keys={position < digits ? String(position + 1) : null} busy={retry.busy} onRetry={() => retry.start(row.id)} />
      ))}
    </section>
  );
}

interface RowProps {
  readonly row: DossierRow;
  readonly name: string;
  readonly keys: string | null;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

function Row({ row, name, keys, busy, onRetry }: RowProps) {
  const { t } = useText();
  useKey(keys ?? '', keys === null || busy ? null : onRetry);
  return (
    <div className={frame['entry']} data-set-aside={row.id} data-note={row.note}>
      <div className={frame['grow']}>
        <StateMark state="blocked">{name}</StateMark>
        <p>{whyAside(row, t)}</p>
        {row.note !== null && <Detail words={row.note} />}
      </div>
      <Button variant="default" loading={busy} onClick={onRetry} {...(keys === null ? {} : { rightSection: <KeyHint keys={keys} /> })}>{t('queue.transmission.retry')}</Button>
    </div>
  );
}
