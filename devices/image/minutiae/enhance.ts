/** Joins broken ridges and parts merged ones: a Gabor filter that follows the flow and the period, and the sign of its answer. */
import type { GreyImage } from '../grey-image.js';
import type { Flow } from './flow.js';
import { CELL } from './flow.js';
import type { Periods } from './period.js';
import { REGION } from './period.js';

const ORIENTATIONS = 24;
const PERIODS = [6, 7, 8, 9, 10, 11, 12.5] as const;
const REACH = 8;
const SIDE = 2 * REACH + 1;
/** Pixels of the squares that share one filter. */
const PATCH = 4;

/** 1 on ridges, 0 in valleys and where nothing touches. */
export function enhance(image: GreyImage, flow: Flow, periods: Periods, smooth: Float32Array, touched: Uint8Array): Uint8Array {
  const { width, height } = image;
  const stride = width + 2 * REACH;
  const padded = pad(image);
  const ridges = new Uint8Array(width * height);
  for (let top = 0; top < height; top += PATCH) {
    const row = Math.floor(top / CELL);
    for (let left = 0; left < width; left += PATCH) {
      const column = Math.floor(left / CELL);
      if (!touched[row * flow.columns + column]) continue;
      const period = smooth[Math.floor(row / REGION) * periods.columns + Math.floor(column / REGION)] as number;
      const filter = filters()[directionAt(flow, left + PATCH / 2, top + PATCH / 2) * PERIODS.length + nearest(period)] as Float32Array;
      for (let y = top; y < Math.min(top + PATCH, height); y++) {
        for (let x = left; x < Math.min(left + PATCH, width); x++) {
          let sum = 0;
          for (let line = 0, tap = 0, from = y * stride + x; line < SIDE; line++, from += stride - SIDE) {
            for (let step = 0; step < SIDE; step++) sum += (filter[tap++] as number) * (padded[from++] as number);
          }
          if (sum < 0) ridges[y * width + x] = 1;
        }
      }
    }
  }
  return ridges;
}

/** The flow between the middles of four cells, as the index of a filter. */
function directionAt(flow: Flow, x: number, y: number): number {
  const gx = Math.min(Math.max(x / CELL - 0.5, 0), flow.columns - 1);
  const gy = Math.min(Math.max(y / CELL - 0.5, 0), flow.rows - 1);
  const column = Math.min(Math.floor(gx), Math.max(flow.columns - 2, 0));
  const row = Math.min(Math.floor(gy), Math.max(flow.rows - 2, 0));
  let cosine = 0;
  let sine = 0;
  for (let dy = 0; dy <= 1; dy++) {
    for (let dx = 0; dx <= 1; dx++) {
      const weight = (dx === 1 ? gx - column : 1 - gx + column) * (dy === 1 ? gy - row : 1 - gy + row);
      const cell = Math.min(row + dy, flow.rows - 1) * flow.columns + Math.min(column + dx, flow.columns - 1);
      const angle = 2 * (flow.direction[cell] as number);
      const trust = weight * (0.05 + (flow.coherence[cell] as number));
      cosine += trust * Math.cos(angle);
      sine += trust * Math.sin(angle);
    }
  }
  const turns = Math.atan2(sine, cosine) / (2 * Math.PI);
  return Math.round((turns - Math.floor(turns)) * ORIENTATIONS) % ORIENTATIONS;
}

function nearest(period: number): number {
  let best = 0;
  for (let at = 1; at < PERIODS.length; at++) if (Math.abs((PERIODS[at] as number) - period) < Math.abs((PERIODS[best] as number) - period)) best = at;
  return best;
}

/** The picture with its edge pixels repeated outside. */
function pad({ width, height, pixels }: GreyImage): Float32Array {
  const stride = width + 2 * REACH;
  const padded = new Float32Array(stride * (height + 2 * REACH));
  for (let y = 0, at = 0; y < height + 2 * REACH; y++) {
    const from = Math.min(Math.max(y - REACH, 0), height - 1) * width;
    for (let x = 0; x < stride; x++, at++) padded[at] = pixels[from + Math.min(Math.max(x - REACH, 0), width - 1)] as number;
  }
  return padded;
}

let made: readonly Float32Array[] | null = null;

function filters(): readonly Float32Array[] {
  made ??= Array.from({ length: ORIENTATIONS * PERIODS.length }, (_, at) => {
    const angle = (Math.floor(at / PERIODS.length) * Math.PI) / ORIENTATIONS;
    return gabor(angle, PERIODS[at % PERIODS.length] as number);
  });
  return made;
}

/** Even, without a mean: grey levels as such do not move it. */
function gabor(angle: number, period: number): Float32Array {
  const table = new Float32Array(SIDE * SIDE);
  const bell = new Float32Array(SIDE * SIDE);
  const across = period * 0.45;
  const along = 4.2;
  let sum = 0;
  let weight = 0;
  for (let dy = -REACH, at = 0; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++, at++) {
      const u = -dx * Math.sin(angle) + dy * Math.cos(angle);
      const v = dx * Math.cos(angle) + dy * Math.sin(angle);
      bell[at] = Math.exp(-(u * u) / (2 * across * across) - (v * v) / (2 * along * along));
      table[at] = (bell[at] as number) * Math.cos((2 * Math.PI * u) / period);
      sum += table[at] as number;
      weight += bell[at] as number;
    }
  }
  for (let at = 0; at < table.length; at++) table[at] = (table[at] as number) - (sum / weight) * (bell[at] as number);
  return table;
}
