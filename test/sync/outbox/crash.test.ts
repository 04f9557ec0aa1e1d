/** A whole story is run with the disk dying at its n-th operation, for every n; then the vault is opened again on what is left. */
import { expect, test } from 'vitest';

import type { Result } from '../../../sync/core/result.js';
import type { Vault } from '../../../sync/outbox/model.js';
import { hashOf } from '../../../sync/seal/sign.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, example, idOf, newPart, typed, valueOf } from './example.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';

const made = await example();
const photo = newPart('photo', new Uint8Array(100).fill(1));
const secondPhoto = newPart('photo', new Uint8Array(100).fill(2));
const a = idOf(1);
const b = idOf(2);

/** What was answered ok. */
interface Acknowledged {
  readonly names: Map<string, string>;
  readonly photos: Map<string, Uint8Array>;
  readonly sealed: Map<string, string>;
  received: boolean;
  destroyed: boolean;
  list: boolean;
}

class Dead extends Error {}

function alive<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Dead(result.fault.code);
  return result.value;
}

async function open(disk: MemoryDisk): Promise<Vault> {
  const vault = await openVault({ folder: '/station/vault', clock: () => 1_000_000, disk, reserveBytes: 1000, freeBytes: () => Promise.resolve(10 * 2 ** 30) });
  vault.unlock(made.keys);
  return vault;
}

async function story(disk: MemoryDisk, known: Acknowledged): Promise<void> {
  const vault = await open(disk);
  const name = async (id: string, text: string): Promise<void> => {
    alive(await vault.change(id, [typed(text)]));
    known.names.set(id, text);
  };
  const seal = async (id: string): Promise<void> => {
    alive(await vault.change(id, [confirmed]));
    const row = alive(await vault.seal(id));
    known.sealed.set(`${id}/${row.revision}`, vault.outgoing().find((one) => one.row.id === id && one.row.revision === row.revision)?.hash ?? '');
  };
  alive(await vault.begin(a, beginning));
  await name(a, 'A1');
  alive(await vault.addParts(a, [secondPhoto, newPart('finger-1', new Uint8Array(100))], [typed('A2')]));
  known.names.set(a, 'A2');
  known.photos.set(a, secondPhoto.bytes);
  alive(await vault.addParts(a, [photo]));
  known.photos.set(a, photo.bytes);
  alive(await vault.begin(b, beginning));
  await Promise.all([name(a, 'A3'), name(b, 'B1')]);
  await seal(a);
  await seal(b);
  alive(await vault.step(a, 1, 'send'));
  alive(await vault.receive(made.receiptFor(vault.outgoing()[0]!.manifest)));
  known.received = true;
  alive(await vault.mend(a));
  await name(a, 'A4');
  alive(await vault.addParts(a, [secondPhoto]));
  known.photos.set(a, secondPhoto.bytes);
  await seal(a);
  alive(await vault.saveList('list', [new Uint8Array(10), new Uint8Array(10)], 2));
  known.list = true;
  if ((await vault.destroyKeys((row) => row.id === b)) === 1) known.destroyed = true;
}

async function check(disk: MemoryDisk, known: Acknowledged): Promise<void> {
  const vault = await open(disk);
  const sealed = vault.sealedOn('2026-05-14');
  const revisions = sealed.map((one) => `${one.row.id}/${one.row.revision}`);
  expect(new Set(revisions).size).toBe(revisions.length);
  sealed.forEach((one, index) => {
    expect(one.manifest.value).toMatchObject({ counter: index + 1, chain: sealed[index - 1]?.hash ?? null });
    expect(hashOf(one.manifest.value)).toBe(one.hash);
    expect(one.row.state).toMatch(/queued|sending|received/);
  });
  for (const { part, file } of sealed.flatMap((one) => one.parts)) expect(await disk.size(file)).toBe(part.size);
  for (const [revision, hash] of known.sealed) expect(sealed.find((one) => `${one.row.id}/${one.row.revision}` === revision)?.hash).toBe(hash);
  if (known.received) expect(sealed[0]?.row.state).toBe('received');
  if (known.list) expect(vault.lists()).toHaveLength(1);
  for (const [id, name] of known.names) {
    const draft = await vault.draft(id);
    // Whether a call that was not answered counts is open: a later name, or keys destroyed, may stand there.
    if (!draft.ok && id === b) expect(draft.fault.code).toBe('key-destroyed');
    else expect(valueOf(draft).fields.fullName?.value.localeCompare(name)).toBeGreaterThanOrEqual(0);
  }
  for (const [id, bytes] of known.photos) {
    const held = valueOf(await vault.openPart(id, 'photo'));
    expect([bytes, photo.bytes, secondPhoto.bytes]).toContainEqual(held);
    if (bytes === photo.bytes) expect(held[0]).toBeLessThanOrEqual(2);
  }
  if (known.destroyed) expect(disk.files().filter((file) => file.includes(b) && /\/(key|journal)$/.test(file))).toEqual([]);
  expect(vault.quarantined().every((name) => name.endsWith('.tail'))).toBe(true);
  expect(disk.files().filter((file) => file.endsWith('.tmp'))).toEqual([]);
  // And the work goes on: what is a draft can be finished, at its place in the chain.
  for (const row of vault.rows().filter((one) => one.state === 'draft')) {
    valueOf(await vault.change(row.id, [typed('Z'), confirmed]));
    valueOf(await vault.seal(row.id));
  }
  const all = vault.sealedOn('2026-05-14');
  expect(all.map((one) => one.manifest.value.counter)).toEqual(all.map((_, index) => index + 1));
  expect(all.map((one) => one.manifest.value.chain)).toEqual([null, ...all.map((one) => one.hash)].slice(0, all.length));
}

async function operationsOfStory(): Promise<number> {
  const disk = memoryDisk();
  const known = nothing();
  await story(disk, known);
  await check(disk.afterPowerCut(), known);
  return disk.operations();
}

function nothing(): Acknowledged {
  return { names: new Map(), photos: new Map(), sealed: new Map(), received: false, destroyed: false, list: false };
}

test('OB20: killed or without power at any file operation, all that was acknowledged is there and the work goes on', async () => {
  const total = await operationsOfStory();
  expect(total).toBeGreaterThan(80);
  for (let at = 1; at <= total; at += 1) {
    const disk = memoryDisk();
    const known = nothing();
    disk.dieAt(at);
    await expect(story(disk, known), `operation ${at} of ${total}`).rejects.toThrow();
    for (const left of [disk.afterKill(), disk.afterPowerCut()]) {
      try {
        await check(left, known);
      } catch (error) {
        throw Error(`dead at operation ${at} of ${total}`, { cause: error });
      }
    }
  }
}, 120_000);

test('OB21: a start that is itself cut short at any operation loses nothing', async () => {
  const disk = memoryDisk();
  const known = nothing();
  // Between the manifest and its transition there is the most to be finished.
  const total = await operationsOfStory();
  disk.dieAt(Math.round(total * 0.6));
  await expect(story(disk, known)).rejects.toThrow();
  for (let at = 1; ; at += 1) {
    const again = disk.afterPowerCut();
    const before = again.operations();
    again.dieAt(at);
    const opened = await open(again).then(() => true, () => false);
    await check(again.afterPowerCut(), known);
    await check(again.afterKill(), known);
    if (opened && again.operations() - before < at) break;
  }
}, 60_000);
