import { expect, test } from 'vitest';

import { valueOf } from './example.js';
import { memoryDisk } from './memory-disk.js';
import { id, open, sealed } from './opened.js';

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
