import { expect, test } from 'vitest';

import { memoryDisk } from './memory-disk.js';
import { beginning, confirmed, example, idOf, newPart, person, sealedDossier, typed, valueOf } from './example.js';
import { openPart } from '../../../sync/seal/part.js';
import { unwrapKey } from '../../../sync/seal/recipients.js';
import { hashOf, verify, publicKeyFromRaw, rawPublicKey } from '../../../sync/seal/sign.js';
import { openVault } from '../../../sync/outbox/vault.js';
import type { Vault } from '../../../sync/outbox/model.js';
import type { MemoryDisk } from './memory-disk.js';

const made = await example();
const folder = '/station/vault';

function open(disk: MemoryDisk, clock = () => 1_000_000): Promise<Vault> {
  return openVault({ folder, clock, disk, reserveBytes: 0 });
}

test('OB1: what was acknowledged is there after a power cut, read from files alone', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  const photo = newPart('photo');
  valueOf(await vault.begin(idOf(1), beginning));
  valueOf(await vault.change(idOf(1), [typed('LÊ THỊ HẠNH')]));
  valueOf(await vault.addParts(idOf(1), [photo]));
  const again = await open(disk.afterPowerCut());
  expect(again.rows()).toMatchObject([{ id: idOf(1), revision: 1, state: 'draft', person: person.id, businessDay: '2026-05-14' }]);
  again.unlock(made.keys);
  const draft = valueOf(await again.draft(idOf(1)));
  expect(draft.fields.fullName?.value).toBe('LÊ THỊ HẠNH');
  expect(valueOf(await again.openPart(idOf(1), 'photo'))).toEqual(photo.bytes);
  expect(again.quarantined()).toEqual([]);
});

test('OB2: nothing personal is in clear in any file or its name', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  valueOf(await vault.saveList('list-1', [Buffer.from(JSON.stringify([person]))], 1));
  for (const file of disk.files()) {
    const text = `${file} ${Buffer.from(await disk.read(file)).toString('utf8')}`;
    for (const word of [person.name, person.number, person.address, 'Trần Thị Bình', 'Nhà văn hoá']) expect(text).not.toContain(word);
  }
});

test('OB3: headquarters opens each part of a sealed revision with its own key alone', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  const [outgoing] = vault.outgoing();
  const manifest = outgoing?.manifest.value;
  expect(manifest).toMatchObject({ counter: 1, chain: null, previous: null, revision: 1, station: made.keys.station });
  expect(manifest?.parts.map((one) => one.role)).toEqual(['finger-2', 'form', 'photo']);
  expect(verify('manifest', outgoing!.manifest, publicKeyFromRaw(rawPublicKey(made.keys.signingKey)))).toBe(true);
  const key = valueOf(await unwrapKey(manifest!.key, [made.identity]));
  for (const { part, file } of outgoing!.parts) {
    const plain = valueOf(openPart(await disk.read(file), key));
    if (part.role === 'form') expect(JSON.parse(new TextDecoder().decode(plain))).toMatchObject({ dossier: idOf(1), person: person.id, fields: { fullName: { value: 'NGUYỄN VĂN AN' } } });
  }
});

test('OB4: manifests are chained and counted without a gap, also when sealed at once', async () => {
  const vault = await open(memoryDisk());
  vault.unlock(made.keys);
  for (const number of [1, 2, 3]) {
    valueOf(await vault.begin(idOf(number), beginning));
    valueOf(await vault.change(idOf(number), [confirmed]));
  }
  await Promise.all([1, 2, 3].map((number) => vault.seal(idOf(number))));
  const outgoing = vault.outgoing();
  expect(outgoing.map((one) => one.manifest.value.counter)).toEqual([1, 2, 3]);
  expect(outgoing.map((one) => one.manifest.value.chain)).toEqual([null, outgoing[0]?.hash, outgoing[1]?.hash]);
  expect(outgoing.map((one) => hashOf(one.manifest.value))).toEqual(outgoing.map((one) => one.hash));
});

test('OB5: without a confirmation nothing is sealed, and a change of content takes it away', async () => {
  const vault = await open(memoryDisk());
  vault.unlock(made.keys);
  valueOf(await vault.begin(idOf(1), beginning));
  valueOf(await vault.change(idOf(1), [confirmed, typed('A')]));
  expect(await vault.seal(idOf(1))).toMatchObject({ ok: false, fault: { code: 'not-confirmed' } });
  valueOf(await vault.change(idOf(1), [confirmed]));
  valueOf(await vault.seal(idOf(1)));
  expect(await vault.seal(idOf(1))).toMatchObject({ ok: false, fault: { code: 'not-a-draft' } });
  expect(await vault.change(idOf(1), [typed('B')])).toMatchObject({ ok: false, fault: { code: 'not-a-draft' } });
});

test('OB7: after its keys are destroyed a dossier tells nothing, and still goes out', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  valueOf(await vault.begin(idOf(2), beginning));
  expect(await vault.summary(idOf(1))).toMatchObject({ name: 'NGUYỄN VĂN AN', number: person.number, officer: 'Trần Thị Bình' });
  expect(vault.rows()[0]?.mendableUntil).toBe(1_000_000 + 86_400_000);
  expect(await vault.destroyKeys(() => true)).toBe(1);
  for (const opened of [vault, await open(disk.afterPowerCut())]) {
    opened.unlock(made.keys);
    expect(await opened.summary(idOf(1))).toBeNull();
    expect(await opened.openPart(idOf(1), 'photo')).toMatchObject({ fault: { code: 'key-destroyed' } });
    expect(await opened.mend(idOf(1))).toMatchObject({ fault: { code: 'key-destroyed' } });
    expect(opened.rows()[0]).toMatchObject({ state: 'queued', mendableUntil: null });
    expect(opened.outgoing()[0]?.parts).toHaveLength(3);
    expect(valueOf(await opened.draft(idOf(2)))).toMatchObject({ id: idOf(2) });
  }
  expect(disk.files().filter((file) => file.includes(idOf(1)) && /key|journal/.test(file))).toEqual([]);
});

test('OB8: a receipt counts only with headquarters’ signature and for that manifest', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  const other = await example();
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  await sealedDossier(vault, idOf(2));
  const [first, second] = vault.outgoing();
  expect(await vault.receive(other.receiptFor(first!.manifest))).toMatchObject({ fault: { code: 'receipt-forged' } });
  const wrong = made.receiptFor({ ...second!.manifest, value: { ...second!.manifest.value, dossier: idOf(1) } });
  expect(await vault.receive(wrong)).toMatchObject({ fault: { code: 'receipt-forged' } });
  expect(await vault.receive(made.receiptFor({ ...first!.manifest, value: { ...first!.manifest.value, dossier: idOf(9) } }))).toMatchObject({ fault: { code: 'unknown-dossier' } });
  vault.lock();
  expect(valueOf(await vault.receive(made.receiptFor(first!.manifest)))).toMatchObject({ state: 'received', headquarters: 'received', receivedAt: Date.UTC(2026, 4, 14, 10) });
  expect(valueOf(await vault.receive(made.receiptFor(first!.manifest)))).toMatchObject({ state: 'received' });
  const again = await open(disk.afterPowerCut());
  expect(again.rows()).toMatchObject([{ state: 'received', receivedAt: Date.UTC(2026, 4, 14, 10) }, { state: 'queued' }]);
  expect(again.outgoing().map((one) => one.row.id)).toEqual([idOf(2)]);
  expect(again.sealedOn('2026-05-14')).toHaveLength(2);
});

test('OB9: rows, outgoing and steps need no keys', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  await sealedDossier(vault, idOf(1));
  const again = await open(disk.afterKill());
  expect(again.outgoing()).toHaveLength(1);
  expect(valueOf(await again.step(idOf(1), 1, 'send'))).toMatchObject({ state: 'sending' });
  expect(await again.step(idOf(1), 1, 'retry')).toMatchObject({ fault: { code: 'step-not-allowed' } });
  expect(valueOf(await again.step(idOf(1), 1, 'interrupt', 'cut'))).toMatchObject({ state: 'queued' });
  for (const call of [again.begin(idOf(2), beginning), again.draft(idOf(1)), again.change(idOf(1), []), again.seal(idOf(1))]) {
    expect(await call).toMatchObject({ fault: { code: 'locked' } });
  }
  expect(await again.receive(made.receiptFor(again.outgoing()[0]!.manifest))).toMatchObject({ fault: { code: 'locked' } });
});

test('OB10: concurrent saves of one dossier share an entry, in the order of the calls', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  valueOf(await vault.begin(idOf(1), beginning));
  const before = disk.operations();
  await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => vault.change(idOf(1), [typed(name)])));
  expect(disk.operations() - before).toBe(1);
  expect(valueOf(await vault.draft(idOf(1))).fields.fullName?.value).toBe('E');
});

test('OB11: lists are sealed, whole or absent, and open again as rows', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  const chunks = Array.from({ length: 20 }, (_, index) => Buffer.from(`chunk ${index}`));
  expect(valueOf(await vault.saveList('0a-1', chunks, 9_999))).toEqual({ id: '0a-1', importedAt: 1_000_000, people: 9_999, chunks: 20 });
  const again = await open(disk.afterPowerCut());
  expect(again.lists()).toHaveLength(1);
  const sealed = valueOf(await again.listChunk('0a-1', 19));
  expect(again.openRows([sealed])).toMatchObject({ fault: { code: 'locked' } });
  again.unlock(made.keys);
  expect(Buffer.from(valueOf(again.openRows([sealed]))[0]!).toString()).toBe('chunk 19');
  expect(await again.listChunk('0a-1', 20)).toMatchObject({ ok: false });
  sealed[20]! ^= 1;
  expect(again.openRows([sealed])).toMatchObject({ fault: { code: 'part-unreadable' } });
});

test('FL3: every try of a finger is kept, opened and brought back until sealing; then only the chosen one is there and sent', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  valueOf(await vault.begin(idOf(1), beginning));
  const tries = [80, 60, 70].map((quality) => ({ ...newPart('rolled-3'), origin: { ...newPart('rolled-3').origin, quality } }));
  for (const one of tries) valueOf(await vault.addParts(idOf(1), [one]));
  const cut = disk.afterPowerCut();
  const again = await open(cut);
  again.unlock(made.keys);
  const [first, second, third] = valueOf(await again.draft(idOf(1))).tries['rolled-3'] ?? [];
  expect([first, second, third].map((one) => one?.origin.quality)).toEqual([80, 60, 70]);
  expect(valueOf(await again.openPart(idOf(1), 'rolled-3'))).toEqual(tries[0]?.bytes);
  expect(valueOf(await again.openPart(idOf(1), 'rolled-3', third?.part.id))).toEqual(tries[2]?.bytes);
  expect(await again.openPart(idOf(1), 'rolled-4', third?.part.id)).toMatchObject({ fault: { code: 'part-unreadable' } });
  valueOf(await again.change(idOf(1), [{ kind: 'print-chosen', role: 'rolled-3', part: third?.part.id ?? '' }, confirmed]));
  valueOf(await again.seal(idOf(1)));
  expect(again.outgoing()[0]?.parts.map(({ part }) => part.role)).toEqual(['form', 'rolled-3']);
  expect(valueOf(await again.openPart(idOf(1), 'rolled-3'))).toEqual(tries[2]?.bytes);
  expect(cut.files().filter((file) => /\/[0-9a-f]{64}$/.test(file))).toHaveLength(2);
});

test('FL5, FL11: a correction goes on with what the scanner could, and a journal of a station that knew slaps alone opens', async () => {
  const disk = memoryDisk();
  const vault = await open(disk);
  vault.unlock(made.keys);
  const device = { make: 'Mẫu', model: 'Một ngón', serial: '7' };
  valueOf(await vault.begin(idOf(1), beginning));
  valueOf(await vault.addParts(idOf(1), [newPart('finger-2')], [{ kind: 'attempt', attempt: { slap: 13, at: 5, found: 1, expected: 4, hash: 'ab' } }]));
  valueOf(await vault.change(idOf(1), [{ kind: 'rolling', rolling: { possible: false, device } }, confirmed]));
  const again = await open(disk.afterPowerCut());
  again.unlock(made.keys);
  expect(valueOf(await again.draft(idOf(1))).attempts).toEqual([{ step: 13, at: 5, asked: [2, 3, 4, 5], seen: 1, found: 1, hash: 'ab' }]);
  valueOf(await again.seal(idOf(1)));
  const mended = valueOf(await again.mend(idOf(1)));
  expect(mended.rolling).toEqual({ possible: false, device });
  expect(mended.tries['finger-2']).toHaveLength(1);
  expect(mended.attempts.at(-1)?.hash).toBe('ab');
});
