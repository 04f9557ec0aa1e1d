import { expect, test } from 'vitest';

import { openPart } from '../../../sync/seal/part.js';
import { unwrapKey } from '../../../sync/seal/recipients.js';
import { openVault } from '../../../sync/outbox/vault.js';
import type { Vault } from '../../../sync/outbox/model.js';
import { beginning, confirmed, example, idOf, newPart, sealedDossier, typed, valueOf } from './example.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';

const made = await example();

function open(disk: MemoryDisk): Promise<Vault> {
  return openVault({ folder: '/station/vault', clock: () => 1_000_000, disk, reserveBytes: 0 });
}

test('OB6: a correction keeps the parts and sends only what changed', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  const first = vault.outgoing()[0]!;
  const draft = valueOf(await vault.mend(idOf(1)));
  expect(draft).toMatchObject({ revision: 2, confirmation: null, fields: { fullName: { value: 'NGUYỄN VĂN AN' } } });
  expect(await vault.mend(idOf(1))).toMatchObject({ fault: { code: 'still-a-draft' } });
  const photo = newPart('photo');
  valueOf(await vault.addParts(idOf(1), [newPart('photo')]));
  valueOf(await vault.addParts(idOf(1), [photo]));
  valueOf(await vault.change(idOf(1), [typed('NGUYỄN VĂN ÂN'), confirmed]));
  valueOf(await vault.seal(idOf(1)));
  const [, second] = vault.outgoing();
  expect(second?.manifest.value).toMatchObject({ revision: 2, counter: 2, previous: first.hash, chain: first.hash });
  expect(second?.parts.map(({ part }) => [part.role, part.revision])).toEqual([['finger-2', 1], ['form', 2], ['photo', 2]]);
  // The photo that was replaced before sealing is gone, the first revision's is not.
  expect(disk.files().filter((file) => /\/[0-9a-f]{64}$/.test(file))).toHaveLength(5);
  const again = await open(disk.afterPowerCut());
  again.unlock(made.keys);
  expect(again.quarantined()).toEqual([]);
  expect(valueOf(await again.openPart(idOf(1), 'photo'))).toEqual(photo.bytes);
  expect(valueOf(await again.openPart(idOf(1), 'finger-2'))).toHaveLength(1000);
});

test('OB28: minutiae of prints are kept with the draft and its correction, leave in nothing, and end with the key', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  valueOf(await vault.begin(idOf(1), beginning));
  expect(valueOf(await vault.templates(idOf(1)))).toEqual({});
  valueOf(await vault.addParts(idOf(1), [newPart('finger-2')], [{ kind: 'templates', templates: { 'finger-2': 'b2xk', 'finger-3': 'dGhyZWU=' } }]));
  valueOf(await vault.addParts(idOf(1), [newPart('finger-2')], [{ kind: 'templates', templates: { 'finger-2': 'bmV3' } }]));
  valueOf(await vault.change(idOf(1), [confirmed]));
  valueOf(await vault.seal(idOf(1)));
  const newest = { 'finger-2': 'bmV3', 'finger-3': 'dGhyZWU=' };
  const restarted = disk.afterPowerCut();
  const again = await open(restarted);
  again.unlock(made.keys);
  expect(valueOf(await again.templates(idOf(1)))).toEqual(newest);
  valueOf(await again.mend(idOf(1)));
  expect(valueOf(await again.templates(idOf(1)))).toEqual(newest);
  valueOf(await again.change(idOf(1), [confirmed]));
  valueOf(await again.seal(idOf(1)));

  expect(again.outgoing()).toHaveLength(2);
  for (const { manifest, parts } of again.outgoing()) {
    const key = valueOf(await unwrapKey(manifest.value.key, [made.identity]));
    const form = await restarted.read(parts.find(({ part }) => part.role === 'form')?.file ?? '');
    const sent = `${JSON.stringify(manifest)} ${Buffer.from(valueOf(openPart(form, key))).toString('utf8')}`;
    expect(sent).toContain('finger-2');
    for (const word of ['template', 'bmV3', 'dGhyZWU=', 'b2xk']) expect(sent).not.toContain(word);
  }
  expect(await again.destroyKeys(() => true)).toBe(1);
  expect(await again.templates(idOf(1))).toMatchObject({ fault: { code: 'key-destroyed' } });
});

test('OB6: a correction goes on with what the chip proved and what was decided against it', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  valueOf(await vault.begin(idOf(1), beginning));
  valueOf(await vault.addParts(idOf(1), [newPart('chip-dg1')], [{ kind: 'chip-facts', facts: [{ name: 'access', state: 'ok' }], fields: { origin: 'Huế' }, at: 7 }]));
  valueOf(await vault.change(idOf(1), [{ kind: 'chip-kept', fields: ['origin'] }, typed('NGUYỄN VĂN AN'), confirmed]));
  valueOf(await vault.seal(idOf(1)));
  const proved = { facts: [{ name: 'access', state: 'ok' }], fields: { origin: 'Huế' }, at: 7, kept: ['origin'] };
  expect(valueOf(await vault.mend(idOf(1)))).toMatchObject({ revision: 2, chip: proved });
  const again = await open(disk.afterPowerCut());
  again.unlock(made.keys);
  expect(valueOf(await again.draft(idOf(1)))).toMatchObject({ revision: 2, chip: proved });
});

test('OB33: the key of a sealed revision goes while its correction is under way, which goes on and is sent whole', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  valueOf(await vault.mend(idOf(1)));
  valueOf(await vault.change(idOf(1), [typed('NGUYỄN VĂN ÂN')]));
  expect(vault.keysLeft(() => true)).toBe(1);
  expect(await vault.destroyKeys((row) => row.mendableUntil === 1_000_000 + 86_400_000)).toBe(1);
  expect(vault.keysLeft(() => true)).toBe(0);
  expect(disk.files().filter((file) => file.includes(`${idOf(1)}/1/`) && /key|journal/.test(file))).toEqual([]);
  for (const one of [vault, await open(disk.afterPowerCut())]) {
    one.unlock(made.keys);
    expect(await one.openPart(idOf(1), 'photo')).toMatchObject({ fault: { code: 'key-destroyed' } });
    expect(valueOf(await one.draft(idOf(1)))).toMatchObject({ revision: 2, fields: { fullName: { value: 'NGUYỄN VĂN ÂN' } } });
    valueOf(await one.change(idOf(1), [confirmed]));
    valueOf(await one.seal(idOf(1)));
    expect(one.outgoing().at(-1)?.parts.map(({ part }) => [part.role, part.revision])).toEqual([['finger-2', 1], ['form', 2], ['photo', 1]]);
  }
});

test('OB33: each revision’s key goes by its own time, and one that a kill left behind goes at the next start', async () => {
  let now = 1_000_000;
  const disk = memoryDisk();
  const vault = await openVault({ folder: '/station/vault', clock: () => now, disk, reserveBytes: 0 });
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  now += 80_000_000;
  valueOf(await vault.mend(idOf(1)));
  valueOf(await vault.change(idOf(1), [confirmed]));
  valueOf(await vault.seal(idOf(1)));
  now += 10_000_000;
  disk.failWith('EIO', 2, 1);
  const old = (): Promise<number> => vault.destroyKeys((row) => row.mendableUntil !== null && row.mendableUntil <= now);
  await expect(old()).rejects.toThrow();
  expect(disk.files()).toContain(`/station/vault/dossiers/${idOf(1)}/1/key`);
  const again = await open(disk.afterKill());
  again.unlock(made.keys);
  expect(again.keysLeft(() => true)).toBe(1);
  expect(await old()).toBe(1);
  for (const one of [vault, again]) {
    expect(await one.openPart(idOf(1), 'photo')).toMatchObject({ fault: { code: 'key-destroyed' } });
    expect(await one.summary(idOf(1))).toMatchObject({ name: 'NGUYỄN VĂN AN' });
    expect(valueOf(await one.mend(idOf(1))).revision).toBe(3);
  }
});
