import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { decodeBmp, encodeBmp } from '../../../../devices/image/formats/bmp.js';
import { encodePgm } from '../../../../devices/image/formats/pgm.js';
import { readPicture } from '../../../../devices/image/formats/picture.js';
import { encodeJpeg2000 } from '../../../../devices/image/jpeg2000.js';
import { encodePng } from '../../../../devices/image/png.js';
import { encodeWsq } from '../../../../devices/image/wsq/encode.js';
import { ridgePicture } from '../ridges.js';

const image = ridgePicture(61, 47);
const text = (words: string): Uint8Array => Buffer.from(words, 'latin1');

describe('pictures', () => {
  const any = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .chain(([width, height]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((pixels) => ({ width, height, pixels })));

  test('WQ8: PNG, BMP, PGM and bare pixels keep every pixel of any picture', async () => {
    await fc.assert(fc.asyncProperty(any, async (one) => {
      expect(await readPicture(await encodePng(one))).toEqual({ ok: true, value: { format: 'PNG', image: one, pixelsPerInch: 500 } });
      expect(await readPicture(encodeBmp(one))).toEqual({ ok: true, value: { format: 'BMP', image: one, pixelsPerInch: 500 } });
      expect(await readPicture(encodePgm(one))).toEqual({ ok: true, value: { format: 'PGM', image: one, pixelsPerInch: null } });
      expect(await readPicture(one.pixels, { width: one.width, height: one.height })).toEqual({ ok: true, value: { format: 'raw', image: one, pixelsPerInch: null } });
    }), { numRuns: 30 });
  });

  test('WQ8: a picture is told by its bytes', async () => {
    expect(await readPicture(await encodeJpeg2000(image))).toEqual({ ok: true, value: { format: 'JPEG 2000', image, pixelsPerInch: null } });
    expect(await readPicture(encodeWsq(image))).toMatchObject({ ok: true, value: { format: 'WSQ', pixelsPerInch: 500 } });
    expect(await readPicture(text('GIF89a'))).toEqual({ ok: false, fault: { code: 'picture-unknown' } });
    expect(await readPicture(new Uint8Array(0))).toEqual({ ok: false, fault: { code: 'picture-unknown' } });
  });

  test('WQ10: density is written where the format has a place for it, and read back to the pixel per inch', async () => {
    for (const density of [72, 197, 300, 500, 512, 1000]) {
      for (const bytes of [await encodePng(image, density), encodeBmp(image, density), encodeWsq(image, { pixelsPerInch: density })]) {
        expect(await readPicture(bytes)).toMatchObject({ ok: true, value: { pixelsPerInch: density } });
      }
    }
    // What other programs read.
    expect((await sharp(await encodePng(image)).metadata()).density).toBe(500);
    expect(Buffer.from(encodeBmp(image)).readInt32LE(38)).toBe(19_685);
  });

  test('WQ10: a density that is not told is null, never guessed', async () => {
    const bmp = encodeBmp(image);
    new DataView(bmp.buffer).setInt32(38, 0, true);
    expect(await readPicture(bmp)).toMatchObject({ ok: true, value: { pixelsPerInch: null } });
    new DataView(bmp.buffer).setInt32(38, 11_811, true);
    expect(await readPicture(bmp)).toMatchObject({ ok: true, value: { pixelsPerInch: null } });
  });

  test('WQ10: JPEG 2000 tells its density in a resolution box', async () => {
    const jp2 = Buffer.from(await encodeJpeg2000(image));
    const resolution = Buffer.from('0000001a72657320000000127265736300c5000100c500010202', 'hex');
    const header = jp2.indexOf('jp2h') - 4;
    const headerLength = jp2.readUInt32BE(header);
    const told = Buffer.concat([jp2.subarray(0, header + headerLength), resolution, jp2.subarray(header + headerLength)]);
    told.writeUInt32BE(headerLength + resolution.length, header);
    expect(await readPicture(told)).toMatchObject({ ok: true, value: { image, pixelsPerInch: 500 } });
  });

  test('WQ8: colour, 16 bits and what is transparent become grey on white', async () => {
    const colours = sharp(Buffer.from([255, 0, 0, 255, 0, 0, 0, 0]), { raw: { width: 2, height: 1, channels: 4 } });
    const png = await readPicture(await colours.png().toBuffer());
    if (!png.ok) throw Error(png.fault.code);
    expect(png.value.image.pixels[0]).toBeGreaterThan(50);
    expect(png.value.image.pixels[0]).toBeLessThan(130);
    expect(png.value.image.pixels[1]).toBe(255);
    const deep = await sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 1 } }).toColourspace('grey16').png().toBuffer();
    const shallow = await readPicture(deep);
    if (!shallow.ok) throw Error(shallow.fault.code);
    expect(Math.max(...shallow.value.image.pixels.map((pixel, at) => Math.abs(pixel - (image.pixels[at] ?? 0))))).toBeLessThanOrEqual(1);
  });

  test('WQ8: BMP of 24 bits, rows from the top, and a palette that is not in order', () => {
    const colour = new Uint8Array(54 + 8 * 2);
    const view = new DataView(colour.buffer);
    colour.set(text('BM'));
    for (const [at, value] of [[2, colour.length], [10, 54], [14, 40], [18, 2], [22, -2], [38, 19_685], [42, 19_685]] as const) view.setInt32(at, value, true);
    view.setUint16(28, 24, true);
    colour.set([7, 7, 7, 0, 0, 255, 0, 0, 0, 255, 0, 200, 200, 200], 54);
    expect(decodeBmp(colour)).toEqual({ ok: true, value: { format: 'BMP', image: { width: 2, height: 2, pixels: Uint8Array.of(7, 76, 150, 200) }, pixelsPerInch: 500 } });
    const turned = encodeBmp({ width: 1, height: 1, pixels: Uint8Array.of(3) });
    turned.set([90, 90, 90, 0], 54 + 4 * 3);
    expect(decodeBmp(turned)).toMatchObject({ ok: true, value: { image: { pixels: Uint8Array.of(90) } } });
  });

  test.each([
    ['P2\n# a comment\n3 1 # and another\n100\n0 50\n100\n', [0, 128, 255]], ['P2 2 1 255 7 8', [7, 8]], ['P5 2 1 255\n\x07\x08', [7, 8]], ['P5\n2 1\n65535\n\x80\x00\xff\xff', [128, 255]],
  ])('WQ8: %j', async (words, pixels) => {
    expect(await readPicture(text(words))).toMatchObject({ ok: true, value: { format: 'PGM', image: { pixels: Uint8Array.from(pixels) } } });
  });
});
