import * as fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';

import { writeFingerRecord } from '../../../devices/image/finger-record-write.js';
import { encodeJpeg2000 } from '../../../devices/image/jpeg2000.js';
import { encodePng } from '../../../devices/image/png.js';
import { fingerThumbnail } from '../../../devices/image/thumbnail.js';

async function recordOf(width: number, height: number, told = width): Promise<Uint8Array> {
  const image = await encodeJpeg2000({ width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => (at % width < width / 2 ? 30 : 250)) });
  return writeFingerRecord({
    captured: { year: null, month: null, day: null, hour: null, minute: null, second: null, millisecond: null },
    technology: 0, deviceVendor: 0, deviceType: 0, quality: [], certifications: null, position: 2, representation: 1, scaleUnits: 1,
    captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 5, impression: 0, width: told, height, image, extended: [],
  });
}

test('FI5: a wide finger becomes a grey PNG of 160 px, dark stays dark', async () => {
  const thumbnail = await fingerThumbnail(await recordOf(320, 400));
  if (!thumbnail.ok) throw Error(thumbnail.fault.code);
  const png = sharp(thumbnail.value);
  expect(await png.metadata()).toMatchObject({ format: 'png', width: 160, height: 200, space: 'b-w' });
  const pixels = await png.toColourspace('b-w').raw().toBuffer();
  expect(pixels[10]).toBeLessThan(60);
  expect(pixels[159 - 5]).toBeGreaterThan(220);
});

test('FI5: a small one is not enlarged', async () => {
  const thumbnail = await fingerThumbnail(await recordOf(90, 100));
  expect(thumbnail.ok && (await sharp(thumbnail.value).metadata()).width).toBe(90);
});

test('FI5: what is no finger record, or disagrees with its image, is unreadable', async () => {
  const unreadable = { ok: false, fault: { code: 'photo-unreadable' } };
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => void expect(await fingerThumbnail(bytes)).toMatchObject(unreadable)), { numRuns: 30 });
  expect(await fingerThumbnail(await recordOf(90, 100, 91))).toMatchObject(unreadable);
});

test('FI1: a PNG tells its resolution', async () => {
  const png = await encodePng({ width: 10, height: 10, pixels: new Uint8Array(100) });
  expect((await sharp(png).metadata()).density).toBe(500);
});
