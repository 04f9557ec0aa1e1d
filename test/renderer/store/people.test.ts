import 'fake-indexeddb/auto';

import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { makeDatabase, type StationDatabase } from '../../../renderer/store/database.js';
import { readPeople, type OpenRows } from '../../../renderer/store/people.js';
import { reconcile, type FetchChunk } from '../../../renderer/store/reconcile.js';
import { search } from '../../../sync/core/search.js';

import { flip, people, perChunk, sealedChunk, vault } from './vault.js';

const name = 'people-test';
let database: StationDatabase;
const fetchChunk: FetchChunk = async (_list, chunk) => sealedChunk(chunk);
/** Refuses bytes that do not unseal to JSON, as an authenticated cipher refuses changed ones. */
const open: OpenRows = async (sealed) => (sealed.every((one) => flip(one)[0] === '['.charCodeAt(0)) ? sealed.map(flip) : null);

beforeEach(async () => {
  database = makeDatabase(name);
  await database.open();
  await reconcile(database, vault('a', []), fetchChunk);
});

afterEach(async () => {
  database.close();
  await Dexie.delete(name);
});

test('people come in the list’s order and are found', async () => {
  const read = await readPeople(database, open, fetchChunk);
  expect(read.all).toEqual(people);
  expect(read.unreadable).toBe(0);
  expect(search(read.index, 'quynh huong')).toEqual([0]);
  expect(read.byId.get(people[7]?.id ?? '')?.name).toBe(people[7]?.name);
});

test('the search is made ready behind the list, at the start and after an import, before anybody types', async () => {
  const { index } = await readPeople(database, open, fetchChunk);
  expect(index.spell(0)).toBe(false);
  await vi.waitFor(() => expect(index.spell(0)).toBe(true));
});

async function spoil(chunk: number): Promise<void> {
  await database.chunks.put({ list: 'list-1', chunk, sealed: new Uint8Array([7, 7, 7]).buffer });
}

test('DB9: a spoiled chunk is fetched from the vault again', async () => {
  await spoil(1);
  expect((await readPeople(database, open, fetchChunk)).all).toEqual(people);
  const stored = await database.chunks.get(['list-1', 1]);
  expect(new Uint8Array(stored?.sealed ?? new ArrayBuffer())).toEqual(sealedChunk(1));
});

test('DB9: where the vault’s does not open either, the rest is there', async () => {
  await spoil(0);
  const read = await readPeople(database, open, async () => new Uint8Array([9]));
  expect(read.unreadable).toBe(1);
  expect(read.all).toEqual(people.slice(perChunk));
});
