import { expect, test } from 'vitest';

import type { Vault } from '../../../sync/outbox/model.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, example, idOf, newPart, valueOf } from './example.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';

const { keys } = await example();
const id = idOf(1);

async function open(disk: MemoryDisk): Promise<Vault> {
  const vault = await openVault({ folder: '/vault', clock: () => 1_000_000, disk, reserveBytes: 0 });
  vault.unlock(keys);
  return vault;
}

async function sealed(disk: MemoryDisk): Promise<Vault> {
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.addParts(id, [newPart('photo')]));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
  return vault;
}

test('OB51: a list that is called off while it is written is not there, and nothing of it is', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  const life = new AbortController();
  const chunks = Array.from({ length: 40 }, () => new Uint8Array(100));
  const saving = vault.saveList('list', chunks, 20_000, life.signal);
  life.abort('cancelled');
  expect(await saving).toMatchObject({ fault: { code: 'not-durable' } });
  expect(vault.lists()).toEqual([]);
  expect(disk.files().filter((file) => file.includes('/lists/'))).toEqual([]);
  expect(valueOf(await vault.saveList('list', chunks, 20_000))).toMatchObject({ chunks: 40 });
});

test('OB50: a row says why it was set aside, also after a start; sent again or received it says nothing', async () => {
  const disk = memoryDisk();
  const vault = await sealed(disk);
  expect(vault.rows()[0]?.note).toBeNull();
  valueOf(await vault.step(id, 1, 'send'));
  valueOf(await vault.step(id, 1, 'quarantine', `dossier-refused ${'x'.repeat(300)}`));
  const note = vault.rows()[0]?.note ?? '';
  expect(note).toMatch(/^dossier-refused x+$/);
  expect(note).toHaveLength(200);
  expect((await open(disk)).rows()[0]?.note).toBe(note);
  valueOf(await vault.step(id, 1, 'retry'));
  expect(vault.rows()[0]?.note).toBeNull();
  expect((await open(disk)).rows()[0]?.note).toBeNull();
});

test('OB50: what a start sets aside has its reason too', async () => {
  const disk = memoryDisk();
  const [outgoing] = (await sealed(disk)).outgoing();
  await disk.remove(outgoing!.parts[1]!.file);
  const role = outgoing!.parts[1]!.part.role;
  expect((await open(disk)).rows()[0]?.note).toBe(`part-missing ${role}`);
  expect((await open(disk)).rows()[0]?.note).toBe(`part-missing ${role}`);
});
