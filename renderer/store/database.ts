/**
 * The station's database in the browser: worklists as sealed chunks, and a mirror of the queue's rows.
 * Nothing personal lies in it in clear, no key lies in it; the vault can rebuild it whole.
 */
import { Dexie, type Table } from 'dexie';

import type { DossierRow, ListInfo } from '../../sync/core/queue.js';

import { first, type Migration } from './migrations/0001-first.js';

export const databaseName = 'station';
export const migrations: readonly Migration[] = [first];
export const newestVersion = Math.max(...migrations.map((one) => one.version));

export interface StoredChunk {
  readonly list: string;
  readonly chunk: number;
  /** As `worklist.chunk` answered it: ciphertext under the station key. ArrayBuffer, as a Blob breaks at 500 MB. */
  readonly sealed: ArrayBuffer;
}

export type StationDatabase = Dexie & {
  readonly meta: Table<{ readonly key: 'database'; readonly value: string }, string>;
  readonly lists: Table<ListInfo, string>;
  readonly chunks: Table<StoredChunk, [string, number]>;
  readonly dossiers: Table<DossierRow, string>;
};

/** Strict: relaxed, the default, loses acknowledged records in a power cut. */
export function makeDatabase(name = databaseName): StationDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' });
  for (const { version, stores } of migrations) database.version(version).stores({ ...stores });
  return database as StationDatabase;
}
