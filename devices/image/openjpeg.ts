/**
 * OpenJPEG in WebAssembly, for pictures of fingers and faces: 8 bits a sample, lossless (5/3) or lossy (9/7). Runs in the caller's thread: about 30 ms for a
 * finger, 200 ms for a face. A file that lies gets neither more memory nor larger tables than the largest picture needs.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/wasmjs';

import { fault, ok, type Result } from '../../sync/core/result.js';
import { codestreamSize } from '../frame/jp2-boxes.js';
import { excessOf } from './jpeg2000-limits.js';
import { withMemoryLimit } from './jpeg2000-memory.js';

/** Rows from the top, samples of a pixel side by side. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB, or RGB with a fourth that is of no use. */
  readonly channels: 1 | 3 | 4;
  readonly samples: Uint8Array;
}

export type CodestreamFault = 'codestream-damaged' | 'codestream-unsupported' | 'codestream-too-large';

/** Largest picture decoded, in pixels; a platen of 81 × 76 mm at 1000 ppi has 10 million. */
export const mostPixels = 4096 * 4096;
/** Bytes that the codec may use: the largest picture of a finger needs some 200 MB, of a face twice that. */
const mostMemory = 512 * 1024 * 1024;

let codec: Promise<OpenJpeg> | null = null;

async function load(): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url);
  const create = require('@cornerstonejs/codec-openjpeg/wasmjs') as (typeof import('@cornerstonejs/codec-openjpeg/wasmjs'))['default'];
  const wasmBinary = withMemoryLimit(await readFile(require.resolve('@cornerstonejs/codec-openjpeg/wasm')), mostMemory);
  // The codec prints every oddity of a file; the answer carries what matters.
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

/** `channels`: as many as are taken. */
export async function decodeCodestream(codestream: Uint8Array, channels: readonly Samples['channels'][]): Promise<Result<Samples & { readonly isReversible: boolean }, CodestreamFault>> {
  const size = codestreamSize(codestream);
  if (size === null) return fault('codestream-damaged', 'no whole codestream');
  const { width, height, components, depth } = size;
  const taken = channels.find((one) => one === components);
  if (taken === undefined || depth !== 8) return fault('codestream-unsupported', `${components} components of ${depth} bits`);
  if (width * height > mostPixels) return fault('codestream-too-large', `${width} × ${height} pixels`);
  const excess = excessOf(codestream);
  if (excess !== null) return fault('codestream-unsupported', excess);
  codec ??= load();
  const { J2KDecoder } = await codec;
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    const samples = Uint8Array.from(decoder.getDecodedBuffer());
    const isReversible = decoder.getIsReversible();
    decoder.delete();
    if (frame.width !== width || frame.height !== height || frame.componentCount !== taken || samples.length !== width * height * taken) {
      return fault('codestream-damaged', 'another size than its header says');
    }
    return ok({ width, height, channels: taken, samples, isReversible });
  } catch (error) {
    // A trap leaves the module's memory in doubt: the next call loads a fresh one.
    codec = null;
    return fault('codestream-damaged', error instanceof Error ? error.message : String(error));
  }
}

/**
 * A bare codestream. The codec knows no rate for lossy: hardly a loss, so a smaller file takes a smaller picture. Throws where the picture is not one
 * (samples do not match its size).
 */
export async function encodeCodestream({ width, height, channels, samples }: Samples, manner: 'lossless' | 'lossy' = 'lossless'): Promise<Uint8Array> {
  if (width * height * channels !== samples.length || samples.length === 0) throw new RangeError('a picture whose samples do not match its size');
  codec ??= load();
  const { J2KEncoder } = await codec;
  const encoder = new J2KEncoder();
  try {
    encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: channels, isSigned: false }).set(samples);
    encoder.setQuality(manner === 'lossless', 0);
    // Each level halves the picture; the codec corrupts its memory when nothing is left to halve.
    encoder.setDecompositions(Math.min(5, Math.floor(Math.log2(Math.min(width, height)))));
    encoder.encode();
    return encoder.getEncodedBuffer().slice();
  } finally {
    encoder.delete();
  }
}
