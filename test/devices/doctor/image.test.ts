import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { readCommand } from '../../../devices/doctor/arguments.js';
import type { ImageCommand } from '../../../devices/doctor/image-arguments.js';
import { examineImages, type ImageFinding } from '../../../devices/doctor/image.js';
import { imageJson, imageLines } from '../../../devices/doctor/tell-image.js';
import { english } from '../../../devices/doctor/words-en.js';
import { vietnamese } from '../../../devices/doctor/words-vi.js';
import { annotationBlock, ownQuality, ownSegmentation, segmentationBlock } from '../../../devices/image/finger-record-blocks.js';
import { writeFingerRecord } from '../../../devices/image/finger-record-write.js';
import { encodePgm } from '../../../devices/image/formats/pgm.js';
import { readPicture } from '../../../devices/image/formats/picture.js';
import { encodePng } from '../../../devices/image/png.js';
import { encodeWsq } from '../../../devices/image/wsq/encode.js';
import { ridgePicture } from '../image/ridges.js';

const image = ridgePicture(200, 180);
let folder = '';
const place = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-image-'));
  await writeFile(place('a.png'), await encodePng(image));
  await writeFile(place('a.pgm'), encodePgm(image));
  await writeFile(place('a.wsq'), encodeWsq(image));
  await writeFile(place('a.raw'), image.pixels);
  await writeFile(place('none.png'), 'GIF89a');
  await writeFile(place('slap.iso'), writeFingerRecord({
    captured: { year: 2026, month: 3, day: 14, hour: 21, minute: 5, second: 59, millisecond: 250 }, technology: 1, deviceVendor: 3, deviceType: 4, quality: [ownQuality(71)],
    certifications: null, position: 13, representation: 1, scaleUnits: 1, captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 0, impression: 0,
    width: image.width, height: image.height, image: image.pixels,
    extended: [segmentationBlock(ownSegmentation([{ finger: 2, x: 10, y: 20, width: 30, height: 40, angle: 0 }], () => 66)), annotationBlock([{ finger: 5, state: 'amputated' }])],
  }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]): Promise<readonly ImageFinding[]> {
  const command = readCommand(['image', ...argv]);
  if (!command.ok || command.value.kind !== 'image') throw Error(command.ok ? 'another command' : command.fault.code);
  return examineImages(command.value);
}

test('WQ14: the command line', () => {
  const plain: ImageCommand = { kind: 'image', task: 'inspect', files: ['a', 'b'], out: null, json: false, raw: null, rate: null, finger: null, impression: null, slap: null, missing: [] };
  expect(readCommand(['image', 'inspect', 'a', 'b'])).toEqual({ ok: true, value: plain });
  expect(readCommand(['--', 'image', 'wsq-encode', 'a', '--out', 'o.wsq', '--rate', '2.25', '--size', '200x180', '--json']))
    .toEqual({ ok: true, value: { ...plain, task: 'wsq-encode', files: ['a'], out: 'o.wsq', rate: 2.25, raw: { width: 200, height: 180 }, json: true } });
  expect(readCommand(['image', 'quality', 'a', '--finger', '6', '--impression', 'rolled'])).toEqual({ ok: true, value: { ...plain, task: 'quality', files: ['a'], finger: 6, impression: 'rolled' } });
  expect(readCommand(['image', 'segment', 'a', '--slap', '14', '--missing', '7,10'])).toEqual({ ok: true, value: { ...plain, task: 'segment', files: ['a'], slap: 14, missing: [7, 10] } });
});

test.each([
  [['image'], 'command-unknown'], [['image', 'paint', 'a'], 'command-unknown'], [['image', 'inspect'], 'value-missing'], [['image', 'inspect', 'a', '--out', 'b'], 'option-unknown'],
  [['image', 'wsq-encode', 'a', 'b', '--out', 'c'], 'value-malformed'], [['image', 'wsq-encode', 'a', '--rate', '0'], 'value-malformed'], [['image', 'inspect', 'a', '--size', '3'], 'value-malformed'],
  [['image', 'inspect', 'a', '--can', '135790'], 'option-unknown'], [['image', 'wsq-encode', 'a', '--out'], 'value-missing'],
  [['image', 'quality', 'a', '--finger', '11'], 'value-malformed'], [['image', 'quality', 'a', '--impression', 'wet'], 'value-malformed'], [['image', 'segment', 'a', '--slap', '2'], 'value-malformed'],
  [['image', 'segment', 'a', '--missing', '7,x'], 'value-malformed'], [['image', 'inspect', 'a', '--finger', '2'], 'option-unknown'],
])('WQ14: %j is not understood', (argv, code) => {
  expect(readCommand(argv)).toMatchObject({ ok: false, fault: { code } });
});

test('WQ12: a record of several fingers is listed finger by finger, and its picture is the first one\'s', async () => {
  const base = {
    captured: { year: 2026, month: 3, day: 14, hour: 21, minute: 5, second: 59, millisecond: 0 }, technology: 4, deviceVendor: 1, deviceType: 2, certifications: null,
    scaleUnits: 1, captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 0, impression: 0, extended: [],
  } as const;
  const index = writeFingerRecord({ ...base, position: 2, representation: 0, quality: [{ score: 61, vendor: 0, algorithm: 1 }], width: 200, height: 180, image: image.pixels });
  const thumb = writeFingerRecord({ ...base, position: 1, representation: 1, quality: [], impression: 1, width: 2, height: 3, image: new Uint8Array(6) });
  const both = Buffer.concat([index, thumb.subarray(16)]);
  both.writeUInt32BE(both.length, 8);
  both.writeUInt16BE(2, 12);
  both.writeUInt8(2, 15);
  await writeFile(place('both.iso'), both);
  const found = await run('inspect', place('both.iso'));
  const lines = imageLines(found, english);
  for (const line of [`  ISO/IEC 19794-4:2011, 200 × 180 pixels, 500 ppi, ${both.length} bytes`, '  views: 2', '  finger, number: 2, 0: 200 × 180, none, live plain, 61', '  finger, number: 1, 1: 2 × 3, none, live rolled']) expect(lines).toContain(line);
});

test('WQ14: inspect tells format, size, density and what the file says of itself, each file for itself', async () => {
  const found = await run('inspect', place('a.png'), place('a.pgm'), place('a.wsq'), place('slap.iso'), place('none.png'), place('missing'));
  const lines = imageLines(found, english);
  for (const line of [
    `  PNG, 200 × 180 pixels, 500 ppi, ${found[0]?.picture?.bytes} bytes`, '  PGM, 200 × 180 pixels, tells no density, 36015 bytes', '  bits per pixel aimed at: 0.75',
    '  comment: NIST_COM 9 PIX_WIDTH 200 PIX_HEIGHT 180 PIX_DEPTH 8 PPI 500 LOSSY 1 COLORSPACE GRAY COMPRESSION WSQ WSQ_BITRATE 0.750000',
    '  finger position: 13', '  quality: 71 (0, 1)', '  finger: 2: 10,20 40,20 40,60 10,60 (66)', '  not there: 5: amputated', '  captured: 2026-03-14 21:05:59 UTC',
    '  This is no picture of a kind that is read here. (picture-unknown)', '  The file cannot be read. (file-unreadable: ENOENT)',
  ]) expect(lines).toContain(line);
  expect(imageLines(found, vietnamese)).toContain('  Không đọc được tệp. (file-unreadable: ENOENT)');
  expect(JSON.parse(imageJson(found))).toMatchObject({ ok: false, files: [{ fault: null, picture: { format: 'PNG', pixelsPerInch: 500 } }, {}, {}, {}, { fault: { code: 'picture-unknown' } }, {}] });
});

test('WQ14: wsq-encode and wsq-decode write the one file that was asked for, with its density', async () => {
  const [encoded] = await run('wsq-encode', place('a.pgm'), '--out', place('new.wsq'));
  const bytes = new Uint8Array(await readFile(place('new.wsq')));
  expect(encoded).toMatchObject({ fault: null, out: place('new.wsq'), figures: { compressed: bytes.length, rate: 0.75 } });
  for (const extension of ['png', 'bmp', 'pgm', 'raw']) {
    expect(await run('wsq-decode', place('new.wsq'), '--out', place(`new.${extension}`))).toMatchObject([{ fault: null, out: place(`new.${extension}`) }]);
    const back = await readPicture(new Uint8Array(await readFile(place(`new.${extension}`))), extension === 'raw' ? image : null);
    expect(back).toMatchObject({ ok: true, value: { image: { width: 200, height: 180 }, pixelsPerInch: extension === 'png' || extension === 'bmp' ? 500 : null } });
  }
});

test('WQ14: bare pixels need their size; nothing is written without --out, nor what cannot be', async () => {
  expect(await run('wsq-encode', place('a.raw'))).toMatchObject([{ fault: { code: 'picture-unknown' } }]);
  expect(await run('wsq-encode', place('a.raw'), '--size', '200x180')).toMatchObject([{ fault: null, out: null, picture: { format: 'raw' } }]);
  expect(await run('wsq-decode', place('a.png'))).toMatchObject([{ fault: { code: 'picture-unknown', values: { format: 'WSQ' } } }]);
  expect(await run('wsq-decode', place('a.wsq'), '--out', place('a.gif'))).toMatchObject([{ fault: { code: 'output-unknown' } }]);
  expect(await run('wsq-decode', place('a.wsq'), '--out', place('no/such/folder.png'))).toMatchObject([{ fault: { code: 'file-not-written', detail: 'ENOENT' } }]);
});

test('WQ14, QA1: quality rates a finger, segment tells how many are seen; a record tells which finger it is', async () => {
  const [rated] = await run('quality', place('a.png'), '--finger', '6');
  expect(rated).toMatchObject({ fault: null, figures: { finger: 6, impression: 'flat', minutiae: expect.any(Number) as unknown }, data: { finger: 6, causes: expect.any(Array) as unknown } });
  expect(imageLines(rated ? [rated] : [], english)).toContain(`  indicator, 0–100 (not NFIQ 2): ${String(rated?.figures['score'])}`);
  expect(await run('segment', place('slap.iso'), '--missing', '5')).toMatchObject([{ fault: null, figures: { step: 13, seen: expect.any(Number) as unknown }, data: { step: 13, missing: [5] } }]);
});

test('WQ14, QA5: where the NFIQ 2 command is installed, its score stands beside', async () => {
  const bin = place('bin');
  await mkdir(bin);
  await writeFile(join(bin, 'nfiq2'), '#!/bin/sh\necho 63\n', { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH'] ?? ''}`);
  const [rated] = await run('quality', place('a.png'), '--finger', '6');
  vi.unstubAllEnvs();
  expect(rated).toMatchObject({ figures: { nfiq2: 63 }, data: { nfiq2: 63, score: expect.any(Number) as unknown } });
  expect((await run('quality', place('a.png')))[0]?.figures).not.toHaveProperty('nfiq2');
});

test('WQ14: every figure and fault has its words in both languages', async () => {
  const found = [...await run('inspect', place('a.wsq'), place('slap.iso')), ...await run('wsq-encode', place('a.png')), ...await run('quality', place('a.png')), ...await run('segment', place('a.png'))];
  for (const words of [english, vietnamese]) for (const name of found.flatMap(({ figures }) => Object.keys(figures))) expect(Object.keys(words.images.figures)).toContain(name);
});
