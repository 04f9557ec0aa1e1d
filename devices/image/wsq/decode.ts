/** A WSQ file as a grey picture. */
import { ok, type Result } from '../../../sync/core/result.js';
import type { PictureFault } from '../formats/limits.js';
import type { GreyImage } from '../grey-image.js';
import { readComment } from './comment.js';
import type { WsqCoefficients } from './model.js';
import { parseWsq } from './parse.js';
import { dequantise } from './quantiser.js';
import { planSubbands } from './subbands.js';
import { synthesise } from './wavelet.js';

export interface WsqPicture {
  readonly image: GreyImage;
  /** null where no comment tells it; the format is made for 500. */
  readonly pixelsPerInch: number | null;
}

export function decodeWsq(bytes: Uint8Array): Result<WsqPicture, PictureFault> {
  const parsed = parseWsq(bytes);
  return parsed.ok ? ok({ image: pictureOf(parsed.value), pixelsPerInch: readComment(parsed.value.comments, 'PPI') }) : parsed;
}

export function pictureOf({ width, height, shift, scale, bins, binCentre, values }: WsqCoefficients): GreyImage {
  const plan = planSubbands(width, height);
  const plane = new Float32Array(width * height);
  dequantise(values, plane, width, plan, bins, binCentre);
  synthesise(plane, width, plan);
  const pixels = new Uint8ClampedArray(plane.length);
  // Clamping rounds, and takes what is no number for 0.
  for (let at = 0; at < plane.length; at++) pixels[at] = (plane[at] ?? 0) * scale + shift;
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}
