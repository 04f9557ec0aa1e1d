/** Parts that were taken and whose bytes are not surely on the disk. */
import { expect, test } from 'vitest';

import type { Disk } from '../../../sync/outbox/disk.js';
import type { Vault } from '../../../sync/outbox/model.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, example, idOf, newPart, typed, valueOf } from './example.js';
import { smallDisk, unsyncable } from './failing-disks.js';
import { memoryDisk } from './memory-disk.js';

const made = await example();
const id = idOf(1);

async function open(disk: Disk, more: { reserveBytes?: number; freeBytes?: () => Promise<number> } = {}): Promise<Vault> {
  const vault = await openVault({ folder: '/vault', clock: () => 1_000_000, disk, reserveBytes: 0, ...more });
  vault.unlock(made.keys);
  return vault;
}

test('OB30: a capture whose sync fails is not in the draft: what it was to replace stays, after a restart and a power cut too', async () => {
  const disk = memoryDisk();
  const first = newPart('photo');
  const before = await open(disk);
  valueOf(await before.begin(id, beginning));
  valueOf(await before.addParts(id, [first]));
  const vault = await open(unsyncable(disk, 'EIO', 1));
  const attempt = { step: 13, at: 5, asked: [2], seen: 1, found: 1, hash: 'ab' } as const;
  expect(await vault.addParts(id, [newPart('photo'), newPart('finger-2')], [{ kind: 'attempt', attempt }])).toMatchObject({ fault: { code: 'not-durable', detail: 'EIO' } });
  for (const one of [vault, await open(disk), await open(disk.afterPowerCut())]) {
    expect(valueOf(await one.draft(id))).toMatchObject({ parts: { photo: { part: { size: expect.any(Number) as number } } }, tries: {}, attempts: [] });
    expect(Object.keys(valueOf(await one.draft(id)).parts)).toEqual(['photo']);
    expect(valueOf(await one.openPart(id, 'photo'))).toEqual(first.bytes);
  }
  valueOf(await vault.addParts(id, [newPart('finger-2')]));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
  const again = await open(disk.afterPowerCut());
  expect(again.outgoing()[0]?.parts.map(({ part }) => part.role)).toEqual(['finger-2', 'form', 'photo']);
  expect(valueOf(await again.openPart(id, 'photo'))).toEqual(first.bytes);
  expect(valueOf(await again.mend(id))).toMatchObject({ attempts: [], parts: { 'photo': {}, 'finger-2': {} } });
  expect(valueOf(await again.openPart(id, 'photo'))).toEqual(first.bytes);
});

test('OB30: where the disk refuses that word as well, the next entry says it', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  const failing = await open({
    ...unsyncable(disk, 'EIO', 1),
    // The first append names the part, the second one takes it back.
    append: ((count) => (file: string, bytes: Uint8Array) => (++count === 2 ? Promise.reject(Object.assign(Error('append'), { code: 'EIO' })) : disk.append(file, bytes)))(0),
    remove: () => Promise.reject(Object.assign(Error('remove'), { code: 'EIO' })),
  });
  expect(await failing.addParts(id, [newPart('photo')])).toMatchObject({ fault: { code: 'not-durable' } });
  expect(valueOf(await failing.draft(id)).parts).toEqual({});
  valueOf(await failing.change(id, [typed('A')]));
  expect(valueOf(await (await open(disk)).draft(id))).toMatchObject({ parts: {}, fields: { fullName: { value: 'A' } } });
});

test('OB30: a part that was passed over at a start stays so after the next entry', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  const { draft } = valueOf(await vault.addParts(id, [newPart('finger-1')]));
  disk.flip(`/vault/dossiers/${id}/1/${draft.parts['finger-1']!.part.id}`, 60);
  valueOf(await (await open(disk)).change(id, [typed('A')]));
  expect(valueOf(await (await open(disk)).draft(id)).parts).toEqual({});
});

test('OB31: a part that is in its place and length but not its bytes is found before anything is signed, and asked for again', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.addParts(id, [newPart('photo')]));
  const { draft } = valueOf(await vault.addParts(id, [newPart('photo')]));
  valueOf(await vault.change(id, [confirmed]));
  disk.flip(`/vault/dossiers/${id}/1/${draft.parts.photo!.part.id}`, 60);
  expect(await vault.seal(id)).toMatchObject({ fault: { code: 'part-unreadable', values: { role: 'photo' } } });
  expect(await vault.seal(id)).toMatchObject({ fault: { code: 'not-confirmed' } });
  for (const one of [vault, await open(disk.afterPowerCut())]) {
    const after = valueOf(await one.draft(id));
    expect(after.confirmation).toBeNull();
    expect(after.parts.photo?.part.id).not.toBe(draft.parts.photo!.part.id);
  }
  expect(vault.outgoing()).toEqual([]);
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
});

test('OB12: a disk that is found full at the sync gives the reserve up as well, and the capture is taken again', async () => {
  const disk = memoryDisk();
  const vault = await open(unsyncable(disk, 'ENOSPC', 1), { reserveBytes: 1000, freeBytes: () => Promise.resolve(10 * 2 ** 30) });
  valueOf(await vault.begin(id, beginning));
  const photo = newPart('photo');
  valueOf(await vault.addParts(id, [photo]));
  expect(disk.files()).not.toContain('/vault/reserve');
  for (const one of [vault, await open(disk.afterPowerCut())]) expect(valueOf(await one.openPart(id, 'photo'))).toEqual(photo.bytes);
});

test('OB32: a start on a full disk finishes what was half done with the reserve, and reports it', async () => {
  const disk = memoryDisk();
  const freeBytes = () => Promise.resolve(10 * 2 ** 30);
  const vault = await open(disk, { reserveBytes: 1000, freeBytes });
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
  // Sealed, its transitions not written any more; and a torn end, whose copy needs room.
  await disk.truncate('/vault/transitions', 0);
  await disk.append('/vault/transitions', new Uint8Array(5));
  const sizes = await Promise.all(disk.files().map((file) => disk.size(file)));
  const full = smallDisk(disk, sizes.reduce((sum, size) => sum + size, 3));
  const again = await open(full, { reserveBytes: 1000, freeBytes: () => Promise.resolve(0) });
  expect(disk.files()).not.toContain('/vault/reserve');
  expect(again.rows()[0]?.state).toBe('queued');
  expect(again.quarantined()).toEqual(['transitions.tail']);
  valueOf(await again.step(id, 1, 'send'));
});
