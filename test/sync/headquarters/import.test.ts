import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { ReceiptList, Signed } from '../../../sync/core/manifest.js';
import { importBatch } from '../../../sync/headquarters/import.js';
import { publicKeyFromRaw, sign, verify } from '../../../sync/seal/sign.js';
import { writeBatch } from './batch-folder.js';
import { deliver, newStation } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let folder: string;

beforeAll(async () => {
  headquarters = await startTemporary();
}, 120_000);
afterAll(() => headquarters.end());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tan-nha-stick-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signal = () => AbortSignal.timeout(20_000);
const take = () => importBatch(headquarters.hq.headquarters, folder);

async function receipts(): Promise<ReceiptList> {
  const list = JSON.parse(await readFile(join(folder, 'receipts.json'), 'utf8')) as Signed<ReceiptList>;
  const key = publicKeyFromRaw(headquarters.hq.headquarters.keys.receiptPublicKey);
  expect(verify('receipts', list, key)).toBe(true);
  for (const receipt of list.value.receipts) expect(verify('receipt', receipt, key)).toBe(true);
  return list.value;
}

test('HQ30: a stick is taken in, revisions in their order; again it changes nothing', async () => {
  const station = await registered(headquarters.hq);
  const first = await station.seal();
  const second = await station.seal({ correcting: first });
  const other = await station.seal();
  const batch = await writeBatch(folder, station, [second, other, first]);
  expect(await take()).toEqual({ ok: true, value: { batch: batch.batch, station: station.id, received: 3, again: 0, refused: [] } });
  const before = await receipts();
  expect(before.batch).toBe(batch.batch);
  expect(before.receipts.map((one) => one.value.manifest).sort()).toEqual([first, second, other].map((one) => one.hash).sort());
  expect(await take()).toMatchObject({ ok: true, value: { received: 0, again: 3, refused: [] } });
  expect(await receipts()).toEqual(before);
  const connection = station.connection();
  expect(await connection.putManifest(other.manifest, signal())).toMatchObject({ ok: true, value: { kind: 'complete', receipt: before.receipts.find((one) => one.value.manifest === other.hash) } });
  connection.close();
});

test('HQ31: what the network brought before is the same dossier, and its receipt is on the stick too', async () => {
  const station = await registered(headquarters.hq);
  const dossier = await station.seal();
  const connection = station.connection();
  const answer = await deliver(connection, dossier);
  await writeBatch(folder, station, [dossier]);
  expect(await take()).toMatchObject({ ok: true, value: { received: 0, again: 1 } });
  expect((await receipts()).receipts).toEqual([answer.ok && answer.value.kind === 'complete' ? answer.value.receipt : null]);
  connection.close();
});

test('HQ32: a station that never had a network registers by the stick, with a good code only', async () => {
  const provisioning = await headquarters.hq.provision('Xã Không Mạng');
  const [station, thief] = [newStation(provisioning), newStation(provisioning)];
  await writeBatch(folder, station, [await station.seal()]);
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'station-unknown' } });
  await writeBatch(folder, station, [await station.seal()], 'no-such-code');
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'code-unknown' } });
  await writeBatch(folder, station, [await station.seal()], provisioning.code);
  expect(await take()).toMatchObject({ ok: true, value: { received: 1 } });
  await writeBatch(folder, thief, [await thief.seal()], provisioning.code);
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'code-used' } });
});

test('HQ33: a damaged or missing part, or manifest, refuses its dossier, and the rest is taken in', async () => {
  const station = await registered(headquarters.hq);
  const good = await station.seal();
  const damaged = await station.seal();
  const missing = await station.seal();
  const link = await station.seal();
  const changed = await station.seal();
  await writeBatch(folder, station, [good, damaged, missing, link, changed]);
  const partOf = (one: typeof good) => join(folder, 'parts', [...one.sealed.keys()][1] ?? '');
  const bytes = await readFile(partOf(damaged));
  bytes[50] = (bytes[50] ?? 0) ^ 1;
  await writeFile(partOf(damaged), bytes);
  await rm(partOf(missing));
  await rm(partOf(link));
  await symlink('/etc/passwd', partOf(link));
  await writeFile(join(folder, 'manifests', `${changed.hash}.json`), JSON.stringify(good.manifest));
  const taken = await take();
  expect(taken).toMatchObject({ ok: true, value: { received: 1 } });
  expect(taken.ok ? Object.fromEntries(taken.value.refused.map((one) => [one.dossier, one.reason])) : {}).toEqual({
    [damaged.form.dossier]: 'hash-mismatch: a part is damaged', [missing.form.dossier]: 'dossier-refused: a part is missing',
    [link.form.dossier]: 'dossier-refused: a part is missing', [changed.form.dossier]: 'malformed: another manifest than listed',
  });
  expect((await receipts()).receipts).toHaveLength(1);
});

test('HQ34: a batch that is none, or not the station\'s, is refused whole', async () => {
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'no-batch' } });
  await writeFile(join(folder, 'batch.json'), 'hello');
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'batch-malformed' } });
  const [station, other] = [await registered(headquarters.hq), await registered(headquarters.hq)];
  const batch = await writeBatch(folder, station, [await station.seal()]);
  await writeFile(join(folder, 'batch.json'), JSON.stringify(sign('batch', batch, other.signingKey)));
  expect(await take()).toMatchObject({ ok: false, fault: { code: 'signature-refused' } });
});
