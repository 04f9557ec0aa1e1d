/** From headquarters' own command to a card's chain, with the real wire, the real judge and no window. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { trustCustody, type TrustCustody } from '../../devices/chip/trust/custody.js';
import type { OpenKeys } from '../../electron/keys.js';
import type { Devices } from '../../electron/supervisor.js';
import { openTrustLists } from '../../electron/trust-lists.js';
import { fault } from '../../sync/core/result.js';
import { trustCommand } from '../../sync/headquarters/trust-command.js';
import type { Connection } from '../../sync/transfer/client.js';
import { buildTrustWorker } from '../devices/chip/trust/built-worker.js';
import { csca, signedCard } from '../devices/chip/trust/issuers.js';
import { registered, startTemporary } from '../sync/headquarters/running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let connection: Connection;
let folder = '';
let custody: TrustCustody;
let process: 'running' | 'restarting' = 'running';
const called: string[] = [];

beforeAll(async () => {
  const [started, built] = await Promise.all([startTemporary(), buildTrustWorker('trust-lists')]);
  headquarters = started;
  connection = (await registered(headquarters.hq)).connection();
  folder = built.folder;
  custody = trustCustody({ folder: path.join(folder, 'trust'), worker: built.worker });
}, 120_000);
afterAll(async () => {
  connection.close();
  await custody.close();
  await headquarters.end();
  await rm(folder, { recursive: true, force: true });
});

/** What the device process does with these calls. */
const devices = {
  state: () => ({ process }),
  call: (name: string, args: readonly unknown[], signal: AbortSignal) => {
    called.push(name);
    if (name === 'trust.add') return custody.add(args[0] as never, signal);
    if (name === 'trust.remove') return custody.remove(args[0] as string);
    return name === 'trust.lists' ? custody.lists(signal) : Promise.resolve(fault('device-process-down'));
  },
} as unknown as Devices;

const chain = async () => (await custody.verify(signedCard())).find((fact) => fact.name === 'chain');

/** A sign-in, and a quiet time that lasts until it is told to be over. */
function signIn(file: string) {
  const lists = openTrustLists(path.join(folder, file), () => devices);
  const over = new AbortController();
  lists.start({ receiptKey: headquarters.hq.headquarters.keys.receiptPublicKey } as OpenKeys)(connection, over.signal);
  return { state: lists.state, over: () => over.abort() };
}
const soon = { timeout: 50_000, interval: 100 };

test('CH83: a list that headquarters puts in is what a card is judged by after the next contact, under headquarters\' name and date, until it is withdrawn', async () => {
  const { headquarters: hq } = headquarters.hq;
  const file = path.join(folder, 'csca.cer');
  await writeFile(file, csca.certificate);
  expect(await chain()).toMatchObject({ state: 'not-possible', reason: 'no-anchors' });
  const told = await trustCommand(hq, { files: [file], name: 'CSCA thử nghiệm', date: '2026-06-30' });
  const first = signIn('index.json');
  await expect.poll(chain, soon).toMatchObject({ state: 'ok', values: { list: 'CSCA thử nghiệm', date: '2026-06-30' } });
  expect(await custody.lists(AbortSignal.timeout(20_000))).toMatchObject({ ok: true, value: [{ origin: { from: 'headquarters' } }] });
  expect(first.state()).toMatchObject({ checkedAt: expect.any(Number), fault: null, refused: [] });
  first.over();
  await trustCommand(hq, { files: [], withdraw: told.text.slice(0, 64) });
  const next = signIn('index.json');
  await expect.poll(chain, soon).toMatchObject({ state: 'not-possible', reason: 'no-anchors' });
  next.over();
}, 120_000);

test('RD7: a file that is no list is named, and leaves nothing behind', async () => {
  const file = path.join(folder, 'broken.ml');
  await writeFile(file, Uint8Array.of(0x30, 0x80, 1, 2, 3));
  await trustCommand(headquarters.hq.headquarters, { files: [file] });
  const { state, over } = signIn('index.json');
  await expect.poll(() => state().refused, soon).toMatchObject([{ name: 'broken.ml', code: 'list-malformed' }]);
  over();
  expect(await custody.lists(AbortSignal.timeout(20_000))).toEqual({ ok: true, value: [] });
}, 120_000);

test('RD9: a device process that does not run is neither started nor asked; a damaged index is none', async () => {
  process = 'restarting';
  called.length = 0;
  await writeFile(path.join(folder, 'damaged.json'), '{"value":');
  const { state, over } = signIn('damaged.json');
  await expect.poll(() => state().checkedAt, soon).not.toBeNull();
  // The lists wait; once the process runs they are handed on.
  expect(called).toEqual([]);
  process = 'running';
  await expect.poll(() => called, soon).toContain('trust.add');
  over();
}, 120_000);
