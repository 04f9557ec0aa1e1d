/** A picture at another density. Pure. */
import type { GreyImage } from './grey-image.js';

/** Weights are whole numbers of this; a grey times two of them fits in 31 bits. */
const ONE = 2048;

/**
 * Separable cubic interpolation (Catmull-Rom), which keeps the ridges' contrast and the grain even, where linear interpolation blurs
 * every 41st column of 512 → 500. For small changes of density: a much coarser picture would want its pixels averaged.
 */
export function resample(image: GreyImage, from: number, to: number): GreyImage {
  const width = Math.max(1, Math.round((image.width * to) / from));
  const height = Math.max(1, Math.round((image.height * to) / from));
  const across = plan(image.width, width, from / to);
  const down = plan(image.height, height, from / to);
  const wide = new Int32Array(width * image.height);
  const padded = new Uint8Array(image.width + 3);
  for (let y = 0; y < image.height; y++) {
    const row = image.pixels.subarray(y * image.width, (y + 1) * image.width);
    padded.fill(row[0] ?? 0, 0, 1);
    padded.set(row, 1);
    padded.fill(row.at(-1) ?? 0, image.width + 1);
    stretch(padded, wide.subarray(y * width, (y + 1) * width), across);
  }
  // Keeps within 0–255.
  const pixels = new Uint8ClampedArray(width * height);
  const row = (at: number): Int32Array => {
    const y = Math.min(image.height - 1, Math.max(0, at));
    return wide.subarray(y * width, (y + 1) * width);
  };
  for (let y = 0; y < height; y++) {
    const first = (down.first[y] ?? 0) - 1;
    blend([row(first), row(first + 1), row(first + 2), row(first + 3)], down.weights.subarray(4 * y, 4 * y + 4), pixels.subarray(y * width, (y + 1) * width));
  }
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

interface Plan {
  /** Of the four source pixels of each new one the first, counted with one pixel before the picture. */
  readonly first: Int32Array;
  /** What each of the four counts. */
  readonly weights: Int32Array;
}

function plan(before: number, after: number, step: number): Plan {
  const first = new Int32Array(after);
  const weights = new Int32Array(4 * after);
  // The middles of both pictures lie on one another, whatever was rounded away.
  const start = before / 2 - (after / 2) * step;
  for (let at = 0; at < after; at++) {
    const place = Math.min(before - 1, Math.max(0, start + (at + 0.5) * step - 0.5));
    const whole = Math.min(before - 2, Math.floor(place));
    const part = place - whole;
    const outer = [((-0.5 * part + 1) * part - 0.5) * part, ((-1.5 * part + 2) * part + 0.5) * part, (0.5 * part - 0.5) * part * part];
    const [one = 0, three = 0, four = 0] = outer.map((share) => Math.round(share * ONE));
    weights.set([one, ONE - one - three - four, three, four], 4 * at);
    first[at] = Math.max(0, whole);
  }
  return { first, weights };
}

/** One row. A function of its own, as the next: what is called often is made fast soon. */
function stretch(pixels: Uint8Array, target: Int32Array, { first, weights }: Plan): void {
  for (let x = 0, tap = 0; x < target.length; x++, tap += 4) {
    const at = first[x]!;
    target[x] = weights[tap]! * pixels[at]! + weights[tap + 1]! * pixels[at + 1]! + weights[tap + 2]! * pixels[at + 2]! + weights[tap + 3]! * pixels[at + 3]!;
  }
}

function blend([a, b, c, d]: readonly [Int32Array, Int32Array, Int32Array, Int32Array], weights: Int32Array, target: Uint8ClampedArray): void {
  const [wa = 0, wb = 0, wc = 0, wd = 0] = weights;
  for (let x = 0; x < target.length; x++) target[x] = (wa * a[x]! + wb * b[x]! + wc * c[x]! + wd * d[x]! + ONE * (ONE >> 1)) >> 22;
}
