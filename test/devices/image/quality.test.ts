import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import { impression, rolled } from '../../../devices/fingerprint/synthetic/impression.js';
import type { Press } from '../../../devices/fingerprint/synthetic/press.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { mixSeed, random } from '../../../devices/fingerprint/synthetic/random.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import { nfiq2 } from '../../../devices/image/quality/nfiq2.js';
import { rateFinger } from '../../../devices/image/quality/rate.js';
import type { FingerQuality } from '../../../sync/core/finger-capture.js';
import { grownFinger } from './simulated-fingers.js';

const index = await grownFinger(8001, 2);
const thumb = await grownFinger(8001, 6);
const size = { width: 440, height: 520 };
const flat = (press: Partial<Press>, seed = 3): FingerQuality => rateFinger(impression(index, pressWith(press), seed, size), { finger: 2, impression: 'flat' });
const wide = (press: Partial<Press>): FingerQuality => rateFinger(rolled(thumb, pressWith(press), 3), { finger: 6, impression: 'rolled' });

function noisePicture(seed: number, width: number, height: number): GreyImage {
  const next = random(mixSeed(seed, 1));
  return { width, height, pixels: Uint8Array.from({ length: width * height }, () => Math.floor(next() * 256)) };
}

describe('the rating of a print', () => {
  const good = flat({});

  test('QA2: a normal print is good', () => {
    expect(good.score).toBeGreaterThan(75);
    expect(good.area).toBeGreaterThan(0.85);
    expect(good.minutiae).toBeGreaterThan(20);
    expect(good).toMatchObject({ causes: [] });
  });

  test.each([
    ['dry', { moisture: -0.95 }, 'dry'], ['wet', { moisture: 0.95 }, 'wet'], ['hardly touching', { pressure: -0.85 }, 'too-light'], ['pressed flat', { pressure: 0.95 }, 'too-hard'],
    ['in part', { contact: 0.45 }, 'too-small'], ['worn', { wear: 0.85 }, 'worn'], ['slid', { moved: 1 }, 'moved'],
  ] as const)('QA2, QA3: %s rates lower and says so', (_, press, cause) => {
    const quality = flat(press);
    expect(quality.score).toBeLessThan(good.score - 5);
    expect(quality.causes[0]).toBe(cause);
  });

  test.each([['turned to the right', { rotation: 32 }, 'rotated'], ['turned to the left', { rotation: -32 }, 'rotated'], ['out at the side', { x: 190 }, 'off-centre'], ['out at the top', { y: -230 }, 'off-centre']] as const)(
    'QA3: %s is told', (_, press, cause) => expect(flat(press).causes).toContain(cause),
  );

  test('QA3: moisture and pressure go the way that the finger goes', () => {
    const moist = [-0.8, -0.4, 0, 0.4, 0.8].map((moisture) => flat({ moisture }).moisture);
    expect([...moist].sort((a, b) => a - b)).toEqual(moist);
    const firm = [-0.8, -0.4, 0, 0.4, 0.8].map((pressure) => flat({ pressure }).pressure);
    expect([...firm].sort((a, b) => a - b)).toEqual(firm);
  });

  test('QA4: a rolled print is measured as one', () => {
    const quality = wide({});
    expect(quality).toMatchObject({ causes: [] });
    expect(quality.score).toBeGreaterThan(75);
    expect(quality.area).toBeGreaterThan(0.85);
    expect(wide({ moisture: -0.9 }).causes[0]).toBe('dry');
    expect(wide({ contact: 0.5 }).causes[0]).toBe('too-small');
  });

  test.each([
    ['nothing', { width: 400, height: 500, pixels: new Uint8Array(200_000).fill(250) }], ['black', { width: 400, height: 500, pixels: new Uint8Array(200_000) }],
    ['noise', noisePicture(1, 400, 500)], ['a tiny picture', noisePicture(2, 5, 7)], ['no pixel at all', { width: 0, height: 0, pixels: new Uint8Array(0) }],
    ['a length that lies', { width: 400, height: 500, pixels: new Uint8Array(17) }], ['too large a picture', { width: 5000, height: 5000, pixels: new Uint8Array(0) }],
    ['not even a size', { width: NaN, height: -1, pixels: new Uint8Array(4) }],
  ])('QA3, QA17: %s is no finger', (_, image) => {
    expect(rateFinger(image, { finger: 1, impression: 'flat' })).toMatchObject({ score: 0, causes: ['not-a-finger'] });
  });

  test('QA17: any small picture has an answer', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 70 }), fc.integer(), fc.boolean(), (width, height, seed, striped) => {
      const image = striped
        ? { width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => (((at % width) >> 2) & 1 ? 30 : 240)) }
        : noisePicture(seed, width, height);
      const { score, causes } = rateFinger(image, { finger: 5, impression: 'rolled' });
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(new Set(causes).size).toBe(causes.length);
    }), { numRuns: 60 });
  });
});

describe('NFIQ 2 where it is installed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'nfiq2-test-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const image = impression(index);
  const never = new AbortController().signal;
  const command = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\n${text}\n`);
    await chmod(file, 0o755);
    return file;
  };

  test('QA5: its score is taken, the picture tells its density and is gone afterwards', async () => {
    const copy = path.join(folder, 'seen.png');
    const good = await command('good', `cp "$3" ${copy}; echo "$3" > ${folder}/where; echo 63`);
    expect(await nfiq2(image, { signal: never, command: good })).toBe(63);
    const png = await readFile(copy);
    // pHYs: pixels per metre, 500 per inch.
    expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBeCloseTo(19_685, -1);
    await expect(readFile((await readFile(path.join(folder, 'where'), 'utf8')).trim())).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await nfiq2(image, { signal: never, command: await command('table', `printf 'Filename,FingerCode,UnifiedQualityScore,Quantized\\n"%s",0,41,0\\n' "$3"`) })).toBe(41);
  });

  test('QA5: not there, failed, without a score, silent, given up: null', async () => {
    expect(await nfiq2(image, { signal: never, command: path.join(folder, 'absent') })).toBeNull();
    expect(await nfiq2(image, { signal: never, command: await command('bad', 'echo 50; exit 3') })).toBeNull();
    expect(await nfiq2(image, { signal: never, command: await command('words', 'echo Error: image is not 500 PPI') })).toBeNull();
    expect(await nfiq2(image, { signal: never, command: await command('failed', 'echo 255') })).toBeNull();
    const silent = await command('silent', 'exec tail -f /dev/null');
    expect(await nfiq2(image, { signal: never, command: silent, deadline: 200 })).toBeNull();
    const giving = new AbortController();
    const waiting = nfiq2(image, { signal: giving.signal, command: silent });
    giving.abort();
    expect(await waiting).toBeNull();
    expect(await nfiq2(image, { signal: giving.signal, command: silent })).toBeNull();
  });
});
