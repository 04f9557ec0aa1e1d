import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { expect, test, vi } from 'vitest';

import { codestreamOf } from '../../../devices/frame/jp2-boxes.js';
import { decodeJpeg2000, encodeJpeg2000 } from '../../../devices/image/jpeg2000.js';
import { excessOf } from '../../../devices/image/jpeg2000-limits.js';
import { withMemoryLimit } from '../../../devices/image/jpeg2000-memory.js';
import { ridgePicture } from './ridges.js';

vi.setConfig({ testTimeout: 30_000 });

const image = ridgePicture(64, 48);

/** The codestream with 32-bit or 16-bit values put at these places. */
async function changed(words: readonly (readonly [number, number])[], shorts: readonly (readonly [number, number])[] = []): Promise<Uint8Array> {
  const bytes = Uint8Array.from(codestreamOf(await encodeJpeg2000(image)) ?? []);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of words) view.setUint32(at, value);
  for (const [at, value] of shorts) view.setUint16(at, value);
  return bytes;
}

test('WQ13: a codestream as it is written here asks for nothing unusual', async () => {
  expect(excessOf(await changed([]))).toBeNull();
});

// SIZ starts at 2: size at 8 and 12, offset at 16 and 20, tile at 24 and 28, its offset at 32 and 36, the one component at 42.
test.each([
  ['millions of tiles', [[24, 1], [28, 1]], []], ['tiles of no size', [[24, 0]], []], ['a tile that starts behind the picture', [[32, 9]], []],
  ['a size beyond 31 bits', [[8, 0xffffffff], [16, 0xffffffff - 64]], []], ['a subsampled component', [], [[43, 0x0202]]],
] as const)('WQ13: %s is refused before it is decoded', async (_what, words, shorts) => {
  const decoded = await decodeJpeg2000(await changed(words, shorts));
  expect(decoded).toMatchObject({ ok: false, fault: { code: 'jpeg2000-unsupported' } });
});

test('WQ13: so are thousands of layers, and levels that cannot be', async () => {
  const bytes = await changed([]);
  const cod = Buffer.from(bytes).indexOf('ff52', 0, 'hex');
  const [layered, deep] = [Uint8Array.from(bytes), Uint8Array.from(bytes)];
  layered.set([0xff, 0xff], cod + 6);
  deep[cod + 9] = 33;
  for (const one of [layered, deep]) expect(await decodeJpeg2000(one)).toMatchObject({ ok: false, fault: { code: 'jpeg2000-unsupported' } });
});

test('WQ13: so are precincts of two pixels and blocks of sixteen, whose tables are larger than any picture', async () => {
  const bytes = await changed([[8, 4096], [12, 4096], [24, 4096], [28, 4096]]);
  const cod = Buffer.from(bytes).indexOf('ff52', 0, 'hex');
  const levels = bytes[cod + 9] ?? 0;
  const length = (bytes[cod + 2] ?? 0) * 256 + (bytes[cod + 3] ?? 0);
  const end = cod + 2 + length;
  const sides = Array.from({ length: levels + 1 }, (_, level) => (level === 0 ? 0 : 0x11));
  const small = Uint8Array.from([...bytes.subarray(0, end), ...sides, ...bytes.subarray(end)]);
  small[cod + 3] = length + sides.length;
  small[cod + 4] = (small[cod + 4] ?? 0) | 1;
  expect(await decodeJpeg2000(small)).toMatchObject({ ok: false, fault: { detail: 'small precincts' } });
  const blocks = Uint8Array.from(bytes);
  blocks.set([0, 0], cod + 10);
  expect(await decodeJpeg2000(blocks)).toMatchObject({ ok: false, fault: { detail: 'code blocks of 16 samples' } });
  expect(await decodeJpeg2000(await encodeJpeg2000(image))).toEqual({ ok: true, value: image });
});

test('WQ13: the decoder itself cannot grow beyond its ceiling', async () => {
  const side = 4096;
  // The rest of its data is not there, which the decoder takes for black.
  const codestream = await changed([[8, side], [12, side], [24, side], [28, side]]);
  // It starts with 800 pages of 64 kB.
  const { J2KDecoder } = await openJpeg((module) => withMemoryLimit(module, 832 * 65_536));
  const decoder = new J2KDecoder();
  const decode = (): number => {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    return decoder.getDecodedBuffer().length;
  };
  let length = 0;
  try {
    length = decode();
  } catch {
    length = -1;
  }
  expect(length).not.toBe(side * side);
});

test('WQ13: the ceiling is written over the module’s own, and nothing else moves', () => {
  const module = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 1, 0, 5, 6, 1, 1, 2, 0x80, 0x80, 0x02]);
  expect([...withMemoryLimit(module, 16 * 2 ** 20)]).toEqual([...module.subarray(0, 16), 0x80, 0x82, 0x00]);
  expect(() => withMemoryLimit(module, 4 * 2 ** 30)).toThrow(/another memory/);
  expect(() => withMemoryLimit(module.subarray(0, 11), 2 ** 20)).toThrow(/without its memory/);
});

/** The part of OpenJPEG that this project never uses itself, and its decoder without the checks before it. */
interface OpenJpeg {
  readonly J2KEncoder: new () => {
    getDecodedBuffer(frame: object): Uint8Array;
    getEncodedBuffer(): Uint8Array;
    setQuality(isLossless: boolean, quality: number): void;
    setDecompositions(levels: number): void;
    encode(): void;
  };
  readonly J2KDecoder: new () => { getEncodedBuffer(length: number): Uint8Array; getDecodedBuffer(): Uint8Array; decode(): void };
}

async function openJpeg(change: (module: Uint8Array) => Uint8Array): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url);
  const create = require('@cornerstonejs/codec-openjpeg/wasmjs') as (options: object) => Promise<OpenJpeg>;
  const module = await readFile(require.resolve('@cornerstonejs/codec-openjpeg/wasm'));
  return create({ wasmBinary: change(module), print: () => undefined, printErr: () => undefined });
}

async function lossy(): Promise<Uint8Array> {
  const { J2KEncoder } = await openJpeg((module) => module);
  const encoder = new J2KEncoder();
  encoder.getDecodedBuffer({ width: image.width, height: image.height, bitsPerSample: 8, componentCount: 1, isSigned: false }).set(image.pixels);
  encoder.setQuality(false, 10);
  encoder.setDecompositions(4);
  encoder.encode();
  return encoder.getEncodedBuffer().slice();
}

test('WQ13: lossy pictures are taken where they are asked for, and only there', async () => {
  const codestream = await lossy();
  expect(await decodeJpeg2000(codestream)).toMatchObject({ ok: false, fault: { code: 'jpeg2000-unsupported', detail: 'lossy' } });
  expect(await decodeJpeg2000(codestream, { isLossyTaken: true })).toMatchObject({ ok: true, value: { width: 64, height: 48 } });
});
