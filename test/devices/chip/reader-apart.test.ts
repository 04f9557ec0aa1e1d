/** The program that reads chips seen from the process that asks: what it tells, and what becomes of one that ends or stands still. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { chipReaderApart, type ApartOptions } from '../../../devices/chip/reader-apart.js';
import { receive, send, type FromProgram } from '../../../devices/chip/reader-messages.js';
import { programAsChild, programThroughMain, type StartProgram } from '../../../devices/chip/reader-start.js';
import type { ChipProgress } from '../../../sync/core/capture.js';

const patience = { timeout: 20_000, interval: 20 };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apart-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Speaks the messages of reader-messages.ts; `body` runs at each with `message` and `tell`. */
async function program(name: string, body: string, head = ''): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, `${head}
import { connect, Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
const place = process.argv.at(-1);
const link = /^[0-9]+$/.test(place) ? new Socket({ fd: Number(place), readable: true, writable: true }) : connect(place);
const tell = (message) => {
  const value = serialize(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  link.write(Buffer.concat([length, value]));
};
link.on('error', () => process.exit());
link.on('close', () => process.exit());
const state = { state: 'ready', identity: null, fault: null, simulated: true, cardPresent: true, adapter: 'pcsclite' };
let waiting = Buffer.alloc(0);
link.on('data', (chunk) => {
  waiting = Buffer.concat([waiting, chunk]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32BE()) {
    const end = 4 + waiting.readUInt32BE();
    at(deserialize(waiting.subarray(4, end)));
    waiting = waiting.subarray(end);
  }
});
function at(message) {
  if (message.ask === 'look') tell({ tell: 'looked' });
  if (message.ask === 'end') link.end();
  ${body}
}
tell({ tell: 'started', pid: process.pid });
`);
  return file;
}

const key = { can: '123456' };
const never = new AbortController().signal;

function opened(start: StartProgram, options: Partial<ApartOptions> = {}) {
  const states: string[] = [];
  const progress: ChipProgress[] = [];
  const reader = chipReaderApart({
    start, simulated: true, onState: ({ state, fault }) => states.push(`${state} ${fault ?? ''}`.trim()), onProgress: (one) => progress.push(one), ...options,
  });
  return { reader, states, progress };
}

/** Reads as told by the key, and hands what it read back to be judged. */
const usual = `
  if (message.ask === 'open') { tell({ tell: 'readers', names: ['one'] }); tell({ tell: 'state', state }); tell({ tell: 'state', state }); }
  if (message.ask === 'read') {
    tell({ tell: 'progress', progress: { step: 'text', read: 1, total: 2 } });
    globalThis.id = message.id;
    if (message.key.can === '123456') tell({ tell: 'judge', id: 5, files: new Map([['chip-dg1', new Uint8Array(70000).fill(90)]]) });
    if (message.key.can === '000000') tell({ tell: 'read', id: message.id, result: { ok: false, fault: { code: 'chip-key-wrong', values: { tries: 2 } } } });
  }
  if (message.ask === 'judged') tell({ tell: 'read', id: globalThis.id, result: { ok: true, value: { files: [], fields: {}, photo: new Uint8Array([1]), reader: 'one', facts: message.facts } } });
  if (message.ask === 'cancel') tell({ tell: 'read', id: message.id, result: { ok: false, fault: { code: 'chip-cancelled' } } });
`;

test('CH47: states, progress, judgements, faults and cancelling cross whole', async () => {
  const names: (readonly string[])[] = [];
  const asked: string[] = [];
  const { reader, states, progress } = opened(programAsChild(await program('usual', usual)), {
    onReaders: (all) => names.push(all),
    verify: async (files) => {
      for (const [role, bytes] of files) asked.push(`${role} ${bytes.length} ${bytes[69_999]}`);
      return [{ name: 'chain', state: 'not-possible', reason: 'no-anchors' }];
    },
  });
  await expect.poll(() => states, patience).toEqual(['ready']);
  expect(names).toEqual([['one']]);
  expect(await reader.read(key, never)).toEqual({ ok: true, value: { files: [], fields: {}, photo: Uint8Array.of(1), reader: 'one', facts: [{ name: 'chain', state: 'not-possible', reason: 'no-anchors' }] } });
  expect([asked, progress]).toEqual([['chip-dg1 70000 90'], [{ step: 'text', read: 1, total: 2 }]]);
  expect(await reader.read({ can: '000000' }, never)).toEqual({ ok: false, fault: { code: 'chip-key-wrong', values: { tries: 2 } } });
  const controller = new AbortController();
  const reading = reader.read({ can: '111111' }, controller.signal);
  controller.abort();
  expect(await reading).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
  expect(await reader.read({ can: '111111' }, AbortSignal.abort())).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
  await reader.close();
});

test('CH47: a program that ends is told as a service that is not there, to who reads too, and another one is started', async () => {
  const { reader, states } = opened(programAsChild(await program('ending', `
  if (message.ask === 'open') tell({ tell: 'state', state });
  if (message.ask === 'read') process.kill(process.pid, 'SIGKILL');
`)));
  await expect.poll(() => states, patience).toEqual(['ready']);
  expect(await reader.read(key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  expect(await reader.read(key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  await expect.poll(() => states, patience).toEqual(['ready', 'missing pcsc-absent', 'ready']);
  await reader.close();
});

test('CH47: a program that stands still is ended and another one is started, while this process goes on', async () => {
  const marks = join(folder, 'marks');
  const file = await program('still', `
  if (message.ask === 'open') {
    tell({ tell: 'state', state });
    appendFileSync(${JSON.stringify(marks)}, process.pid + ' ');
  }
  if (message.ask === 'read') for (;;);
`, "import { appendFileSync } from 'node:fs';");
  const { reader, states } = opened(programAsChild(file), { lookEvery: 150 });
  const started = async (): Promise<readonly number[]> => (await readFile(marks, 'utf8').catch(() => '')).trim().split(' ').filter(Boolean).map(Number);
  await expect.poll(() => states, patience).toEqual(['ready']);
  expect(await reader.read(key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent', detail: 'the card service does not answer' } });
  await expect.poll(async () => (await started()).length, patience).toBe(2);
  const [first = 0, second = 0] = await started();
  expect(first).not.toBe(second);
  await expect.poll(() => lives(first), patience).toBe(false);
  // Nor does one hold up the end.
  const reading = reader.read(key, never);
  await reader.close();
  expect(await reading).toMatchObject({ ok: false });
  await expect.poll(async () => (await started()).some(lives), patience).toBe(false);
}, 60_000);

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('CH47: a program that main starts calls back, and nothing of the place is left', async () => {
  const file = await program('through-main', usual);
  const places: string[] = [];
  const { reader, states } = opened(programThroughMain((place) => {
    places.push(place);
    spawn(process.execPath, [file, place], { stdio: 'ignore' });
  }).start);
  await expect.poll(() => states, patience).toEqual(['ready']);
  await reader.close();
  for (const place of places) await expect(readdir(join(place, '..'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('CH54: a program that main could not start is a service that is not there at once, and who reads then has the next one started', async () => {
  const file = await program('at-last', usual);
  let asked = 0;
  const through = programThroughMain((place) => {
    asked++;
    if (asked === 1) through.ended(place);
    else spawn(process.execPath, [file, place], { stdio: 'ignore' });
  });
  const { reader, states } = opened(through.start);
  await expect.poll(() => states, patience).toEqual(['missing pcsc-absent']);
  expect(await reader.read(key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  await expect.poll(() => states, patience).toEqual(['missing pcsc-absent', 'ready']);
  expect(asked).toBe(2);
  // Of a place that nobody waits at, nothing comes.
  through.ended('elsewhere');
  await reader.close();
});

test('CH47: a file that is no program is a service that is not there, and closing ends the tries', async () => {
  const { reader, states } = opened(programAsChild(join(folder, 'missing.mjs')));
  await expect.poll(() => states, patience).toEqual(['missing pcsc-absent']);
  expect(await reader.read(key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  await reader.close();
});

test('CH47: messages come whole however they are cut, and what is none ends the link', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 97 }), (all, size) => {
    const [out, into] = [new PassThrough(), new PassThrough()];
    const sent = all.map((bytes, id): FromProgram => ({ tell: 'judge', id, files: new Map([['chip-dg1', bytes]]) }));
    for (const message of sent) send(out, message);
    const whole = (out.read() ?? Buffer.alloc(0)) as Buffer;
    const came: FromProgram[] = [];
    receive<FromProgram>(into, (message) => came.push(message));
    for (let at = 0; at < whole.length; at += size) into.emit('data', whole.subarray(at, at + size));
    expect(came).toEqual(sent);
  }), { numRuns: 50 });
  for (const bad of ['FFFFFFFF0000', '00000000', '000000020000', '000000047B7D7B7D', '00000003FF0F5F']) {
    const into = new PassThrough();
    receive<FromProgram>(into, () => undefined);
    into.emit('data', Buffer.from(bad, 'hex'));
    expect(into.destroyed, bad).toBe(true);
  }
});
