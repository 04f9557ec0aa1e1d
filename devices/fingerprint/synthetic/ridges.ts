/** Grows ridges out of noise: rounds of an oriented band-pass (Gabor) filter and a soft limit. Minutiae arise by themselves. */
import type { Random } from './random.js';

export interface Flow {
  readonly width: number;
  readonly height: number;
  /** Direction of the ridges per pixel, quantised: 0…ORIENTATIONS−1 over π, y downwards; NOWHERE where no skin is. */
  readonly direction: Uint8Array;
  /** Ridge period per pixel, quantised: index into PERIODS. */
  readonly period: Uint8Array;
}

export const ORIENTATIONS = 48;
export const NOWHERE = 255;
/** Pixels between ridges at 500 ppi. */
export const PERIODS = [7.6, 8.2, 8.8, 9.4, 10, 10.6, 11.2] as const;

/** Answers −1.25…1.25 per pixel, positive on ridges. Most rounds run at half the resolution; the last ones smooth the steps away. */
export function growRidges(next: Random, flow: Flow): Float32Array {
  const half = halve(flow);
  let field: Float32Array = Float32Array.from({ length: half.width * half.height }, () => next() - 0.5);
  field = run(field, half, kernels(2, 5), 11);
  field = enlarge(field, half, flow);
  return run(field, flow, kernels(1, 6), 2);
}

interface Kernels {
  readonly reach: number;
  readonly tables: readonly Float32Array[];
}

const made = new Map<number, Kernels>();

/** Filters for pictures of 1/scale of the resolution. Taps are rounded, so that the last bit of `exp` and `cos` decides nothing. */
function kernels(scale: number, reach: number): Kernels {
  const known = made.get(scale);
  if (known) return known;
  const tables: Float32Array[] = [];
  for (let orientation = 0; orientation < ORIENTATIONS; orientation++) {
    for (const period of PERIODS) tables.push(gabor((orientation * Math.PI) / ORIENTATIONS, period / scale, reach));
  }
  const result = { reach, tables };
  made.set(scale, result);
  return result;
}

/** Sums to 0, its absolute values to 1; the same read forwards and backwards. */
function gabor(angle: number, period: number, reach: number): Float32Array {
  const side = 2 * reach + 1;
  const across = period * 0.46;
  const along = period * 0.52;
  const table = new Float32Array(side * side);
  const envelope = new Float32Array(side * side);
  let sum = 0;
  let weight = 0;
  for (let dy = -reach, at = 0; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++, at++) {
      const u = -dx * Math.sin(angle) + dy * Math.cos(angle);
      const v = dx * Math.cos(angle) + dy * Math.sin(angle);
      const bell = Math.exp(-(u * u) / (2 * across * across) - (v * v) / (2 * along * along));
      envelope[at] = bell;
      table[at] = bell * Math.cos((2 * Math.PI * u) / period);
      sum += table[at] ?? 0;
      weight += bell;
    }
  }
  let size = 0;
  for (let at = 0; at < table.length; at++) {
    table[at] = (table[at] ?? 0) - (sum / weight) * (envelope[at] ?? 0);
    size += Math.abs(table[at] ?? 0);
  }
  return table.map((tap) => Math.round((tap / size) * 65536) / 65536);
}

function run(start: Float32Array, flow: Flow, { reach, tables }: Kernels, rounds: number): Float32Array {
  const { width, height, direction, period } = flow;
  const stride = width + 2 * reach;
  const side = 2 * reach + 1;
  const half = (side * side - 1) / 2;
  const padded = new Float32Array(stride * (height + 2 * reach));
  const field = Float32Array.from(start);
  for (let round = 0; round < rounds; round++) {
    for (let y = 0; y < height; y++) padded.set(field.subarray(y * width, (y + 1) * width), (y + reach) * stride + reach);
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const way = direction[at] as number;
        if (way === NOWHERE) continue;
        const table = tables[way * PERIODS.length + (period[at] as number)] as Float32Array;
        const middle = (y + reach) * stride + x + reach;
        // A filter that is its own mirror image: two pixels for each tap.
        let sum = (table[half] as number) * (padded[middle] as number);
        for (let row = 0, tap = 0; tap < half; row++) {
          let before = middle + (row - reach) * stride - reach;
          let after = middle + (reach - row) * stride + reach;
          for (const end = Math.min(tap + side, half); tap < end; tap++) sum += (table[tap] as number) * ((padded[before++] as number) + (padded[after--] as number));
        }
        const strong = sum * 7;
        field[at] = (strong / (1 + Math.abs(strong))) * 1.25;
      }
    }
  }
  return field;
}

function halve(flow: Flow): Flow {
  const width = Math.ceil(flow.width / 2);
  const height = Math.ceil(flow.height / 2);
  const direction = new Uint8Array(width * height);
  const period = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = Math.min(2 * y, flow.height - 1) * flow.width + Math.min(2 * x, flow.width - 1);
      direction[y * width + x] = flow.direction[from] ?? 0;
      period[y * width + x] = flow.period[from] ?? 0;
    }
  }
  return { width, height, direction, period };
}

function enlarge(field: Float32Array, half: Flow, flow: Flow): Float32Array {
  const large = new Float32Array(flow.width * flow.height);
  for (let y = 0; y < flow.height; y++) {
    const y0 = y >> 1;
    const y1 = Math.min(y0 + (y & 1), half.height - 1);
    for (let x = 0; x < flow.width; x++) {
      const x0 = x >> 1;
      const x1 = Math.min(x0 + (x & 1), half.width - 1);
      large[y * flow.width + x] =
        ((field[y0 * half.width + x0] ?? 0) + (field[y0 * half.width + x1] ?? 0) + (field[y1 * half.width + x0] ?? 0) + (field[y1 * half.width + x1] ?? 0)) / 4;
    }
  }
  return large;
}
