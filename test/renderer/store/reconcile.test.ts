import 'fake-indexeddb/auto';

import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { makeDatabase, type StationDatabase } from '../../../renderer/store/database.js';
import { reconcile, type FetchChunk } from '../../../renderer/store/reconcile.js';

import { people, row, sealedChunk, vault } from './vault.js';

const name = 'reconcile-test';
let database: StationDatabase;
let fetched: string[];
const fetchChunk: FetchChunk = async (list, chunk) => {
  fetched.push(`${list}/${chunk}`);
  return sealedChunk(chunk);
};

beforeEach(async () => {
  fetched = [];
  database = makeDatabase(name);
  await database.open();
});

afterEach(async () => {
  database.close();
  await Dexie.delete(name);
});

test('DB4: on a new station there is nothing to tell', async () => {
  expect(await reconcile(database, vault('a', [], []), fetchChunk)).toEqual({ outcome: 'first', dossiers: 0, chunksMissing: 0 });
  expect((await reconcile(database, vault('a', [], []), fetchChunk)).outcome).toBe('same');
});

test('DB4: an emptied database is rebuilt from the vault', async () => {
  const index = vault('a', [row(1), row(2, 'queued')]);
  expect(await reconcile(database, index, fetchChunk)).toEqual({ outcome: 'rebuilt', dossiers: 2, chunksMissing: 0 });
  expect(await database.dossiers.toArray()).toEqual(index.dossiers);
  expect(await database.chunks.count()).toBe(3);
});

test('DB4: another vault’s database is emptied first', async () => {
  await reconcile(database, vault('a', [row(1), row(2)]), fetchChunk);
  expect((await reconcile(database, vault('b', [row(3)], ['list-2']), fetchChunk)).outcome).toBe('rebuilt');
  expect((await database.dossiers.toArray()).map((one) => one.id)).toEqual(['dossier-3']);
  expect(await database.lists.toCollection().primaryKeys()).toEqual(['list-2']);
  expect(new Set((await database.chunks.toArray()).map((one) => one.list))).toEqual(new Set(['list-2']));
});

test('DB5: missing rows are added, unknown ones taken out, and both are told', async () => {
  await reconcile(database, vault('a', [row(1), row(2)]), fetchChunk);
  expect(await reconcile(database, vault('a', [row(2), row(3)]), fetchChunk)).toEqual({ outcome: 'repaired', dossiers: 2, chunksMissing: 0 });
  expect((await database.dossiers.toArray()).map((one) => one.id)).toEqual(['dossier-2', 'dossier-3']);
});

test('DB5: a row that only went on is replaced silently', async () => {
  await reconcile(database, vault('a', [row(1, 'queued')]), fetchChunk);
  expect((await reconcile(database, vault('a', [row(1, 'received')]), fetchChunk)).outcome).toBe('same');
  expect((await database.dossiers.get('dossier-1'))?.state).toBe('received');
});

test('DB6: a cut while the lists are fetched makes the next start rebuild', async () => {
  const cut: FetchChunk = async (_list, chunk) => {
    if (chunk === 1) throw Error('cut');
    return sealedChunk(chunk);
  };
  await expect(reconcile(database, vault('a', [row(1)]), cut)).rejects.toThrow('cut');
  expect((await reconcile(database, vault('a', [row(1)]), fetchChunk)).outcome).toBe('rebuilt');
  expect(await database.chunks.count()).toBe(3);
});

test('DB7: chunks are the vault’s bytes, only missing ones are fetched, a dropped list goes', async () => {
  await reconcile(database, vault('a', []), fetchChunk);
  const stored = await database.chunks.get(['list-1', 2]);
  expect(new Uint8Array(stored?.sealed ?? new ArrayBuffer())).toEqual(sealedChunk(2));
  await database.chunks.delete(['list-1', 1]);
  fetched = [];
  await reconcile(database, vault('a', []), fetchChunk);
  expect(fetched).toEqual(['list-1/1']);
  await reconcile(database, vault('a', [], []), fetchChunk);
  expect(await database.chunks.count()).toBe(0);
});

test('DB7: a chunk that the vault cannot give is counted', async () => {
  expect((await reconcile(database, vault('a', []), async (_list, chunk) => (chunk === 0 ? null : sealedChunk(chunk)))).chunksMissing).toBe(1);
});

test('DB8: no name, number or address of a person is in the database', async () => {
  await reconcile(database, vault('a', [row(1), row(2)]), fetchChunk);
  const tables = await Promise.all(database.tables.map((table) => table.toArray()));
  const clear = JSON.stringify(tables, (_key, value: unknown) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value));
  for (const person of people) for (const value of [person.name, person.number, person.address].filter((one) => one !== '')) expect(clear).not.toContain(value);
});
