import 'fake-indexeddb/auto';

import { Dexie } from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';

import { makeDatabase, newestVersion } from '../../../renderer/store/database.js';
import { openDatabase } from '../../../renderer/store/guard.js';

const name = 'guard-test';

afterEach(async () => {
  vi.restoreAllMocks();
  await Dexie.delete(name);
});

test('DB1: strict durability is asked for', () => {
  expect(makeDatabase(name)._options.chromeTransactionDurability).toBe('strict');
});

test('a database that is not there yet is made at the newest version', async () => {
  const opened = await openDatabase(name);
  expect(opened.ok && opened.value.backendDB().version).toBe(newestVersion * 10);
  if (opened.ok) opened.value.close();
});

test('DB2: a newer database is refused, and everything in it stays', async () => {
  const newer = new Dexie(name);
  newer.version(newestVersion + 1).stores({ meta: 'key', later: 'id' });
  await newer.table('later').put({ id: 'kept' });
  newer.close();

  const opened = await openDatabase(name);
  expect(opened.ok ? null : opened.fault.code).toBe('database-newer');

  const again = new Dexie(name);
  await again.open();
  expect(again.backendDB().version).toBe((newestVersion + 1) * 10);
  expect(await again.table('later').count()).toBe(1);
  again.close();
});

test('DB3: it opens at the third try', async () => {
  const databases = vi.spyOn(indexedDB, 'databases').mockRejectedValueOnce(Error('busy')).mockRejectedValueOnce(Error('busy'));
  const opened = await openDatabase(name);
  expect(opened.ok).toBe(true);
  expect(databases).toHaveBeenCalledTimes(3);
  if (opened.ok) opened.value.close();
});

test('DB3: after three tries it says why', async () => {
  const databases = vi.spyOn(indexedDB, 'databases').mockRejectedValue(Error('the disk is gone'));
  const opened = await openDatabase(name);
  expect(opened).toEqual({ ok: false, fault: { code: 'database-failed', detail: 'Error: the disk is gone' } });
  expect(databases).toHaveBeenCalledTimes(3);
});
