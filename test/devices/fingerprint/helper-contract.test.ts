import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { readCommand } from '../../../devices/doctor/arguments.js';
import type { CheckReport } from '../../../devices/fingerprint/helper/conformance/check.js';
import { checkHelper } from '../../../devices/fingerprint/helper/conformance/check.js';
import { parseHelperLine } from '../../../devices/fingerprint/helper/contract.js';
import { boundedLines } from '../../../devices/fingerprint/helper/lines.js';
import { takePicture } from '../../../devices/fingerprint/helper/picture.js';
import { makeSessionFolder } from '../../../devices/fingerprint/helper/session-folder.js';
import { encodeBmp } from '../../../devices/image/formats/bmp.js';
import { encodePgm } from '../../../devices/image/formats/pgm.js';
import { encodePng } from '../../../devices/image/png.js';
import type { BuiltProgram, OddHelpers } from './helper-program.js';
import { buildProgram, oddHelpers } from './helper-program.js';

vi.setConfig({ testTimeout: 120_000 });

describe('lines', () => {
  test('HP2: lines come out whole however the bytes are cut; one that is too long ends all', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((one) => one.replace(/[\r\n]/g, ' '));
    fc.assert(fc.property(fc.array(text, { maxLength: 8 }), fc.integer({ min: 1, max: 7 }), (told, size) => {
      const lines = boundedLines(1000);
      const bytes = Buffer.from(told.map((one) => `${one}\n`).join(''));
      const got: string[] = [];
      for (let at = 0; at < bytes.length; at += size) got.push(...(lines.push(bytes.subarray(at, at + size)) ?? ['too long']));
      expect(got).toEqual(told.filter((one) => one.trim() !== ''));
    }));
    const lines = boundedLines(10);
    expect(lines.push(Buffer.from('123456789\n'))).toEqual(['123456789']);
    expect(lines.push(Buffer.from('1234567890'))).toBeNull();
    expect(lines.push(Buffer.from('\nshort\n'))).toBeNull();
  });
});

describe('messages', () => {
  const picture = { shows: 13, finger: null, file: 'a.pgm', format: 'pgm', ppi: 500, quality: 70 };

  test('HP2: each message of the contract is taken, fields that are not known are left', () => {
    const device = { device: 'd1', make: 'M', model: 'X', serial: '', takes: 'slaps', rolled: false, preview: true, forRegistration: true };
    for (const message of [
      { type: 'hello', contract: 1, name: 'n', version: '2' }, { type: 'devices', id: 1, devices: [device] }, { type: 'pong', id: 1 }, { type: 'ended', id: 1 },
      { type: 'error', id: 1, code: 'busy', words: '' }, { type: 'event', event: 'gone', device: 'd1' },
    ]) expect(parseHelperLine(JSON.stringify({ ...message, colour: 'blue' }))).toEqual(message);
    expect(parseHelperLine(JSON.stringify({ type: 'event', event: 'changed' }))).toEqual({ type: 'event', event: 'changed', device: null });
    expect(parseHelperLine(JSON.stringify({ type: 'captured', id: 2, pictures: [picture] }))).toEqual({ type: 'captured', id: 2, pictures: [{ ...picture, width: 0, height: 0 }] });
    expect(parseHelperLine(JSON.stringify({ type: 'frame', id: 2, jpeg: Buffer.from([255, 216, 1, 255, 217]).toString('base64') })))
      .toEqual({ type: 'frame', id: 2, jpeg: Uint8Array.of(255, 216, 1, 255, 217), picture: null });
  });

  test('HP4: any other line is a sentence, never a message and never an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      expect(typeof parseHelperLine(line)).toBe('string');
    }));
    const values = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(1, 500, 13, 'pgm', 'a.pgm', 'single'));
    const fields = fc.dictionary(fc.constantFrom('shows', 'finger', 'file', 'format', 'ppi', 'quality', 'width', 'height'), values);
    fc.assert(fc.property(fields, (change) => {
      const read = parseHelperLine(JSON.stringify({ type: 'captured', id: 1, pictures: [{ ...picture, ...change }] }));
      if (typeof read === 'string' || read.type !== 'captured') return;
      for (const one of read.pictures) {
        expect(one.file).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
        expect([one.ppi, one.width * one.height <= 64 * 1024 * 1024]).toEqual([500, true]);
      }
    }), { numRuns: 500 });
  });

  test.each(['..', '../a.pgm', '/a.pgm', 'a/b.pgm', 'a\\b.pgm', '.a', '', 'a\n', 'a\0', 'x'.repeat(65)])('HP3: %j is no file name', (file) => {
    expect(parseHelperLine(JSON.stringify({ type: 'captured', id: 1, pictures: [{ ...picture, file }] }))).toContain('file');
  });
});

describe('pictures', () => {
  test('HP3: PNG, PGM, BMP and bare pixels; a density in the file must be the one that was said', async () => {
    const folder = await makeSessionFolder();
    const image = { width: 30, height: 20, pixels: Uint8Array.from({ length: 600 }, (_, at) => at % 256) };
    const take = async (bytes: Uint8Array, format: 'png' | 'pgm' | 'bmp' | 'raw', width = 0, height = 0): Promise<unknown> => {
      await writeFile(join(folder.path, 'a'), bytes);
      return takePicture(folder, { file: 'a', format, width, height });
    };
    try {
      for (const taken of [await take(await encodePng(image), 'png'), await take(encodePgm(image), 'pgm'), await take(encodeBmp(image), 'bmp'), await take(image.pixels, 'raw', 30, 20)]) {
        expect(taken).toEqual({ ok: true, value: image });
      }
      expect(await take(await encodePng(image, 508), 'png')).toMatchObject({ ok: false, fault: { code: 'scanner-garbage', detail: '508 pixels per inch in the file' } });
      expect(await take(encodePgm(image), 'bmp')).toMatchObject({ ok: false, fault: { code: 'scanner-garbage' } });
    } finally {
      await folder.remove();
    }
  });
});

describe('conformance', () => {
  let sample: BuiltProgram;
  let odd: OddHelpers;
  let cache = '';
  beforeAll(async () => {
    sample = await buildProgram('devices/fingerprint/helper/sample/main.ts');
    odd = await oddHelpers();
    cache = await mkdtemp(join(tmpdir(), 'helper-fingers-'));
  });
  afterAll(async () => {
    await sample.remove();
    await odd.remove();
    await rm(cache, { recursive: true, force: true });
  });

  const never = new AbortController().signal;
  const checked = async (command: readonly string[]): Promise<{ readonly isGood: boolean; readonly failed: readonly CheckReport[] }> => {
    const reports: CheckReport[] = [];
    const waits = { hello: 5000, answer: 2000, capture: 30_000, grace: 1500, exit: 2000 };
    const isGood = await checkHelper(command, { report: (one) => reports.push(one), signal: never, waits });
    return { isGood, failed: reports.filter((one) => one.state === 'failed') };
  };

  test('HP9: the sample passes every check', async () => {
    expect(await checked([process.execPath, sample.file, '--seed', '7', '--cache', new URL('../../../out/fingers', import.meta.url).pathname])).toEqual({ isGood: true, failed: [] });
  });

  test.each([
    ['greets in another version', 'hello = { ...hello, contract: 9 };', '2'], ['writes to its output what is no message', 'on.list = () => console.log("list!");', '4.1'],
    ['does not pong', 'on.ping = () => undefined;', '4.2'], ['lists a device without a serial number', 'device.serial = "";', '4.1'],
  ])('HP9: a helper that %s fails by name', async (_what, change, id) => {
    const { isGood, failed } = await checked(await odd.command(change));
    expect(isGood).toBe(false);
    expect(failed[0]?.id).toBe(id);
  });

  test('HP9: a helper that is careless with captures and its end fails each of those checks, and no other', async () => {
    const { failed } = await checked(await odd.command(`
      const understood = ['hello', 'list', 'ping', 'capture', 'preview', 'cancel', 'bye'];
      createInterface({ input: process.stdin }).on('line', (text) => { const message = JSON.parse(text); if (!understood.includes(message.type)) say({ type: 'error', id: message.id, code: 'not-understood', words: '' }); });
      on.capture = ({ id, device }) => (device === 'd1' ? (leave('a.pgm'), captured(id, picture())) : say({ type: 'error', id, code: 'absent', words: '' }));
      on.preview = ({ id }) => say({ type: 'frame', id, jpeg: '/9gB/9k=' });
      on.cancel = ({ id }) => say({ type: 'ended', id });
      on.bye = () => process.exit(4);
    `));
    expect(failed.map((one) => [one.id, one.detail.split(/[:(]/)[0]])).toEqual([
      ['4.3', '1 frames'], ['4.4', 'step 13'], ['4.4', 'a.pgm has 40 × 30 pixels'], ['4.4', 'captured'],
      ['4.5', 'the helper answers what nobody asked '], ['5', 'exit code 4'],
    ]);
  });
});

test('HP9: the doctor takes all that follows as the helper’s command', () => {
  expect(readCommand(['finger', 'helper-check', 'node', 'helper.js', '--can', '--', '--json'])).toEqual({
    ok: true, value: { kind: 'helper-check', json: false, command: ['node', 'helper.js', '--can', '--', '--json'] },
  });
  expect(readCommand(['finger', 'helper-check', '--json', './helper'])).toMatchObject({ ok: true, value: { json: true, command: ['./helper'] } });
  expect(readCommand(['finger', 'helper-check'])).toMatchObject({ ok: false, fault: { code: 'value-missing' } });
});
