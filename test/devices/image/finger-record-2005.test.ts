import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseFingerRecord2005 } from '../../../devices/image/finger-record-2005.js';
import { readPicture } from '../../../devices/image/formats/picture.js';
import { encodeJpeg2000 } from '../../../devices/image/jpeg2000.js';
import { encodePng } from '../../../devices/image/png.js';
import { record2005 } from './record-2005.js';
import { ridgePicture } from './ridges.js';

const image = ridgePicture(50, 40);
const base = { width: image.width, height: image.height };

test('WQ12: the fields of the edition of 2005 are read where it puts them', () => {
  expect(parseFingerRecord2005(record2005({ ...base, compression: 0, images: [image.pixels, image.pixels] }))).toMatchObject({
    ok: true,
    value: {
      device: 0x0102, level: 31, fingers: 1, scaleUnits: 1, captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 0,
      views: [{ position: 7, views: 2, view: 1, quality: 254, impression: 0, width: 50, height: 40 }, { position: 7, view: 2 }],
    },
  });
});

test('WQ12: its picture is read, bare, as JPEG 2000 or as PNG (5, not 6), with its density', async () => {
  const read = { ok: true, value: { format: 'ISO/IEC 19794-4:2005', image, pixelsPerInch: 500 } };
  expect(await readPicture(record2005({ ...base, compression: 0, images: [image.pixels] }))).toEqual(read);
  expect(await readPicture(record2005({ ...base, compression: 4, images: [await encodeJpeg2000(image)] }))).toEqual(read);
  expect(await readPicture(record2005({ ...base, compression: 5, images: [await encodePng(image)] }))).toEqual(read);
  expect(await readPicture(record2005({ ...base, compression: 0, images: [image.pixels], units: 2, rate: 197 }))).toEqual(read);
});

test('WQ12: what it is not, and what does not add up', async () => {
  const whole = record2005({ ...base, compression: 0, images: [image.pixels] });
  const code = (at: number, value: number): unknown => {
    const changed = Uint8Array.from(whole);
    changed[at] = value;
    const parsed = parseFingerRecord2005(changed);
    return parsed.ok ? null : parsed.fault.code;
  };
  expect(code(0, 0)).toBe('not-a-finger-record');
  expect(code(5, 0x32)).toBe('finger-record-unsupported');
  expect(code(9, 1)).toBe('finger-record-damaged');
  expect(code(18, 2)).toBe('finger-record-damaged');
  expect(code(19, 3)).toBe('finger-record-damaged');
  expect(code(29, 6)).toBe('finger-record-unsupported');
  expect(code(33, 0xff)).toBe('finger-record-damaged');
  expect(code(36, 25)).toBe('finger-record-unsupported');
  await fc.assert(fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => void expect(parseFingerRecord2005(whole.subarray(0, length)).ok).toBe(false)));
});
