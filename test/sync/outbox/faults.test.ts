/** Full disks, broken files, and what a start makes of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { nodeDisk } from '../../../sync/outbox/disk.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, idOf, newPart, typed, valueOf } from './example.js';
import { smallDisk } from './failing-disks.js';
import { memoryDisk } from './memory-disk.js';
import { id, made, open, sealed } from './opened.js';

test('OB12: on a full disk the reserve is given up and the dossier in hand is finished and sealed', async () => {
  const disk = memoryDisk();
  const vault = await open(smallDisk(disk, 54_000), { reserveBytes: 50_000 });
  expect(disk.files()).toContain('/vault/reserve');
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.addParts(id, [newPart('photo', new Uint8Array(20_000))]));
  expect(disk.files()).not.toContain('/vault/reserve');
  valueOf(await vault.change(id, [typed('NGUYỄN VĂN AN'), confirmed]));
  expect(valueOf(await vault.seal(id)).state).toBe('queued');
});

test('OB12: without any room a save is refused by its code, and what was saved before stays', async () => {
  const disk = memoryDisk();
  const vault = await open(smallDisk(disk, 3000));
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.change(id, [typed('A')]));
  expect(await vault.addParts(id, [newPart('photo', new Uint8Array(20_000))])).toMatchObject({ fault: { code: 'disk-full' } });
  expect(await vault.saveList('list', [new Uint8Array(20_000)], 1)).toMatchObject({ fault: { code: 'disk-full' } });
  expect(disk.files().filter((file) => file.includes('.tmp'))).toEqual([]);
  const again = await open(disk.afterPowerCut());
  expect(valueOf(await again.draft(id)).fields.fullName?.value).toBe('A');
  expect(again.lists()).toEqual([]);
});

test('OB13: under 512 MiB no new dossier is begun, while the one in hand goes on', async () => {
  let free = 600 * 2 ** 20;
  const vault = await open(memoryDisk(), { freeBytes: () => Promise.resolve(free) });
  valueOf(await vault.begin(id, beginning));
  free = 500 * 2 ** 20;
  expect(await vault.begin(idOf(2), beginning)).toMatchObject({ fault: { code: 'disk-full', values: { freeBytes: free } } });
  valueOf(await vault.change(id, [typed('A'), confirmed]));
  valueOf(await vault.seal(id));
  valueOf(await vault.mend(id));
});

test('OB14: a write that fails is answered not-durable, and the next one succeeds', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  for (const call of [() => vault.change(id, [typed('B')]), () => vault.addParts(id, [newPart('photo')])]) {
    disk.failWith('EIO', 1, 1);
    expect(await call()).toMatchObject({ fault: { code: 'not-durable', detail: 'EIO' } });
  }
  valueOf(await vault.change(id, [typed('C'), confirmed]));
  expect(valueOf(await (await open(disk.afterPowerCut())).draft(id))).toMatchObject({ fields: { fullName: { value: 'C' } }, parts: {} });
  // Each write of the sealing in turn: whatever failed, one manifest comes of it.
  for (let at = 1; at <= 6; at += 1) {
    disk.failWith('EIO', at, 1);
    if ((await vault.seal(id)).ok) break;
  }
  disk.failWith('EIO', Infinity, 0);
  const end = await vault.seal(id);
  expect(end.ok || end.fault.code === 'not-a-draft').toBe(true);
  const again = await open(disk.afterPowerCut());
  expect(again.outgoing().map((one) => one.manifest.value.counter)).toEqual([1]);
  expect(again.rows()[0]?.state).toBe('queued');
});

test('OB15: torn ends of journals are set aside and reported, what stands before them is kept', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.change(id, [typed('A')]));
  await disk.append(`/vault/dossiers/${id}/1/journal`, new Uint8Array([0, 0, 0, 9, 1]));
  await disk.append('/vault/transitions', new Uint8Array(5));
  const again = await open(disk);
  expect(again.quarantined()).toEqual(['transitions.tail', `dossiers_${id}_1_journal.tail`]);
  expect(await disk.read(`/vault/quarantine/dossiers_${id}_1_journal.tail`)).toEqual(new Uint8Array([0, 0, 0, 9, 1]));
  expect(valueOf(await again.draft(id)).fields.fullName?.value).toBe('A');
  valueOf(await again.change(id, [typed('B')]));
  const third = await open(disk);
  expect(third.quarantined()).toEqual([]);
  expect(valueOf(await third.draft(id)).fields.fullName?.value).toBe('B');
});

test('OB16: a manifest that is unreadable is kept aside, and its revision is never sealed a second time', async () => {
  for (const withTransition of [true, false]) {
    const disk = memoryDisk();
    await sealed(disk);
    if (!withTransition) await disk.truncate('/vault/transitions', 0);
    await disk.truncate(`/vault/dossiers/${id}/1/manifest.json`, 40);
    for (const name of [`dossiers_${id}_1_manifest.json`, `dossiers_${id}_1_manifest.json`]) {
      const vault = await open(disk);
      expect(vault.rows()).toMatchObject([{ id, state: 'quarantined' }]);
      expect(vault.quarantined()).toEqual([name]);
      expect(await vault.seal(id)).toMatchObject({ fault: { code: 'not-a-draft' } });
      expect(await vault.step(id, 1, 'retry')).toMatchObject({ fault: { code: 'step-not-allowed' } });
    }
    expect(await disk.size(`/vault/quarantine/dossiers_${id}_1_manifest.json`)).toBe(40);
  }
});

test('OB16: the counter goes on after a lost manifest: its place is not given twice', async () => {
  const disk = memoryDisk();
  const [lost] = (await sealed(disk)).outgoing();
  await disk.remove(`/vault/dossiers/${id}/1/manifest.json`);
  const vault = await open(disk);
  valueOf(await vault.begin(idOf(2), beginning));
  valueOf(await vault.change(idOf(2), [confirmed]));
  valueOf(await vault.seal(idOf(2)));
  expect(vault.outgoing()[0]?.manifest.value).toMatchObject({ counter: 2, chain: lost?.hash });
});

test('OB17: a sealed revision with a lost or short part is set aside at start; the others wait', async () => {
  const disk = memoryDisk();
  const [outgoing] = (await sealed(disk)).outgoing();
  await disk.truncate(outgoing!.parts[1]!.file, 10);
  expect((await open(disk)).rows()[0]?.state).toBe('quarantined');
  const sealing = await open(memoryDisk());
  valueOf(await sealing.begin(id, beginning));
});

test('OB17: what cannot be complete is not sealed', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  const { draft } = valueOf(await vault.addParts(id, [newPart('photo'), newPart('finger-1')]));
  valueOf(await vault.change(id, [confirmed]));
  await disk.remove(`/vault/dossiers/${id}/1/${draft.parts['finger-1']!.part.id}`);
  expect(await vault.seal(id)).toMatchObject({ fault: { code: 'part-unreadable', values: { role: 'finger-1' } } });
  valueOf(await vault.addParts(id, [newPart('finger-1')]));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
});

test('OB18: without its transitions the vault is rebuilt from the files', async () => {
  const disk = memoryDisk();
  const vault = await sealed(disk);
  valueOf(await vault.receive(made.receiptFor(vault.outgoing()[0]!.manifest)));
  valueOf(await vault.begin(idOf(2), beginning));
  await disk.remove('/vault/transitions');
  const again = await open(disk);
  expect(again.rows()).toMatchObject([{ id, state: 'received', businessDay: '2026-05-14' }, { id: idOf(2), state: 'draft' }]);
  expect(valueOf(await again.draft(idOf(2))).person?.name).toBe(beginning.person?.name);
  valueOf(await again.change(idOf(2), [typed('A')]));
  expect(again.rows()[1]).toMatchObject({ businessDay: '2026-05-14', person: beginning.person?.id });
});

test('OB19: another station key opens nothing and harms nothing', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  vault.unlock({ ...made.keys, stationKey: new Uint8Array(32) });
  expect(await vault.draft(id)).toMatchObject({ fault: { code: 'part-unreadable' } });
  expect(await vault.change(id, [typed('A')])).toMatchObject({ fault: { code: 'not-durable' } });
  expect(await vault.summary(id)).toBeNull();
  vault.unlock(made.keys);
  valueOf(await vault.change(id, [typed('B')]));
});

test('OB26: a change that only the vault can make, and an id that is no UUID, are programmer’s mistakes', async () => {
  const vault = await open(memoryDisk());
  valueOf(await vault.begin(id, beginning));
  expect(() => vault.change(id, [{ kind: 'parts', parts: [] }])).toThrow();
  await expect(vault.begin('../../etc', beginning)).rejects.toThrow();
  await expect(vault.saveList('../x', [], 0)).rejects.toThrow();
  expect(await vault.begin(id, beginning)).toMatchObject({ fault: { code: 'not-a-draft' } });
});

test('OB27: the same on a real disk, from nothing, in a folder two levels deep', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tan-nha-vault-'));
  try {
    const options = { folder: join(place, 'station', 'vault'), clock: Date.now, reserveBytes: 1000 };
    const vault = await openVault(options);
    vault.unlock(made.keys);
    const photo = newPart('photo', new Uint8Array(300_000));
    valueOf(await vault.begin(id, beginning));
    valueOf(await vault.addParts(id, [photo, newPart('finger-1')], [typed('A')]));
    valueOf(await vault.addParts(id, [newPart('finger-1')]));
    valueOf(await vault.change(id, [confirmed]));
    valueOf(await vault.seal(id));
    valueOf(await vault.saveList('list', [new Uint8Array(10)], 1));
    const again = await openVault(options);
    again.unlock(made.keys);
    expect(again.quarantined()).toEqual([]);
    expect(Buffer.compare(valueOf(await again.openPart(id, 'photo')), photo.bytes)).toBe(0);
    expect(again.outgoing()[0]?.parts).toHaveLength(3);
    expect(await nodeDisk.list(join(options.folder, 'dossiers', id, '1'))).toHaveLength(3 + 3);
    expect(await again.destroyKeys(() => true)).toBe(1);
    expect(await nodeDisk.list(join(options.folder, 'dossiers', id, '1'))).toHaveLength(3 + 1);
    expect(await nodeDisk.size(join(options.folder, 'reserve'))).toBe(1000);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
test('OB17: the last entry’s part that a power cut left torn, in its full length, is passed over; the parts before it stay', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.addParts(id, [newPart('photo')]));
  const { draft } = valueOf(await vault.addParts(id, [newPart('finger-1')]));
  disk.flip(`/vault/dossiers/${id}/1/${draft.parts['finger-1']!.part.id}`, 60);
  const again = valueOf(await (await open(disk)).draft(id));
  expect(Object.keys(again.parts)).toEqual(['photo']);
});
