/** A grey picture as WSQ. */
import type { GreyImage } from '../grey-image.js';
import { MOST_SIDE, MOST_TRANSFORM_PIXELS } from '../formats/limits.js';
import { writeComment } from './comment.js';
import { BIN_CENTRE, chooseBins, quantise } from './quantiser.js';
import { scale, unscale } from './scaled-number.js';
import { planSubbands } from './subbands.js';
import { analyse } from './wavelet.js';
import { writeWsq } from './write.js';

/** Bits per pixel for about 15:1, the most that a fingerprint is compressed. */
export const USUAL_RATE = 0.75;

export interface WsqOptions {
  /** Bits per pixel aimed at. */
  readonly rate?: number;
  readonly pixelsPerInch?: number;
}

/** Both 0: an encoder of no registered maker. */
const [ENCODER, SOFTWARE] = [0, 0];

/** The file, with its density in its comment: 500 unless told otherwise. Throws RangeError where the picture is not one, or too large. */
export function encodeWsq(image: GreyImage, { rate = USUAL_RATE, pixelsPerInch = 500 }: WsqOptions = {}): Uint8Array {
  const { width, height, pixels } = image;
  if (width * height !== pixels.length || pixels.length === 0) throw RangeError('a picture whose pixels do not match its size');
  if (width > MOST_SIDE || height > MOST_SIDE || pixels.length > MOST_TRANSFORM_PIXELS) throw RangeError(`${width} × ${height} pixels`);
  const { shift, scale: range } = levelsOf(pixels);
  const plane = new Float32Array(pixels.length);
  for (let at = 0, per = 1 / range; at < pixels.length; at++) plane[at] = ((pixels[at] ?? 0) - shift) * per;
  const plan = planSubbands(width, height);
  analyse(plane, width, plan);
  const bins = chooseBins(plane, width, plan, rate);
  return writeWsq({
    width, height, shift, scale: range, encoder: ENCODER, software: SOFTWARE, bins, binCentre: BIN_CENTRE, values: quantise(plane, width, plan, bins),
    comments: [writeComment({ width, height, pixelsPerInch, rate })],
  });
}

/** The mean grey, and the widest distance from it as ±128; both as the file will tell them, so that both sides reckon with the same. */
function levelsOf(pixels: Uint8Array): { readonly shift: number; readonly scale: number } {
  let [sum, least, most] = [0, 255, 0];
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] ?? 0;
    sum += pixel;
    if (pixel < least) least = pixel;
    if (pixel > most) most = pixel;
  }
  const shift = told(sum / pixels.length);
  // A picture of one grey has no width: any will do.
  return { shift, scale: told(Math.max(shift - least, most - shift) / 128 || 1) };
}

function told(value: number): number {
  const { places, digits } = scale(value);
  return unscale(places, digits);
}
