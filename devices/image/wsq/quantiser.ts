/** Bin widths of the 60 bands for a wanted rate, and coefficients to bin numbers and back. */
import type { Box } from '../grey-image.js';
import type { SubbandPlan } from './subbands.js';
import { SUBBANDS } from './subbands.js';

/** Where in a bin its value is put back, as a share of the bin from its outer end. */
export const BIN_CENTRE = 0.44;
/** The zero bin is so much wider than the others. */
const ZERO_BIN = 1.2;
/** A band that varies less carries nothing. */
const LEAST_VARIANCE = 1.01;
/** Below this sum over the four lowest bands the picture is so plain that each band counts whole, not only its middle. */
const PLAIN = 20_000;
/** So few samples tell nothing of how they vary: in small pictures the energy counts, else their lowest bands would be lost. */
const FEW = 16;
/** Finer bins show in no pixel, and their numbers would not fit 16 bits: a picture of few bands, asked for at a high rate. */
const FINEST = 0.25;
/** So that the zero bin, too, fits the table; no coefficient is as large. */
const COARSEST = 50_000;
/** Perceptual weights of bands 52–59; all others 1. */
const weights = [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08] as const;

export interface Bins {
  /** By band; 0: the band is not coded. */
  readonly widths: Float64Array;
  readonly zeros: Float64Array;
}

/** `rate`: wanted bits per pixel. */
export function chooseBins(plane: Float32Array, stride: number, plan: SubbandPlan, rate: number): Bins {
  const variances = variancesOf(plane, stride, plan.subbands);
  const raw = Float64Array.from(variances, (variance, band) => {
    if (variance < LEAST_VARIANCE) return 0;
    return band < 4 ? 1 : 10 / ((weights[band - 52] ?? 1) * Math.log(variance));
  });
  const scale = binScale(variances, raw, rate);
  const widths = raw.map((width) => (width === 0 ? 0 : Math.min(Math.max(width / scale, FINEST), COARSEST)));
  return { widths, zeros: widths.map((width) => width * ZERO_BIN) };
}

/** The common divisor: found anew without the bands that would get no bits at all, until none is left out. */
function binScale(variances: Float64Array, raw: Float64Array, rate: number): number {
  let kept = Array.from(raw.keys()).filter((band) => (raw[band] ?? 0) > 0);
  for (;;) {
    if (kept.length === 0) return 1;
    let [share, log] = [0, 0];
    for (const band of kept) {
      // Of all samples: 1/1024 in each of the four lowest bands, 1/256 in most, 1/16 in the largest.
      const part = band < 4 ? 1 / 1024 : band < 51 ? 1 / 256 : 1 / 16;
      share += part;
      log += part * Math.log(Math.sqrt(variances[band] ?? 1) / (raw[band] ?? 1));
    }
    const scale = 2 ** (rate / share - 1) / 2.5 / Math.exp(log / share);
    const left = kept.filter((band) => (raw[band] ?? 0) / scale < 5 * Math.sqrt(variances[band] ?? 0));
    if (left.length === kept.length) return scale;
    kept = left;
  }
}

function variancesOf(plane: Float32Array, stride: number, subbands: readonly Box[]): Float64Array {
  const middles = subbands.map(({ x, y, width, height }) => ({
    x: x + (width >> 3), y: y + Math.floor((9 * height) / 32), width: Math.floor((3 * width) / 4), height: Math.floor((7 * height) / 16),
  }));
  const lowest = middles.slice(0, 4).reduce((sum, box) => sum + variance(plane, stride, box), 0);
  return Float64Array.from(lowest < PLAIN ? subbands : middles, (box) => variance(plane, stride, box));
}

function variance(plane: Float32Array, stride: number, { x, y, width, height }: Box): number {
  let [sum, squares] = [0, 0];
  for (let row = y; row < y + height; row++) {
    for (let at = row * stride + x, end = at + width; at < end; at++) {
      const value = plane[at] ?? 0;
      sum += value;
      squares += value * value;
    }
  }
  const count = width * height;
  if (count < FEW) return count === 0 ? 0 : squares / count;
  return (squares - (sum * sum) / count) / (count - 1);
}

/** How many bin numbers each coded band has. */
export function countsOf(plan: SubbandPlan, widths: ArrayLike<number>): readonly number[] {
  return plan.subbands.map((box, band) => ((widths[band] ?? 0) === 0 ? 0 : box.width * box.height));
}

/** Bin numbers of all coded bands, band by band, row by row. */
export function quantise(plane: Float32Array, stride: number, plan: SubbandPlan, { widths, zeros }: Bins): Int16Array {
  const values = new Int16Array(countsOf(plan, widths).reduce((sum, count) => sum + count, 0));
  let to = 0;
  for (let band = 0; band < SUBBANDS; band++) {
    const { x, y, width, height } = plan.subbands[band] ?? { x: 0, y: 0, width: 0, height: 0 };
    const bin = widths[band] ?? 0;
    if (bin === 0) continue;
    const [half, per] = [(zeros[band] ?? 0) / 2, 1 / bin];
    for (let row = y; row < y + height; row++) {
      for (let at = row * stride + x, end = at + width; at < end; at++, to++) {
        const value = plane[at] ?? 0;
        if (value > half) values[to] = Math.min((value - half) * per + 1, 32767);
        else if (value < -half) values[to] = Math.max((value + half) * per - 1, -32767);
      }
    }
  }
  return values;
}

/** Into a plane of zeros. */
export function dequantise(values: Int16Array, plane: Float32Array, stride: number, plan: SubbandPlan, { widths, zeros }: Bins, centre: number): void {
  let from = 0;
  for (let band = 0; band < SUBBANDS; band++) {
    const { x, y, width, height } = plan.subbands[band] ?? { x: 0, y: 0, width: 0, height: 0 };
    const bin = widths[band] ?? 0;
    if (bin === 0) continue;
    const offset = (zeros[band] ?? 0) / 2 - centre * bin;
    for (let row = y; row < y + height; row++) {
      for (let at = row * stride + x, end = at + width; at < end; at++, from++) {
        const value = values[from] ?? 0;
        if (value !== 0) plane[at] = value > 0 ? value * bin + offset : value * bin - offset;
      }
    }
  }
}
