import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test, vi } from 'vitest';

import { cachedMaster } from '../../../devices/fingerprint/synthetic/cache.js';
import { impression } from '../../../devices/fingerprint/synthetic/impression.js';
import { master, masterSize } from '../../../devices/fingerprint/synthetic/master.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { mixSeed, random } from '../../../devices/fingerprint/synthetic/random.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import type { Finger } from '../../../sync/core/fingers.js';

vi.setConfig({ testTimeout: 30_000 });

const folder = await mkdtemp(join(tmpdir(), 'fingers-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const hash = (image: GreyImage): string => createHash('sha256').update(image.pixels).digest('hex').slice(0, 16);
const little = master(1, 5);

/** A dark block instead of a print: quick, and easy to find. */
const block = (_seed: number, finger: Finger): GreyImage => {
  const size = masterSize(finger);
  return { ...size, pixels: new Uint8Array(size.width * size.height).fill(10 * finger) };
};

describe('synthetic fingers', () => {
  test('FM1: mulberry32 draws the published numbers', () => {
    const next = random(1);
    expect([next(), next(), next()].map((one) => Math.floor(one * 4294967296))).toEqual([2693262067, 11749833, 2265367787]);
    expect(mixSeed(1, 2)).not.toBe(mixSeed(2, 1));
  });

  test('FM1: the same seed and finger give the same pixels, here and everywhere', () => {
    expect(hash(master(1, 5))).toBe(hash(little));
    expect(hash(little)).toBe('d34d52fe20c9f25b');
  });

  test('FM1: another seed gives another finger', () => {
    expect(hash(master(2, 5))).not.toBe(hash(little));
  });

  test('FM1: it has ridges of 8 to 11 pixels, dark on white', () => {
    const { width, height, pixels } = little;
    expect(Math.min(...pixels.subarray(0, width))).toBeGreaterThan(150);
    let crossings = 0;
    let inside = 0;
    for (let x = Math.round(width * 0.3); x < width * 0.7; x += 4) {
      for (let y = Math.round(height * 0.12); y < height * 0.3; y++, inside++) {
        const [above, here] = [pixels[(y - 1) * width + x] ?? 0, pixels[y * width + x] ?? 0];
        if (above >= 150 && here < 150) crossings++;
      }
    }
    expect(inside / crossings).toBeGreaterThan(7);
    expect(inside / crossings).toBeLessThan(13);
  });

  test('SY15: what is read has its skin, and makes the same impressions', async () => {
    const kept = await cachedMaster(folder, 1, 5);
    expect([hash(kept), hash(kept.skin), kept.grain, kept.finger]).toEqual([hash(little), hash(little.skin), little.grain, 5]);
    expect(hash(impression(kept, pressWith({ rotation: 5 }), 2))).toBe(hash(impression(little, pressWith({ rotation: 5 }), 2)));
  });

  test('FM2: a grown finger is read back as it was, and a damaged file is grown anew', async () => {
    expect(hash(await cachedMaster(folder, 1, 5))).toBe(hash(little));
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    expect(hash(await cachedMaster(folder, 1, 5))).toBe(hash(little));
    await truncate(join(folder, files[0] ?? ''), 100);
    expect(hash(await cachedMaster(folder, 1, 5))).toBe(hash(little));
    expect(await readdir(folder)).toEqual(files);
  });

  test('FM3: the right hand lies from index to little finger, the left one the other way, the left thumb left of the right one', () => {
    expect(slap(1, 13, [], block).boxes.map((box) => box.finger)).toEqual([2, 3, 4, 5]);
    expect(slap(1, 14, [], block).boxes.map((box) => box.finger)).toEqual([10, 9, 8, 7]);
    expect(slap(1, 15, [], block).boxes.map((box) => box.finger)).toEqual([6, 1]);
  });

  test('FM3: a missing finger leaves its place empty and moves no other', () => {
    const whole = slap(1, 13, [], block);
    const three = slap(1, 13, [4], block);
    expect(three.boxes).toEqual(whole.boxes.filter((box) => box.finger !== 4));
    const gap = whole.boxes.find((box) => box.finger === 4);
    const middle = ((gap?.y ?? 0) + 200) * 1600 + (gap?.x ?? 0) + 150;
    expect(whole.image.pixels[middle]).toBeLessThan(60);
    expect(three.image.pixels[middle]).toBeGreaterThan(225);
  });

  test('FM3: boxes lie within the picture, side by side', () => {
    for (let seed = 0; seed < 6; seed++) {
      for (const position of [13, 14, 15] as const) {
        const { boxes, image } = slap(seed, position, [], block);
        for (const [index, box] of boxes.entries()) {
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= image.width && box.y + box.height <= image.height).toBe(true);
          const before = boxes[index - 1];
          if (before) expect(box.x + box.width / 2 - before.x - before.width / 2).toBeGreaterThan(250);
        }
      }
    }
  });
});
