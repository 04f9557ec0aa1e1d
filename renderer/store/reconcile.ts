/** Makes the database agree with the vault, which is the truth. Sealed bytes come from the vault one chunk at a time. */
import type { VaultIndex } from '../../electron/contract/calls.js';
import type { DossierRow, ListInfo } from '../../sync/core/queue.js';

import type { StationDatabase } from './database.js';

/** What was done, for the officer to know. */
export interface Reconciled {
  /**
   * `same`: nothing to tell; rows that went on while the page was closed count as that.
   * `first`: an empty database of a new station. `repaired`: some rows were missing or too many.
   * `rebuilt`: the database was emptied, or belongs to another vault.
   */
  readonly outcome: 'same' | 'first' | 'repaired' | 'rebuilt';
  /** Rows put in or taken out. */
  readonly dossiers: number;
  /** Chunks that even the vault could not give. */
  readonly chunksMissing: number;
}

/** Answers the sealed chunk, or null where the vault has none. */
export type FetchChunk = (list: string, chunk: number) => Promise<Uint8Array | null>;

export async function reconcile(database: StationDatabase, index: VaultIndex, fetchChunk: FetchChunk): Promise<Reconciled> {
  const known = await database.meta.get('database');
  const own = known?.value === index.database;
  if (!own) await empty(database);
  const changed = await mirrorDossiers(database, index.dossiers);
  const chunksMissing = await mirrorLists(database, index.lists, fetchChunk);
  // Last: a cut before this makes the next start rebuild again.
  if (!own) await database.meta.put({ key: 'database', value: index.database });
  const bare = index.dossiers.length === 0 && index.lists.length === 0;
  const outcome = own ? (changed > 0 ? 'repaired' : 'same') : known === undefined && bare ? 'first' : 'rebuilt';
  return { outcome, dossiers: own ? changed : index.dossiers.length, chunksMissing };
}

async function empty(database: StationDatabase): Promise<void> {
  await database.transaction('rw', database.tables, async () => {
    for (const table of database.tables) await table.clear();
  });
}

/** Answers how many rows were missing or too many. */
async function mirrorDossiers(database: StationDatabase, rows: readonly DossierRow[]): Promise<number> {
  const there = new Map((await database.dossiers.toArray()).map((row) => [row.id, row]));
  if (there.size === rows.length && rows.every((row) => sameRow(there.get(row.id), row))) return 0;
  return database.transaction('rw', database.dossiers, async () => {
    const before = new Map((await database.dossiers.toArray()).map((row) => [row.id, row]));
    const wanted = new Set(rows.map((row) => row.id));
    const extra = [...before.keys()].filter((id) => !wanted.has(id));
    const missing = rows.filter((row) => !before.has(row.id));
    const stale = rows.filter((row) => !sameRow(before.get(row.id), row));
    if (extra.length > 0) await database.dossiers.bulkDelete(extra);
    if (stale.length > 0) await database.dossiers.bulkPut([...stale]);
    return extra.length + missing.length;
  });
}

function sameRow(a: DossierRow | undefined, b: DossierRow): boolean {
  return a !== undefined && (Object.keys(b) as (keyof DossierRow)[]).every((key) => a[key] === b[key]);
}

/** Answers how many chunks are missing in the vault. */
export async function mirrorLists(database: StationDatabase, lists: readonly ListInfo[], fetchChunk: FetchChunk): Promise<number> {
  const wanted = new Set(lists.map((list) => list.id));
  for (const id of await database.lists.toCollection().primaryKeys()) {
    if (!wanted.has(id)) await dropList(database, id);
  }
  let missing = 0;
  for (const list of lists) {
    const held = new Set((await database.chunks.where('list').equals(list.id).primaryKeys()).map(([, chunk]) => chunk));
    for (let chunk = 0; chunk < list.chunks; chunk += 1) {
      if (!held.has(chunk) && !(await storeChunk(database, list.id, chunk, fetchChunk))) missing += 1;
    }
    // What is written is waited for until the disk has it: not for what is there already.
    const known = await database.lists.get(list.id);
    if (known?.chunks !== list.chunks || known.people !== list.people || known.importedAt !== list.importedAt) await database.lists.put(list);
  }
  return missing;
}

async function dropList(database: StationDatabase, id: string): Promise<void> {
  await database.transaction('rw', database.lists, database.chunks, async () => {
    await database.chunks.where('list').equals(id).delete();
    await database.lists.delete(id);
  });
}

/** Fetched outside a transaction, as IndexedDB ends one that waits for anything else. */
export async function storeChunk(database: StationDatabase, list: string, chunk: number, fetchChunk: FetchChunk): Promise<StoredBytes | null> {
  const sealed = await fetchChunk(list, chunk);
  if (sealed === null) return null;
  // Copied, so that the buffer holds these bytes alone.
  const bytes = new Uint8Array(sealed);
  await database.chunks.put({ list, chunk, sealed: bytes.buffer });
  return bytes;
}

type StoredBytes = Uint8Array<ArrayBuffer>;
