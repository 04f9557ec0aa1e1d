/** JPEG 2000 of 8-bit grey, lossless (reversible 5/3), by OpenJPEG in WebAssembly. Runs in the caller's thread: about 30 ms for one finger. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/wasmjs';

import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { codestreamOf, codestreamSize, wrapGreyJp2 } from '../frame/jp2-boxes.js';
import type { GreyImage } from './grey-image.js';
import { excessOf } from './jpeg2000-limits.js';
import { withMemoryLimit } from './jpeg2000-memory.js';

export type Jpeg2000Fault = 'not-jpeg2000' | 'jpeg2000-unsupported' | 'jpeg2000-damaged';

/** Largest picture decoded; a platen of 81 × 76 mm at 1000 ppi has 10 million pixels. */
const MOST_PIXELS = 4096 * 4096;
/** Bytes that the decoder may use: the largest picture needs some 200 MB. */
const MOST_MEMORY = 512 * 1024 * 1024;

let module: Promise<OpenJpeg> | null = null;

function openJpeg(): Promise<OpenJpeg> {
  module ??= load();
  return module;
}

async function load(): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url);
  const create = require('@cornerstonejs/codec-openjpeg/wasmjs') as (typeof import('@cornerstonejs/codec-openjpeg/wasmjs'))['default'];
  const wasmBinary = withMemoryLimit(await readFile(require.resolve('@cornerstonejs/codec-openjpeg/wasm')), MOST_MEMORY);
  // The codec prints every oddity of a file; the answer carries what matters.
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

/** A JP2 file. Throws where the picture is not one (pixels do not match its size). */
export async function encodeJpeg2000(image: GreyImage): Promise<Uint8Array> {
  if (image.width * image.height !== image.pixels.length || image.pixels.length === 0) throw RangeError('a picture whose pixels do not match its size');
  const { J2KEncoder } = await openJpeg();
  const encoder = new J2KEncoder();
  try {
    const frame = { width: image.width, height: image.height, bitsPerSample: 8, componentCount: 1, isSigned: false };
    encoder.getDecodedBuffer(frame).set(image.pixels);
    encoder.setQuality(true, 0);
    // Each level halves the picture; the codec corrupts its memory when nothing is left to halve.
    encoder.setDecompositions(Math.min(5, Math.floor(Math.log2(Math.min(image.width, image.height)))));
    encoder.encode();
    return wrapGreyJp2(encoder.getEncodedBuffer().slice(), image.width, image.height);
  } finally {
    encoder.delete();
  }
}

/** Takes a JP2 file or a bare codestream of one component of 8 bits; lossless, unless `isLossyTaken`. */
export async function decodeJpeg2000(bytes: Uint8Array, { isLossyTaken = false } = {}): Promise<Result<GreyImage, Jpeg2000Fault>> {
  const codestream = codestreamOf(bytes);
  if (!codestream) return fault('not-jpeg2000');
  const size = codestreamSize(codestream);
  if (!size) return fault('jpeg2000-damaged', 'no whole codestream');
  const { width, height } = size;
  if (size.components !== 1 || size.depth !== 8) return fault('jpeg2000-unsupported', `${size.components} components of ${size.depth} bits`);
  if (width * height > MOST_PIXELS) return fault('jpeg2000-unsupported', `${width} × ${height} pixels`);
  const excess = excessOf(codestream);
  if (excess !== null) return fault('jpeg2000-unsupported', excess);
  const { J2KDecoder } = await openJpeg();
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    const pixels = Uint8Array.from(decoder.getDecodedBuffer());
    const reversible = decoder.getIsReversible();
    decoder.delete();
    if (frame.width !== width || frame.height !== height || pixels.length !== width * height) return fault('jpeg2000-damaged');
    return reversible || isLossyTaken ? ok({ width, height, pixels }) : fault('jpeg2000-unsupported', 'lossy');
  } catch (error) {
    // A trap leaves the module's memory in doubt: the next call loads a fresh one.
    module = null;
    return fault('jpeg2000-damaged', error instanceof Error ? error.message : String(error));
  }
}
