import { crc32, deflateSync } from 'node:zlib';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { encodeBmp } from '../../../../devices/image/formats/bmp.js';
import { encodePgm } from '../../../../devices/image/formats/pgm.js';
import { readPicture } from '../../../../devices/image/formats/picture.js';
import { LIVE_PLAIN, type FingerRecord } from '../../../../devices/image/finger-record.js';
import { writeFingerRecord } from '../../../../devices/image/finger-record-write.js';
import { encodeJpeg2000 } from '../../../../devices/image/jpeg2000.js';
import { encodePng } from '../../../../devices/image/png.js';
import { encodeWsq } from '../../../../devices/image/wsq/encode.js';
import { record2005 } from '../record-2005.js';
import { ridgePicture, spoil } from '../ridges.js';

const image = ridgePicture(64, 56);
const plain: FingerRecord = {
  captured: { year: 2026, month: 3, day: 14, hour: 21, minute: 5, second: 59, millisecond: 250 }, technology: 1, deviceVendor: 0, deviceType: 0, quality: [],
  certifications: null, position: 2, representation: 1, scaleUnits: 1, captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 0, impression: LIVE_PLAIN,
  width: image.width, height: image.height, image: image.pixels, extended: [],
};

const files: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ['PNG', () => encodePng(image)],
  ['BMP', async () => encodeBmp(image)],
  ['PGM', async () => encodePgm(image)],
  ['PGM in words', async () => Buffer.from(`P2\n${image.width} ${image.height}\n255\n${image.pixels.join(' ')}`, 'latin1')],
  ['JPEG 2000', () => encodeJpeg2000(image)],
  ['WSQ', async () => encodeWsq(image)],
  ['19794-4:2011', async () => writeFingerRecord(plain)],
  ['19794-4:2011 with JPEG 2000', async () => writeFingerRecord({ ...plain, compression: 5, image: await encodeJpeg2000(image) })],
  ['19794-4:2005', async () => record2005({ width: image.width, height: image.height, compression: 0, images: [image.pixels] })],
  ['19794-4:2005 with WSQ', async () => record2005({ width: image.width, height: image.height, compression: 2, images: [encodeWsq(image)] })],
];

async function judge(bytes: Uint8Array): Promise<void> {
  const read = await readPicture(bytes);
  if (!read.ok) expect(read.fault.code).toMatch(/^picture-/);
  else expect(read.value.image.pixels.length).toBe(read.value.image.width * read.value.image.height);
}

describe.each(files)('WQ9: %s', (_name, make) => {
  test('cut anywhere, it is a fault and never half a picture', async () => {
    const bytes = await make();
    // A number in words that lost its last digits is a number still.
    const isWords = bytes[1] === 0x32;
    for (let length = 0; length < bytes.length - (isWords ? 3 : 0); length += 1 + Math.floor(bytes.length / 60)) expect((await readPicture(bytes.subarray(0, length))).ok, `${length} bytes`).toBe(false);
  });

  test('changed anywhere, and in its header above all, it is a picture or a fault', async () => {
    const bytes = await make();
    const change = fc.tuple(fc.oneof(fc.nat(), fc.nat({ max: 90 })), fc.integer({ min: 0, max: 255 }));
    await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => judge(spoil(bytes, changes))), { numRuns: 120 });
  });

  test('any bytes behind its first ones are a picture or a fault', async () => {
    const bytes = await make();
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 60 }), async (junk, kept) => judge(Buffer.concat([bytes.subarray(0, kept), junk]))), { numRuns: 120 });
  });
});

/** A PNG of one grey that is small on the disk. */
function pngOf(width: number, height: number, rows: number): Uint8Array {
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const whole = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(whole));
    return Buffer.concat([length, whole, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(rows * (width + 1)))), chunk('IEND', Buffer.alloc(0))]);
}

describe('WQ9: headers that lie', () => {
  test('more than 64 million pixels are refused before anything is allocated', async () => {
    const bmp = encodeBmp(image);
    new DataView(bmp.buffer).setInt32(18, 60_000, true);
    new DataView(bmp.buffer).setInt32(22, 60_000, true);
    const before = process.memoryUsage().arrayBuffers;
    for (const bytes of [pngOf(60_000, 60_000, 0), pngOf(0x7fffffff, 1, 0), bmp, Buffer.from('P5 60000 60000 255\n'), Buffer.from('P2 60000 60000 255\n1'), Buffer.from('P5 999999999 1 255\n')]) {
      expect(await readPicture(bytes)).toMatchObject({ ok: false, fault: { code: expect.stringMatching(/too-large|damaged/) as unknown } });
    }
    expect(await readPicture(new Uint8Array(10), { width: 60_000, height: 60_000 })).toMatchObject({ ok: false, fault: { code: 'picture-too-large' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('a PNG with fewer rows than it says is damaged, one with as many is read', async () => {
    expect(await readPicture(pngOf(300, 300, 300))).toMatchObject({ ok: true, value: { pixelsPerInch: null } });
    expect(await readPicture(pngOf(300, 300, 299))).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
  });

  test('bare pixels of another size, and sizes of nothing', async () => {
    expect(await readPicture(new Uint8Array(99), { width: 10, height: 10 })).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
    expect(await readPicture(new Uint8Array(0), { width: 0, height: 10 })).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
    expect(await readPicture(Buffer.from('P5 0 3 255\n'))).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
  });

  test('a record whose image has another size than it says is damaged', async () => {
    for (const width of [image.width - 1, image.width + 1]) {
      expect(await readPicture(writeFingerRecord({ ...plain, width }))).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
      expect(await readPicture(writeFingerRecord({ ...plain, width, compression: 6, image: await encodePng(image) }))).toMatchObject({ ok: false, fault: { code: 'picture-damaged' } });
    }
    expect(await readPicture(writeFingerRecord({ ...plain, compression: 2, image: await encodePng(image) }))).toMatchObject({ ok: false, fault: { code: 'picture-unknown' } });
    expect(await readPicture(writeFingerRecord({ ...plain, bitDepth: 4 }))).toMatchObject({ ok: false, fault: { code: 'picture-unsupported' } });
  });
});
