/** The chip's photo for the screen: JPEG and JPEG 2000, grey or colour, decoded with bounded sizes. What does not decode is a value. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import sharp, { type Sharp } from 'sharp';
import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/wasmjs';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { codestreamOf, codestreamSize } from '../../frame/jp2-boxes.js';
import type { FaceImage } from './dg2.js';

export interface ShownFace {
  /** JPEG, at most 480 pixels high. */
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type FaceImageFault = 'face-undecodable' | 'face-too-large';

const shownHeight = 480;
/** Pixels of the largest photo that is decoded: chips hold far smaller ones. */
const mostPixels = 16_000_000;

let codec: Promise<OpenJpeg> | null = null;

async function load(): Promise<OpenJpeg> {
  const require = createRequire(import.meta.url);
  const create = require('@cornerstonejs/codec-openjpeg/wasmjs') as (typeof import('@cornerstonejs/codec-openjpeg/wasmjs'))['default'];
  const wasmBinary = await readFile(require.resolve('@cornerstonejs/codec-openjpeg/wasm'));
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

export async function showFace(face: FaceImage): Promise<Result<ShownFace, FaceImageFault>> {
  const picture = face.type === 'jpeg' ? ok(sharp(face.bytes, { limitInputPixels: mostPixels }).rotate()) : await fromJpeg2000(face.bytes);
  if (!picture.ok) return picture;
  try {
    const { data, info } = await picture.value.resize({ height: shownHeight, withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true });
    return ok({ jpeg: new Uint8Array(data), width: info.width, height: info.height });
  } catch (error) {
    return fault('face-undecodable', error instanceof Error ? error.message : String(error));
  }
}

/** One component of grey or three of colour (a fourth is left), 8 bits each; lossy ones too. */
async function fromJpeg2000(bytes: Uint8Array): Promise<Result<Sharp, FaceImageFault>> {
  const codestream = codestreamOf(bytes);
  const size = codestream === null ? null : codestreamSize(codestream);
  if (codestream === null || size === null) return fault('face-undecodable', 'no whole codestream');
  const { width, height, components, depth } = size;
  if (width * height > mostPixels) return fault('face-too-large', `${width} × ${height} pixels`);
  if (depth !== 8 || ![1, 3, 4].includes(components)) return fault('face-undecodable', `${components} components of ${depth} bits`);
  codec ??= load();
  const { J2KDecoder } = await codec;
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    const pixels = Uint8Array.from(decoder.getDecodedBuffer());
    decoder.delete();
    const channels = frame.componentCount;
    if (frame.width !== width || frame.height !== height || (channels !== 1 && channels !== 3 && channels !== 4) || pixels.length !== width * height * channels) {
      return fault('face-undecodable', 'another size than its header says');
    }
    const raw = sharp(pixels, { raw: { width, height, channels } });
    return ok(channels === 4 ? raw.removeAlpha() : raw);
  } catch (error) {
    // A trap leaves the module's memory in doubt: the next call loads a fresh one.
    codec = null;
    return fault('face-undecodable', error instanceof Error ? error.message : String(error));
  }
}
