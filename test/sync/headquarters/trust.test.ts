import { createHash } from 'node:crypto';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { largestTrustList, trustListBlock, type TrustIndex } from '../../../sync/core/reference-data.js';
import { refuseStation } from '../../../sync/headquarters/register.js';
import { trustCommand } from '../../../sync/headquarters/trust-command.js';
import { addTrustList, withdrawTrustList } from '../../../sync/headquarters/trust-lists.js';
import { publicKeyFromRaw, verify } from '../../../sync/seal/sign.js';
import type { Connection } from '../../../sync/transfer/client.js';
import { newStation, type Enrolled } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;
let connection: Connection;
let now = Date.parse('2026-11-20T00:00:00.000Z');
const lines: string[] = [];

beforeAll(async () => {
  headquarters = await startTemporary({ clock: () => now, log: (line) => lines.push(JSON.stringify(line)) });
  station = await registered(headquarters.hq);
  connection = station.connection();
}, 120_000);
afterAll(async () => {
  connection.close();
  await headquarters.end();
});

const signal = () => AbortSignal.timeout(20_000);
/** DER by its first byte; headquarters looks no further. */
const listOf = (text: string, size = 500) => new Uint8Array(Buffer.concat([Uint8Array.of(0x30), Buffer.alloc(size - 1, text)]));
const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function index(known: number | null = null): Promise<TrustIndex | null> {
  const answer = await connection.trustIndex(known, signal());
  if (!answer.ok) throw Error(answer.fault.code);
  if (answer.value === null) return null;
  expect(verify('trust-index', answer.value, publicKeyFromRaw(headquarters.hq.headquarters.keys.receiptPublicKey))).toBe(true);
  return answer.value.value;
}

async function add(name: string, bytes: Uint8Array, date = ''): Promise<string> {
  const added = await addTrustList(headquarters.hq.headquarters, { name, date, bytes });
  if (!added.ok) throw Error(added.fault.code);
  return added.value.id;
}

test('RD2: before there is any list the index says so, signed', async () => {
  expect(await index()).toEqual({ version: 1, sequence: 0, lists: [] });
});

test('RD1, RD2: a list is named with hash, name, date, size and time; the same bytes again change nothing', async () => {
  const bytes = listOf('a');
  const id = await add('CSCA Việt Nam', bytes, '2026-06-30');
  const named = { version: 1, sequence: now, lists: [{ id: idOf(bytes), name: 'CSCA Việt Nam', date: '2026-06-30', size: 500, addedAt: '2026-11-20T00:00:00.000Z' }] };
  expect(await index()).toEqual(named);
  now += 5000;
  expect(await addTrustList(headquarters.hq.headquarters, { name: 'another name', date: '', bytes })).toEqual({ ok: true, value: { id, name: 'CSCA Việt Nam', again: true } });
  expect(await index()).toEqual(named);
});

test('RD2: the sequence grows with every change, also where the clock goes back', async () => {
  const before = (await index())?.sequence ?? 0;
  now -= 3_600_000;
  const id = await add('ICAO', listOf('b'));
  expect((await index())?.sequence).toBe(before + 1);
  expect(await withdrawTrustList(headquarters.hq.headquarters, id)).toBe(true);
  expect((await index())?.sequence).toBe(before + 2);
  now += 7_200_000;
  await add('ICAO', listOf('c'));
  expect((await index())?.sequence).toBe(now);
});

test('RD3: a withdrawn list is in no index and not given out; put in again it is there under its new name', async () => {
  const bytes = listOf('d');
  const id = await add('Old name', bytes);
  expect(await connection.trustList(id, 0, 500, signal())).toMatchObject({ ok: true });
  expect(await withdrawTrustList(headquarters.hq.headquarters, id)).toBe(true);
  expect(await withdrawTrustList(headquarters.hq.headquarters, id)).toBe(false);
  expect((await index())?.lists.map((one) => one.id)).not.toContain(id);
  expect(await connection.trustList(id, 0, 500, signal())).toMatchObject({ ok: false, fault: { code: 'conflict', values: { refusal: 'unknown-list', status: 404 } } });
  await add('New name', bytes);
  expect((await index())?.lists.find((one) => one.id === id)?.name).toBe('New name');
});

test('RD4: whoever holds the newest index is told so in few bytes', async () => {
  const { sequence } = (await index())!;
  expect(await index(sequence)).toBeNull();
  expect((await index(sequence - 1))?.sequence).toBe(sequence);
});

test('RD4: bytes come from any offset on, at most one block at once', async () => {
  const bytes = new Uint8Array(trustListBlock + 1000).map((_, at) => (at === 0 ? 0x30 : at % 251));
  const id = await add('Large', bytes);
  const first = await connection.trustList(id, 0, trustListBlock, signal());
  const rest = await connection.trustList(id, trustListBlock, trustListBlock, signal());
  if (!first.ok || !rest.ok) throw Error('not given');
  expect(idOf(new Uint8Array(Buffer.concat([first.value, rest.value])))).toBe(id);
  expect(await connection.trustList(id, 7, 3, signal())).toEqual({ ok: true, value: Buffer.from(bytes.subarray(7, 10)) });
  expect(await connection.trustList(id, bytes.length, 10, signal())).toEqual({ ok: true, value: Buffer.alloc(0) });
  for (const [offset, size] of [[0, 0], [0, trustListBlock + 1], [-1, 10], [0.5, 10]] as const) {
    expect(await connection.trustList(id, offset, size, signal()), `${offset} ${size}`).toMatchObject({ ok: false, fault: { values: { refusal: 'malformed', status: 400 } } });
  }
});

test('RD4: strangers and refused stations get neither', async () => {
  const stranger = newStation(await headquarters.hq.provision('Nobody')).connection();
  const refused = await registered(headquarters.hq, 'Refused');
  await refuseStation(headquarters.hq.headquarters, refused.id);
  const other = refused.connection();
  const id = await add('CSCA', listOf('e'));
  for (const [who, code] of [[stranger, 'not-registered'], [other, 'station-refused']] as const) {
    expect(await who.trustIndex(null, signal())).toMatchObject({ ok: false, fault: { code } });
    expect(await who.trustList(id, 0, 10, signal())).toMatchObject({ ok: false, fault: { code } });
    who.close();
  }
});

test('RD1: the command takes files, tells what it did not take and why, lists and withdraws', async () => {
  const { headquarters: hq } = headquarters.hq;
  const folder = join(headquarters.data, 'files');
  await mkdir(folder);
  const file = async (name: string, bytes: Uint8Array | string) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const [pem, ldif, picture, empty] = [
    await file('csca.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n'), await file('icao.ldif', 'version: 1\ndn: c=VN\n'), await file('picture.png', '\x89PNG'), await file('empty.cer', ''),
  ];
  const huge = await file('huge.ml', '0');
  await truncate(huge, largestTrustList + 1);
  const taken = await trustCommand(hq, { files: [pem, ldif] });
  expect(taken).toMatchObject({ code: 0, text: expect.stringMatching(/^[0-9a-f]{64} {2}csca\.pem\n[0-9a-f]{64} {2}icao\.ldif$/) });
  const wrong = await trustCommand(hq, { files: [picture, empty, huge, pem] });
  expect(wrong.code).toBe(1);
  for (const said of ['picture.png: it is no certificate', 'empty.cer: it is empty', 'huge.ml: it is larger than 96 MiB', 'csca.pem  (was there before)']) expect(wrong.text).toContain(said);
  const named = await trustCommand(hq, { files: [await file('x.cer', listOf('f'))], name: 'CSCA thử', date: '2026-01-31' });
  expect(named.code).toBe(0);
  expect((await index())?.lists.at(-1)).toMatchObject({ name: 'CSCA thử', date: '2026-01-31' });
  expect((await trustCommand(hq, { files: [] })).text).toContain('2026-01-31        500  CSCA thử');
  for (const not of [{ files: [pem], date: '31/01/2026' }, { files: [pem], date: '2026-02-30' }, { files: [pem, ldif], name: 'both' }, { files: [pem], withdraw: 'x' }]) {
    expect(await trustCommand(hq, not)).toMatchObject({ code: 2 });
  }
  expect(await trustCommand(hq, { files: [pem], name: ' ' })).toMatchObject({ code: 1 });
  const id = named.text.slice(0, 64);
  expect(await trustCommand(hq, { files: [], withdraw: id })).toMatchObject({ code: 0 });
  expect(await trustCommand(hq, { files: [], withdraw: id })).toMatchObject({ code: 1 });
  expect((await trustCommand(hq, { files: [] })).text).toMatch(/CSCA thử {2}\(withdrawn 2026-11-20\)/);
});

test('RD1: the log names lists by their hash alone', () => {
  expect(lines.filter((line) => line.includes('trust-list-added')).length).toBeGreaterThan(5);
  expect(lines.join('\n')).not.toContain('CSCA');
});
