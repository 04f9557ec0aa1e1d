import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';

import { jpegFrames } from '../../../devices/frame/jpeg-frames.js';

vi.setConfig({ testTimeout: 30_000 });

async function picture(shade: number, progressive = false): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: 64 * 48 }, (_, at) => (at * shade) % 256);
  return new Uint8Array(await sharp(pixels, { raw: { width: 64, height: 48, channels: 1 } }).jpeg({ quality: 90, progressive }).toBuffer());
}

/** A picture whose APP1 segment holds another whole picture, as cameras write thumbnails. */
function withThumbnail(outer: Uint8Array, inner: Uint8Array): Uint8Array {
  const length = inner.length + 2;
  return Buffer.concat([outer.subarray(0, 2), Buffer.of(0xff, 0xe1, length >> 8, length & 255), inner, outer.subarray(2)]);
}

const first = await picture(3);
const second = await picture(7, true);
const third = withThumbnail(await picture(11), first);
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const part = (jpeg: Uint8Array, length = jpeg.length): Uint8Array =>
  Buffer.concat([latin(`--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length: ${length}\r\n\r\n`), jpeg, latin('\r\n\r\n')]);
const streamed = Buffer.concat([part(first), part(second, 5), part(third), latin('--BoundaryString--')]);

function feed(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const frames = jpegFrames();
  const found: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    found.push(...frames.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return found;
}

describe('preview pictures', () => {
  test('FS3: every picture comes out whole, however the stream is cut, with a wrong length and a picture within a picture', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        expect(feed(streamed, sizes).map((one) => Buffer.from(one))).toEqual([first, second, third].map((one) => Buffer.from(one)));
      }),
      { numRuns: 60 },
    );
  });

  test('FS3: byte by byte, too', () => {
    expect(feed(streamed, [1])).toHaveLength(3);
  });

  test('FS3: a cut picture is passed over and the next one found', () => {
    const cut = Buffer.concat([part(first.subarray(0, 300)), part(second)]);
    const found = feed(cut, [64]);
    expect(found.map((one) => Buffer.from(one))).toContainEqual(Buffer.from(second));
  });

  test('FS3: a picture without an end is given up at the limit, and pictures after it are found', () => {
    const frames = jpegFrames(2000);
    const endless = Buffer.concat([first.subarray(0, first.length - 2), Buffer.alloc(5000, 0x55)]);
    expect(frames.push(endless)).toEqual([]);
    expect(frames.dropped()).toBeGreaterThan(0);
    expect(frames.push(part(first)).map((one) => Buffer.from(one))).toEqual([Buffer.from(first)]);
  });

  test('FS3: any bytes give no exception', () => {
    const markers = fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xe0, 0, 2);
    fc.assert(fc.property(fc.array(fc.array(fc.oneof(markers, fc.nat(255)), { maxLength: 60 }), { maxLength: 20 }), (chunks) => {
      const frames = jpegFrames(500);
      for (const chunk of chunks) for (const jpeg of frames.push(Uint8Array.from(chunk))) expect(jpeg.length).toBeLessThanOrEqual(500);
    }));
  });
});
