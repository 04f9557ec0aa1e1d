import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { codestreamOf, codestreamSize } from '../../../devices/frame/jp2-boxes.js';
import { decodeJpeg2000, encodeJpeg2000 } from '../../../devices/image/jpeg2000.js';

vi.setConfig({ testTimeout: 30_000 });

const picture = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }))
  .chain(([width, height]) => fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((pixels) => ({ width, height, pixels })));

const gradient = { width: 48, height: 40, pixels: Uint8Array.from({ length: 48 * 40 }, (_, at) => (at * 5) % 256) };

describe('JPEG 2000', () => {
  test('FI1: every pixel of any picture comes back', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (image) => {
        const decoded = await decodeJpeg2000(await encodeJpeg2000(image));
        expect(decoded).toEqual({ ok: true, value: image });
      }),
      { numRuns: 40 },
    );
  });

  test('FI1: the file is JP2 with signature, file type, header and codestream boxes', async () => {
    const bytes = Buffer.from(await encodeJpeg2000(gradient));
    expect(bytes.subarray(0, 12).toString('hex')).toBe('0000000c6a5020200d0a870a');
    expect(bytes.subarray(16, 24).toString('latin1')).toBe('ftypjp2 ');
    expect(bytes.subarray(36, 40).toString('latin1')).toBe('jp2h');
    // ihdr: height, width, one component, 8 bits, compression 7.
    expect(bytes.subarray(44, 62).toString('hex')).toBe('696864720000002800000030000107070000');
    expect(bytes.subarray(81, 85).toString('latin1')).toBe('jp2c');
    expect(bytes.readUInt32BE(77)).toBe(bytes.length - 77);
  });

  test('FI1: a bare codestream is taken too', async () => {
    const codestream = codestreamOf(await encodeJpeg2000(gradient));
    expect(codestream && codestreamSize(codestream)).toEqual({ width: 48, height: 40, components: 1, depth: 8 });
    expect(await decodeJpeg2000(codestream as Uint8Array)).toEqual({ ok: true, value: gradient });
  });

  test('FI2: cut anywhere it is refused', async () => {
    const bytes = await encodeJpeg2000(gradient);
    for (let length = 0; length < bytes.length; length += 7) {
      expect((await decodeJpeg2000(bytes.subarray(0, length))).ok, `${length} bytes`).toBe(false);
    }
  });

  test('FI2: any bytes and any damaged byte give a value', async () => {
    const bytes = await encodeJpeg2000(gradient);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const decoded = await decodeJpeg2000(damaged);
        if (decoded.ok) expect(decoded.value.pixels.length).toBe(decoded.value.width * decoded.value.height);
      }),
      { numRuns: 120 },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (junk) => void expect((await decodeJpeg2000(junk)).ok).toBe(false)));
    expect(await decodeJpeg2000(bytes)).toEqual({ ok: true, value: gradient });
  });

  test('FI2: a header that claims a huge or coloured picture is refused before it is decoded', async () => {
    const huge = Uint8Array.from(codestreamOf(await encodeJpeg2000(gradient)) as Uint8Array);
    huge.set([0, 1, 0, 0, 0, 1, 0, 0], 8);
    expect(await decodeJpeg2000(huge)).toMatchObject({ ok: false, fault: { code: 'jpeg2000-unsupported' } });
    const coloured = Uint8Array.from(codestreamOf(await encodeJpeg2000(gradient)) as Uint8Array);
    coloured[41] = 3;
    expect(await decodeJpeg2000(coloured)).toMatchObject({ ok: false, fault: { code: 'jpeg2000-unsupported' } });
  });
});
