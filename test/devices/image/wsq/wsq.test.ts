import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { psnr } from '../../../../devices/image/formats/psnr.js';
import type { GreyImage } from '../../../../devices/image/grey-image.js';
import { decodeWsq, pictureOf } from '../../../../devices/image/wsq/decode.js';
import { encodeWsq } from '../../../../devices/image/wsq/encode.js';
import { parseWsq } from '../../../../devices/image/wsq/parse.js';
import { writeWsq } from '../../../../devices/image/wsq/write.js';
import { ridgePicture } from '../ridges.js';

function decoded(bytes: Uint8Array): GreyImage {
  const picture = decodeWsq(bytes);
  if (!picture.ok) throw Error(`${picture.fault.code} ${picture.fault.detail}`);
  return picture.value.image;
}

/** Markers with the length of what stands between them, entropy-coded data left out. */
function segmentsOf(bytes: Uint8Array): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const code = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (bytes[at] !== 0xff || bytes[at + 1] === 0) {
      at++;
      continue;
    }
    const length = code === 0xffa0 || code === 0xffa1 ? 0 : (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    found.push(`${code.toString(16)}${code === 0xffa6 || code === 0xffa8 ? '' : ` ${length}`}`);
    at += 2 + length;
  }
  return found;
}

describe('WSQ', () => {
  const finger = ridgePicture(320, 428);

  test('WQ1: a file is comment, filters, bins, frame, and three blocks, the last two with one table', () => {
    expect(segmentsOf(encodeWsq(finger))).toEqual(['ffa0 0', 'ffa8', 'ffa4 58', 'ffa5 389', 'ffa2 17', 'ffa6', 'ffa3 3', 'ffa6', 'ffa3 3', 'ffa3 3', 'ffa1 0']);
  });

  test('WQ3: 0.75 bits per pixel is some 15:1 of a picture full of ridges, and looks like it; more bits are nearer', () => {
    const full = ridgePicture(800, 750);
    const bytes = encodeWsq(full);
    expect(full.pixels.length / bytes.length).toBeGreaterThan(12);
    expect(full.pixels.length / bytes.length).toBeLessThan(22);
    const usual = psnr(full, decoded(bytes));
    const finer = psnr(full, decoded(encodeWsq(full, { rate: 2.25 })));
    expect(usual).toBeGreaterThan(27);
    expect(finer).toBeGreaterThan(usual + 3);
    expect(finer).toBeGreaterThan(33);
  });

  test.each([[1, 1], [1, 9], [2, 2], [3, 5], [7, 40], [31, 33], [64, 64], [257, 301], [333, 480], [401, 399]])('WQ4: %i × %i pixels come back as so many, near what they were', (width, height) => {
    const image = ridgePicture(width, height);
    const back = decoded(encodeWsq(image, { rate: 5 }));
    expect([back.width, back.height]).toEqual([width, height]);
    // The quarter of the highest frequencies is never kept: grain alone is lost with it.
    expect(psnr(image, back)).toBeGreaterThan(26);
  });

  test('WQ4: a picture of one grey, and one of black and white alone', () => {
    for (const grey of [0, 128, 255]) {
      const plain = { width: 90, height: 70, pixels: new Uint8Array(6300).fill(grey) };
      expect(Math.max(...decoded(encodeWsq(plain)).pixels.map((pixel) => Math.abs(pixel - grey)))).toBeLessThanOrEqual(1);
    }
    const striped = { width: 90, height: 70, pixels: Uint8Array.from({ length: 6300 }, (_, at) => (at % 9 < 4 ? 0 : 255)) };
    expect(psnr(striped, decoded(encodeWsq(striped, { rate: 5 })))).toBeGreaterThan(35);
  });

  test('WQ4: any pixels of any small size are coded and come back as so many', () => {
    const any = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.1, max: 8, noNaN: true }))
      .chain(([width, height, rate]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((pixels) => ({ width, height, pixels, rate })));
    fc.assert(fc.property(any, ({ rate, ...image }) => {
      const back = decoded(encodeWsq(image, { rate }));
      expect([back.width, back.height, back.pixels.length]).toEqual([image.width, image.height, image.pixels.length]);
    }), { numRuns: 150 });
  });

  test('WQ5: the density is always written, 500 unless told otherwise, and read back', () => {
    expect(decodeWsq(encodeWsq(finger))).toMatchObject({ ok: true, value: { pixelsPerInch: 500 } });
    expect(decodeWsq(encodeWsq(finger, { pixelsPerInch: 1000 }))).toMatchObject({ ok: true, value: { pixelsPerInch: 1000 } });
    expect(Buffer.from(encodeWsq(finger)).toString('latin1')).toContain('NIST_COM 9\nPIX_WIDTH 320\nPIX_HEIGHT 428\nPIX_DEPTH 8\nPPI 500\nLOSSY 1\nCOLORSPACE GRAY\nCOMPRESSION WSQ\nWSQ_BITRATE 0.750000');
  });

  test('WQ5: a file without a comment tells no density', () => {
    const parsed = parseWsq(encodeWsq(finger));
    if (!parsed.ok) throw Error(parsed.fault.code);
    expect(decodeWsq(writeWsq({ ...parsed.value, comments: [] }))).toMatchObject({ ok: true, value: { pixelsPerInch: null } });
  });

  test('WQ2: bin numbers written again are the same bytes', () => {
    const bytes = encodeWsq(finger);
    const parsed = parseWsq(bytes);
    if (!parsed.ok) throw Error(parsed.fault.code);
    expect(Buffer.compare(writeWsq(parsed.value), bytes)).toBe(0);
    const odd = { ...parsed.value, binCentre: 0.4375, shift: 65_535 };
    expect(parseWsq(writeWsq(odd))).toMatchObject({ ok: true, value: { binCentre: 0.4375, shift: 65_535 } });
  });

  test('WQ3: what is no picture is the caller’s mistake', () => {
    expect(() => encodeWsq({ width: 4, height: 4, pixels: new Uint8Array(15) })).toThrow(RangeError);
    expect(() => encodeWsq({ width: 0, height: 0, pixels: new Uint8Array(0) })).toThrow(RangeError);
  });
});

const foreign = new URL('../../../../../shared/data/nist-img.wsq', import.meta.url);
const isThere = existsSync(foreign);

describe.skipIf(!isThere)(`a file of NIST’s encoder${isThere ? '' : ' (skipped: ../shared/data/nist-img.wsq is not there)'}`, () => {
  test('WQ2: it decodes: 256 × 256 at 500 ppi, black spots on white', async () => {
    const picture = decodeWsq(new Uint8Array(await readFile(foreign)));
    expect(picture).toMatchObject({ ok: true, value: { pixelsPerInch: 500, image: { width: 256, height: 256 } } });
    if (!picture.ok) return;
    const { pixels } = picture.value.image;
    const at = (x: number, y: number): number => pixels[y * 256 + x] ?? -1;
    for (const [x, y] of [[165, 100], [75, 83], [103, 194], [220, 36], [43, 146], [193, 184]] as const) expect(at(x, y), `${x},${y}`).toBeLessThan(12);
    for (const [x, y] of [[5, 5], [250, 250], [20, 220], [120, 20]] as const) expect(at(x, y), `${x},${y}`).toBeGreaterThan(243);
    expect([...pixels].filter((pixel) => pixel > 30 && pixel < 225).length).toBeLessThan(pixels.length * 0.05);
  });

  test('WQ2: its bin numbers written again are within 1 % of its size and give the same picture', async () => {
    const bytes = new Uint8Array(await readFile(foreign));
    const parsed = parseWsq(bytes);
    if (!parsed.ok) throw Error(parsed.fault.code);
    const again = writeWsq(parsed.value);
    expect(Math.abs(again.length / bytes.length - 1)).toBeLessThan(0.01);
    expect(psnr(pictureOf(parsed.value), decoded(again))).toBe(Infinity);
  });

  test('WQ2: its picture encoded here at its rate has about its size', async () => {
    const bytes = new Uint8Array(await readFile(foreign));
    const image = decoded(bytes);
    const again = encodeWsq(image, { rate: 2.25 });
    expect(Math.abs(again.length / bytes.length - 1)).toBeLessThan(0.02);
    expect(psnr(image, decoded(again))).toBeGreaterThan(40);
  });
});
