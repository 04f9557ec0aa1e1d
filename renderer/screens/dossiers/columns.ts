/** One dossier as a line of the table: what each column sorts by. */
import type { DossierRow, RowSummary } from '../../../sync/core/queue.js';
import type { TextOf } from '../../text/language.js';

import { nameOf } from './rows.js';

export const columnNames = ['station', 'headquarters', 'name', 'kind', 'day', 'updated', 'officer', 'size'] as const;
export type ColumnName = (typeof columnNames)[number];

export interface Line {
  readonly row: DossierRow;
  readonly name: string;
  readonly kind: string;
  readonly officer: string;
  readonly sort: Readonly<Record<ColumnName, string | number>>;
}

export function lineOf(row: DossierRow, summary: RowSummary | null | undefined, t: TextOf): Line {
  const name = nameOf(row, summary, t);
  const kind = summary === null || summary === undefined ? '' : t(`worklist.kind.${summary.kind}`);
  const officer = summary?.officer ?? '';
  return {
    row, name, kind, officer,
    sort: {
      station: t(`queue.dossiers.station.${row.state}`), headquarters: t(`queue.dossiers.hq.${row.headquarters}`), name: givenFirst(name), kind,
      day: row.businessDay, updated: row.updatedAt, officer: givenFirst(officer), size: row.bytes,
    },
  };
}

/** Vietnamese lists go by the given name, which is written last. */
function givenFirst(name: string): string {
  const words = name.split(' ');
  return [words.at(-1) ?? '', ...words.slice(0, -1)].join(' ');
}
