import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { databaseId } from '../../electron/database-id.js';

const uuid = /^[0-9a-f-]{36}$/;
const file = async () => join(await mkdtemp(join(tmpdir(), 'database-id-')), 'database-id');

test('EL37: the id is made once and stays', async () => {
  const where = await file();
  const made = await databaseId(where);
  expect(made).toMatch(uuid);
  expect([await databaseId(where), await readFile(where, 'utf8')]).toEqual([made, made]);
});

test.each(['', 'half of an', '"019ec000-0000-7000-8000-000000000001"'])('EL37: what a power cut left of it (%s) is not taken for an id', async (text) => {
  const where = await file();
  await writeFile(where, text);
  const made = await databaseId(where);
  expect(made).toMatch(uuid);
  expect(await databaseId(where)).toBe(made);
});

test('EL37: where the disk refuses, the station starts all the same', async () => {
  expect(await databaseId(join(await file(), 'in-no-folder'))).toMatch(uuid);
});
