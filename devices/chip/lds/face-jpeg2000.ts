/** JPEG 2000 of the chip's photo, grey or colour, lossless or lossy, by OpenJPEG in WebAssembly: about 200 ms for 480 × 640 in the caller's thread. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/wasmjs';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { codestreamOf, codestreamSize } from '../../frame/jp2-boxes.js';

/** 8 bits a sample, rows from the top, samples of a pixel side by side. */
export interface FacePixels {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB, or RGB with a fourth that is of no use. */
  readonly channels: 1 | 3 | 4;
  readonly samples: Uint8Array;
}

export type FaceImageFault = 'face-undecodable' | 'face-too-large';

/** Pixels of the largest photo that is decoded: chips hold far smaller ones. */
export const mostFacePixels = 16_000_000;

let codec: Promise<OpenJpeg> | null = null;

async function load(): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url);
  const create = require('@cornerstonejs/codec-openjpeg/wasmjs') as (typeof import('@cornerstonejs/codec-openjpeg/wasmjs'))['default'];
  const wasmBinary = await readFile(require.resolve('@cornerstonejs/codec-openjpeg/wasm'));
  // The codec prints every oddity of a file; the answer carries what matters.
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

/** Takes a JP2 file or a bare codestream. */
export async function decodeFaceJpeg2000(bytes: Uint8Array): Promise<Result<FacePixels, FaceImageFault>> {
  const codestream = codestreamOf(bytes);
  const size = codestream === null ? null : codestreamSize(codestream);
  if (codestream === null || size === null) return fault('face-undecodable', 'no whole codestream');
  const { width, height, components, depth } = size;
  if (width * height > mostFacePixels) return fault('face-too-large', `${width} × ${height} pixels`);
  if (depth !== 8 || ![1, 3, 4].includes(components)) return fault('face-undecodable', `${components} components of ${depth} bits`);
  codec ??= load();
  const { J2KDecoder } = await codec;
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const { componentCount: channels, ...frame } = decoder.getFrameInfo();
    const samples = Uint8Array.from(decoder.getDecodedBuffer());
    decoder.delete();
    if (frame.width !== width || frame.height !== height || (channels !== 1 && channels !== 3 && channels !== 4) || samples.length !== width * height * channels) {
      return fault('face-undecodable', 'another size than its header says');
    }
    return ok({ width, height, channels, samples });
  } catch (error) {
    // A trap leaves the module's memory in doubt: the next call loads a fresh one.
    codec = null;
    return fault('face-undecodable', error instanceof Error ? error.message : String(error));
  }
}

/**
 * A bare codestream, for the simulator's cards: lossless (5/3) or irreversible (9/7) with hardly a loss; the codec knows no other rate, so a smaller
 * file takes a smaller picture. Throws where samples do not match the size.
 */
export async function encodeFaceJpeg2000({ width, height, channels, samples }: FacePixels, manner: 'lossless' | 'lossy' = 'lossless'): Promise<Uint8Array> {
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
