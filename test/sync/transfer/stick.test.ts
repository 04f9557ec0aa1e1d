import { generateKeyPairSync } from 'node:crypto';

import { expect, test } from 'vitest';

import type { Outgoing } from '../../../sync/outbox/model.js';
import { hashOf, rawPublicKey, sign, stationId, verify, publicKeyFromRaw } from '../../../sync/seal/sign.js';
import { exportBatch, importReceipts, type ExportOptions } from '../../../sync/transfer/stick.js';
import { confirmed, idOf, newPart, valueOf } from '../outbox/example.js';
import { sealOne, stationWith, type Station } from './engine-fake.js';

function optionsOf(station: Station, more: Partial<ExportOptions> = {}): ExportOptions {
  const { signingKey, station: id } = station.made.keys;
  return { vault: station.vault, businessDay: '2026-05-14', folder: '/', signingKey, station: id, clock: () => 1_000_000, disk: station.disk, ...more };
}

async function read(station: Station, file: string): Promise<{ value: Record<string, unknown>; signature: string }> {
  return JSON.parse(new TextDecoder().decode(await station.disk.read(file))) as { value: Record<string, unknown>; signature: string };
}

test('ST1: a batch holds every sealed dossier of the day, signed, with its parts as they lie in the vault', async () => {
  const station = await stationWith(3);
  const report = valueOf(await exportBatch(optionsOf(station, { provisioning: { code: 'code-1', stationName: 'Tổ 1' } })));
  expect(report).toMatchObject({ dossiers: 3, skipped: [] });
  expect(report.folder).toMatch(/^\/tan-nha-2026-05-14-[0-9a-f]{8}$/);
  const publicKey = publicKeyFromRaw(rawPublicKey(station.made.keys.signingKey));
  const batch = await read(station, `${report.folder}/batch.json`);
  expect(verify('batch', batch, publicKey)).toBe(true);
  expect(batch.value).toMatchObject({ station: station.made.keys.station, businessDay: '2026-05-14', exportedAt: '1970-01-01T00:16:40.000Z' });
  const outgoing = station.vault.outgoing();
  expect((batch.value['dossiers'] as { manifest: string }[]).map((one) => one.manifest)).toEqual(outgoing.map((one) => one.hash));
  for (const one of outgoing) {
    expect(hashOf((await read(station, `${report.folder}/manifests/${one.hash}.json`)).value)).toBe(one.hash);
    for (const { part, file } of one.parts) expect(await station.disk.read(`${report.folder}/parts/${part.id}`)).toEqual(await station.disk.read(file));
  }
  const registration = await read(station, `${report.folder}/station.json`);
  expect(verify('request', registration, publicKey)).toBe(true);
  expect(registration.value).toMatchObject({ code: 'code-1', name: 'Tổ 1' });
  expect(stationId(Buffer.from(String(registration.value['publicKey']), 'base64url'))).toBe(station.made.keys.station);
  // All of it is on the stick when the answer comes.
  const pulled = station.disk.afterPowerCut();
  expect(pulled.files().filter((file) => file.startsWith(report.folder))).toEqual(station.disk.files().filter((file) => file.startsWith(report.folder)));
});

test('ST2: a day without sealed dossiers, a missing folder and a full stick are refused by name, and leave nothing behind', async () => {
  const station = await stationWith(1);
  expect(await exportBatch(optionsOf(station, { businessDay: '2026-05-15' }))).toMatchObject({ fault: { code: 'nothing-to-export' } });
  expect(await exportBatch(optionsOf(station, { folder: '/stick' }))).toMatchObject({ fault: { code: 'folder-missing' } });
  const small = { ...station.disk, free: () => Promise.resolve(1000) };
  expect(await exportBatch(optionsOf(station, { disk: small }))).toMatchObject({ fault: { code: 'stick-full', values: { freeBytes: 1000 } } });
  station.disk.failWith('ENOSPC', 6, 1);
  expect(await exportBatch(optionsOf(station))).toMatchObject({ fault: { code: 'stick-full' } });
  expect(station.disk.files().filter((file) => file.startsWith('/tan-nha'))).toEqual([]);
});

test('ST3: a batch that is there already is not overwritten', async () => {
  const station = await stationWith(1);
  const batch = '019ec000-0000-7000-8000-00000000abcd';
  const { folder } = valueOf(await exportBatch(optionsOf(station, { batch })));
  expect(folder).toBe('/tan-nha-2026-05-14-0000abcd');
  expect(await exportBatch(optionsOf(station, { batch }))).toMatchObject({ fault: { code: 'folder-not-empty' } });
});

test('ST4: what the stick gives back is read and compared: one changed byte fails the export', async () => {
  const station = await stationWith(2);
  for (const name of ['batch.json', 'manifests', 'parts']) {
    const lying = {
      ...station.disk,
      read: async (file: string) => {
        const bytes = await station.disk.read(file);
        if (file.includes('.part/') && file.includes(name)) bytes[bytes.length - 5]! ^= 1;
        return bytes;
      },
    };
    expect(await exportBatch(optionsOf(station, { disk: lying }))).toMatchObject({ fault: { code: 'verify-failed' } });
  }
  expect(station.disk.files().filter((file) => file.startsWith('/tan-nha'))).toEqual([]);
});

test('ST5: a correction brings the unconfirmed revision with it, whose key opens the parts that were kept', async () => {
  const station = await stationWith(1);
  valueOf(await station.vault.mend(idOf(1)));
  valueOf(await station.vault.change(idOf(1), [{ kind: 'session', session: { officer: 'A', shift: 'morning', place: 'B', businessDay: '2026-05-15' } }]));
  valueOf(await station.vault.addParts(idOf(1), [newPart('finger-1')]));
  valueOf(await station.vault.change(idOf(1), [confirmed]));
  valueOf(await station.vault.seal(idOf(1)));
  const report = valueOf(await exportBatch(optionsOf(station, { businessDay: '2026-05-15' })));
  const batch = await read(station, `${report.folder}/batch.json`);
  expect((batch.value['dossiers'] as { revision: number }[]).map((one) => one.revision)).toEqual([1, 2]);
});

test('ST6: a dossier with a lost part stays behind and is named, the others go', async () => {
  const station = await stationWith(2);
  await station.disk.remove(station.vault.outgoing()[0]!.parts[0]!.file);
  expect(valueOf(await exportBatch(optionsOf(station)))).toMatchObject({ dossiers: 1, skipped: [idOf(1)] });
});

async function writeReceipts(station: Station, folder: string, key: Parameters<typeof sign>[2], outgoing: readonly Outgoing[]): Promise<void> {
  const list = { version: 1, batch: 'b', receipts: outgoing.map((one) => station.made.receiptFor(one.manifest)) };
  await station.disk.write(`${folder}/receipts.json`, Buffer.from(JSON.stringify(sign('receipts', list, key))));
}

test('ST7: receipts close the loop, from the batch’s folder or from the stick, and again without harm', async () => {
  const station = await stationWith(3);
  const { folder } = valueOf(await exportBatch(optionsOf(station)));
  const options = { vault: station.vault, receiptKey: station.made.keys.receiptKey, disk: station.disk };
  expect(await importReceipts({ ...options, folder })).toMatchObject({ fault: { code: 'no-receipts' } });
  await writeReceipts(station, folder, station.made.headquartersKey, station.vault.outgoing());
  expect(valueOf(await importReceipts({ ...options, folder: '/' }))).toEqual({ received: 3 });
  expect(station.vault.rows().map((row) => row.state)).toEqual(['received', 'received', 'received']);
  expect(valueOf(await importReceipts({ ...options, folder }))).toEqual({ received: 3 });
  // A day that was received goes on a stick all the same.
  expect(valueOf(await exportBatch(optionsOf(station)))).toMatchObject({ dossiers: 3 });
});

test('ST8: receipts by another hand, of another station and from nowhere change nothing', async () => {
  const station = await stationWith(1);
  const other = await stationWith(0, station.made);
  await sealOne(other.vault, 7);
  await station.disk.makeFolder('/stick');
  const options = { vault: station.vault, receiptKey: station.made.keys.receiptKey, disk: station.disk, folder: '/stick' };
  expect(await importReceipts({ ...options, folder: '/gone' })).toMatchObject({ fault: { code: 'folder-missing' } });
  await writeReceipts(station, '/stick', generateKeyPairSync('ed25519').privateKey, station.vault.outgoing());
  expect(await importReceipts(options)).toMatchObject({ fault: { code: 'receipts-forged' } });
  await station.disk.write('/stick/receipts.json', Buffer.from('{"value": 1}'));
  expect(await importReceipts(options)).toMatchObject({ fault: { code: 'receipts-forged' } });
  await writeReceipts(station, '/stick', station.made.headquartersKey, other.vault.outgoing());
  expect(await importReceipts(options)).toMatchObject({ fault: { code: 'other-station' } });
  expect(station.vault.rows()[0]?.state).toBe('queued');
});

test('ST50: the export tells how far it is, in bytes written and read back, and comes to its end', async () => {
  const station = await stationWith(3);
  const told: (readonly [number, number])[] = [];
  const report = valueOf(await exportBatch(optionsOf(station, { onBytes: (done, total) => told.push([done, total]) })));
  expect(told.at(-1)).toEqual([report.bytes, report.bytes]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
  expect(told.filter(([done]) => done <= report.bytes / 2).length).toBeGreaterThan(2);
});

test('ST50: called off at any part, an export leaves nothing on the stick, and says by whom', async () => {
  const station = await stationWith(2);
  let steps = Infinity;
  for (let at = 1; at < steps; at += 1) {
    const life = new AbortController();
    let step = 0;
    const ended = await exportBatch(optionsOf(station, { signal: life.signal, onBytes: () => (step += 1) === at && life.abort(at % 2 === 0 ? 'locked' : 'cancelled') }));
    steps = Math.min(steps, ended.ok ? at : Infinity);
    if (ended.ok) break;
    expect(ended.fault.code).toBe(at % 2 === 0 ? 'locked' : 'export-cancelled');
    expect(station.disk.files().filter((file) => file.startsWith('/tan-nha'))).toEqual([]);
  }
  expect(steps).toBeGreaterThan(4);
});

test('ST51: receipts are counted as they are taken; called off, those that were taken stay and the rest waits', async () => {
  const station = await stationWith(3);
  const { folder } = valueOf(await exportBatch(optionsOf(station)));
  await writeReceipts(station, folder, station.made.headquartersKey, station.vault.outgoing());
  const options = { vault: station.vault, receiptKey: station.made.keys.receiptKey, disk: station.disk, folder };
  const life = new AbortController();
  const told: (readonly [number, number])[] = [];
  const ended = await importReceipts({ ...options, signal: life.signal, onReceipts: (done, total) => {
    told.push([done, total]);
    if (done === 2) life.abort('cancelled');
  } });
  expect(ended).toMatchObject({ fault: { code: 'receipts-cancelled', values: { received: 2 } } });
  expect(told).toEqual([[1, 3], [2, 3]]);
  expect(station.vault.rows().map((row) => row.state).sort()).toEqual(['queued', 'received', 'received']);
  expect(valueOf(await importReceipts(options))).toEqual({ received: 3 });
});

test('ST51: of good receipts beside forged ones both are counted', async () => {
  const station = await stationWith(2);
  const { folder } = valueOf(await exportBatch(optionsOf(station)));
  await writeReceipts(station, folder, station.made.headquartersKey, station.vault.outgoing());
  await writeReceipts(station, '/', generateKeyPairSync('ed25519').privateKey, station.vault.outgoing());
  const options = { vault: station.vault, receiptKey: station.made.keys.receiptKey, disk: station.disk, folder: '/' };
  expect(await importReceipts(options)).toMatchObject({ fault: { code: 'receipts-forged', values: { received: 2, forged: 1 } } });
  expect(station.vault.rows().map((row) => row.state)).toEqual(['received', 'received']);
});
