/** How far a person or a dossier is: one of the six states and its word. */
import type { DossierRow } from '../../sync/core/queue.js';
import type { State } from '../parts/StateMark.js';

/** A key of worklist.state. */
export type ProgressWord = 'none' | DossierRow['state'] | 'returned' | 'cardReady' | 'handedOver';

export interface Progress {
  readonly mark: State;
  readonly word: ProgressWord;
}

/** What headquarters says goes before what the station did, but for a draft: that is the work in hand. */
export function progressOf(row: DossierRow | undefined): Progress {
  if (row === undefined) return { mark: 'missing', word: 'none' };
  if (row.state === 'draft') return { mark: 'weak', word: 'draft' };
  if (row.headquarters === 'returned') return { mark: 'blocked', word: 'returned' };
  if (row.state === 'quarantined') return { mark: 'blocked', word: 'quarantined' };
  if (row.headquarters === 'card-ready') return { mark: 'good', word: 'cardReady' };
  if (row.headquarters === 'handed-over') return { mark: 'good', word: 'handedOver' };
  return row.state === 'received' ? { mark: 'good', word: 'received' } : { mark: 'waiting', word: row.state };
}

/** The dossier of each person: the one changed last. */
export function dossierByPerson(dossiers: ReadonlyMap<string, DossierRow>): ReadonlyMap<string, DossierRow> {
  const found = new Map<string, DossierRow>();
  for (const row of dossiers.values()) {
    const other = row.person === null ? undefined : found.get(row.person);
    if (row.person !== null && (other === undefined || other.updatedAt <= row.updatedAt)) found.set(row.person, row);
  }
  return found;
}
