import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Manifest } from '../../../sync/core/manifest.js';
import { newIdentity } from '../../../sync/seal/recipients.js';
import { publicKeyFromRaw, verify } from '../../../sync/seal/sign.js';
import { deliver, type Enrolled, type SealedDossier } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;
const lines: string[] = [];

beforeAll(async () => {
  headquarters = await startTemporary({ log: (line) => lines.push(JSON.stringify(line)) });
  station = await registered(headquarters.hq);
}, 120_000);
afterAll(() => headquarters.end());

const signal = () => AbortSignal.timeout(20_000);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('HQ1: a dossier is sent, opened and stored, and the receipt is headquarters\' word', async () => {
  const { hq } = headquarters;
  const connection = station.connection();
  const dossier = await station.seal();
  const announced = await connection.putManifest(dossier.manifest, signal());
  expect(announced).toMatchObject({ ok: true, value: { kind: 'incomplete', missing: [{ offset: 0 }, { offset: 0 }, { offset: 0 }] } });

  const answer = await deliver(connection, dossier);
  if (!answer.ok || answer.value.kind !== 'complete') throw Error(JSON.stringify(answer));
  const { receipt } = answer.value;
  expect(verify('receipt', receipt, publicKeyFromRaw(hq.headquarters.keys.receiptPublicKey))).toBe(true);
  expect(receipt.value).toMatchObject({ manifest: dossier.hash, station: station.id, dossier: dossier.form.dossier, revision: 1 });

  const stored = await hq.readDossier(dossier.form.dossier, 1);
  expect(stored?.fields).toEqual(Object.entries(dossier.form.fields).map(([name, field]) => ({ name, ...field })).sort((a, b) => (a.name < b.name ? -1 : 1)));
  expect(stored?.exceptions).toEqual(dossier.form.exceptions);
  expect(stored?.parts).toEqual([...dossier.plain].map(([role, bytes]) => ({ role, sha256: sha256(bytes), size: bytes.length, print: null, officer: null, shift: null })).sort((a, b) => (a.role < b.role ? -1 : 1)));
  for (const [, bytes] of dossier.plain) expect(sha256(await hq.openedPart(sha256(bytes)))).toBe(sha256(bytes));
  connection.close();
});

test('HQ2: the same dossier again, also twice at once, is the same dossier with the same receipt', async () => {
  const connection = station.connection();
  const dossier = await station.seal();
  await connection.putManifest(dossier.manifest, signal());
  for (const [id, bytes] of dossier.sealed) await connection.patchPart(id, 0, bytes.length, bytes, signal());
  const answers = await Promise.all([1, 2, 3].map(() => connection.putManifest(dossier.manifest, signal())));
  const again = await deliver(connection, dossier);
  expect(answers[0]).toMatchObject({ ok: true, value: { kind: 'complete' } });
  for (const answer of [...answers, again]) expect(answer).toEqual(answers[0]);
  const { sql } = headquarters.hq.headquarters;
  expect(await sql`select sequence from receipts where manifest = ${dossier.hash}`).toHaveLength(1);
  connection.close();
});

test('HQ3: a correction sends what changed; kept parts open with their own revision\'s key', async () => {
  const connection = station.connection();
  const first = await station.seal();
  await deliver(connection, first);
  const second = await station.seal({ correcting: first });
  expect(second.sealed.size).toBe(2);
  expect(await deliver(connection, second)).toMatchObject({ ok: true, value: { kind: 'complete', receipt: { value: { revision: 2 } } } });
  const stored = await headquarters.hq.readDossier(first.form.dossier, 2);
  expect(stored?.parts.find((one) => one.role === 'finger-2')?.sha256).toBe(sha256(first.plain.get('finger-2') ?? new Uint8Array()));
  connection.close();
});

test('HQ4: a manifest that was changed after signing is refused', async () => {
  const connection = station.connection();
  const dossier = await station.seal();
  const changed = { ...dossier.manifest, value: { ...dossier.manifest.value, businessDay: '2026-11-21' } };
  expect(await deliver(connection, { ...dossier, manifest: changed })).toMatchObject({ ok: false, fault: { code: 'signature-refused', values: { status: 401 } } });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true });
  connection.close();
});

test('HQ5: a part whose bytes are not its name is dropped, and taken when sent right', async () => {
  const connection = station.connection();
  const dossier = await station.seal();
  const [[id, bytes] = ['', new Uint8Array()]] = dossier.sealed;
  const wrong = bytes.slice();
  wrong[100] = (wrong[100] ?? 0) ^ 1;
  expect(await connection.patchPart(id, 0, bytes.length, wrong, signal())).toMatchObject({ ok: false, fault: { code: 'dossier-refused', values: { refusal: 'hash-mismatch', offset: 0, status: 422 } } });
  expect(await connection.offsets([id], signal())).toEqual({ ok: true, value: { [id]: 0 } });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  expect(await connection.offsets([id], signal())).toEqual({ ok: true, value: { [id]: -1 } });
  connection.close();
});

test.each([
  ['HQ6: sealed for another headquarters', async () => station.seal({ recipients: [(await newIdentity()).recipient] }), 'the key of revision 1 does not open'],
  ['HQ6: a form that is none', () => station.seal({ form: () => ({ hello: 'world' }) }), 'the form is malformed'],
  ['HQ6: a form of another dossier', () => station.seal({ form: (form) => ({ ...form, dossier: randomUUID() }) }), 'the form is another dossier\'s'],
  ['HQ6: a text that the database cannot keep', () => station.seal({ form: (form) => ({ ...form, fields: { fullName: { value: 'A\0B', source: 'typed' } } }) }), 'the form is malformed'],
  ['HQ6: two parts of one role', () => station.seal({ manifest: (one) => ({ ...one, parts: one.parts.map((part) => (part.role === 'photo' ? { ...part, role: 'finger-2' as const } : part)) }) }), 'two parts of one role'],
  ['HQ6: a part of a revision that is not known', () => station.seal({ manifest: (one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, revision: 7 })) }) }), 'revision 7 is not known'],
  ['HQ6: a part under another role', () => station.seal({ manifest: (one) => ({ ...one, parts: one.parts.filter((part) => part.role !== 'photo') }) }), 'the form names photo, which is missing'],
])('%s is refused with the reason, kept aside and seen', async (_name, seal, reason) => {
  const connection = station.connection();
  const dossier = await seal();
  for (let times = 0; times < 2; times += 1) {
    expect(await deliver(connection, dossier)).toMatchObject({ ok: false, fault: { code: 'dossier-refused', detail: reason, values: { status: 422 } } });
  }
  const { sql, data } = headquarters.hq.headquarters;
  expect(await sql`select code, reason, times from refusals where manifest = ${dossier.hash}`).toEqual([{ code: 'dossier-refused', reason, times: 2 }]);
  expect(JSON.parse(await readFile(join(data, 'aside', `${dossier.hash}.json`), 'utf8'))).toEqual(dossier.manifest);
  expect(await headquarters.hq.readDossier(dossier.manifest.value.dossier, 1)).toBeNull();
  connection.close();
});

test('HQ7: a gap in the counter is noted and does not refuse; what comes late closes it', async () => {
  const own = await registered(headquarters.hq);
  const connection = own.connection();
  const [first, second, third] = [await own.seal(), await own.seal(), await own.seal()];
  await deliver(connection, first);
  expect(await deliver(connection, third)).toMatchObject({ ok: true });
  const { sql } = headquarters.hq.headquarters;
  const gaps = () => sql`select counter, gap_closed_at is not null as closed from manifests where station = ${own.id} and gap_noted_at is not null`;
  expect(await gaps()).toEqual([{ counter: 3, closed: false }]);
  expect(await deliver(connection, second)).toMatchObject({ ok: true });
  expect(await gaps()).toEqual([{ counter: 3, closed: true }]);
  connection.close();
});

test.each([
  ['another manifest of one dossier and revision', (one: Manifest, first: SealedDossier): Manifest => ({ ...one, dossier: first.form.dossier }), 'another manifest has this dossier and revision'],
  ['another manifest of one counter', (one: Manifest): Manifest => ({ ...one, counter: 1, chain: null }), 'another manifest has this counter'],
  ['a chain that leads elsewhere', (one: Manifest): Manifest => ({ ...one, chain: 'ab'.repeat(32) }), 'the chain is broken before it'],
  ['no chain where one belongs', (one: Manifest): Manifest => ({ ...one, chain: null }), 'the chain does not fit the counter'],
])('HQ8: %s is a conflict, and both are kept', async (_name, manifest, reason) => {
  const own = await registered(headquarters.hq);
  const connection = own.connection();
  const first = await own.seal();
  const answer = await deliver(connection, first);
  const other = await own.seal({ manifest: (one) => manifest(one, first) });
  expect(await connection.putManifest(other.manifest, signal())).toMatchObject({ ok: false, fault: { code: 'conflict', detail: reason, values: { status: 409 } } });
  expect(await connection.putManifest(first.manifest, signal())).toEqual(answer);
  const { data } = headquarters.hq.headquarters;
  expect(JSON.parse(await readFile(join(data, 'aside', `${other.hash}.json`), 'utf8'))).toEqual(other.manifest);
  connection.close();
});

test('HQ9: a station sends no other station\'s manifest, and continues no other station\'s dossier', async () => {
  const [own, other] = [await registered(headquarters.hq), await registered(headquarters.hq)];
  const connection = own.connection();
  const dossier = await other.seal();
  expect(await connection.putManifest(dossier.manifest, signal())).toMatchObject({ ok: false, fault: { code: 'signature-refused' } });
  await deliver(other.connection(), dossier);
  const continued = await own.seal({ correcting: dossier });
  expect(await connection.putManifest(continued.manifest, signal())).toMatchObject({ ok: false, fault: { code: 'conflict', detail: 'the dossier is another station\'s' } });
  connection.close();
});

test('HQ10: receipts are numbered in the order of commit, without a gap', async () => {
  const connections = await Promise.all([1, 2, 3].map(async () => {
    const own = await registered(headquarters.hq);
    return { connection: own.connection(), dossiers: [await own.seal(), await own.seal()] };
  }));
  await Promise.all(connections.map(async ({ connection, dossiers }) => {
    for (const dossier of dossiers) expect(await deliver(connection, dossier)).toMatchObject({ ok: true });
    connection.close();
  }));
  const { sql } = headquarters.hq.headquarters;
  const rows = await sql<{ sequence: number }[]>`select sequence from receipts order by sequence`;
  expect(rows.map((one) => one.sequence)).toEqual(rows.map((_, index) => index + 1));
});

test('HQ25: the log, the manifests and the refusals name nobody', async () => {
  const { sql } = headquarters.hq.headquarters;
  const rows = await sql`select signed::text from manifests union all select reason from refusals`;
  const seen = [...lines, JSON.stringify(rows)].join('\n');
  expect(lines.length).toBeGreaterThan(10);
  for (const personal of ['VÍ DỤ', '001193000001', 'Trần Văn Mẫu', 'Thôn 1']) expect(seen).not.toContain(personal);
});
