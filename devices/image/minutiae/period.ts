/** Distance between ridges, by autocorrelation of the grey levels across them (oriented window as in Hong, Wan and Jain, 1998). */
import type { GreyImage } from '../grey-image.js';
import type { Flow } from './flow.js';
import { CELL } from './flow.js';

/** Cells of a region's side: one period is measured for 16 × 16 pixels. */
export const REGION = 2;
const REACH = 16;
const LEAST = 4;
const MOST = 15;
/** Pixels at 500 ppi where nothing can be measured: the usual distance. */
export const USUAL_PERIOD = 9;

export interface Periods {
  readonly columns: number;
  readonly rows: number;
  /** Pixels from ridge to ridge; 0 where no regular ridges were found. */
  readonly period: Float32Array;
  /** How alike the lines are, one period on: 0–1. */
  readonly regularity: Float32Array;
}

/** `wanted` says for a cell whether it is worth measuring: the middle cell of a region is asked. */
export function measurePeriods(image: GreyImage, flow: Flow, wanted: Uint8Array): Periods {
  const columns = Math.ceil(flow.columns / REGION);
  const rows = Math.ceil(flow.rows / REGION);
  const period = new Float32Array(columns * rows);
  const regularity = new Float32Array(columns * rows);
  const signature = new Float32Array(2 * REACH + 1);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const cell = Math.min(row * REGION + 1, flow.rows - 1) * flow.columns + Math.min(column * REGION + 1, flow.columns - 1);
      if (!wanted[cell]) continue;
      across(image, (column + 0.5) * REGION * CELL, (row + 0.5) * REGION * CELL, flow.direction[cell] as number, signature);
      const found = firstPeak(signature);
      period[at] = found.lag;
      regularity[at] = found.value;
    }
  }
  return { columns, rows, period, regularity };
}

/** Grey levels across the ridges, each a mean along them. */
function across(image: GreyImage, x0: number, y0: number, direction: number, signature: Float32Array): void {
  const { width, height, pixels } = image;
  const cosine = Math.cos(direction);
  const sine = Math.sin(direction);
  for (let u = -REACH; u <= REACH; u++) {
    let sum = 0;
    for (let v = -8; v <= 8; v += 2) {
      const x = Math.min(Math.max(Math.round(x0 + v * cosine - u * sine), 0), width - 1);
      const y = Math.min(Math.max(Math.round(y0 + v * sine + u * cosine), 0), height - 1);
      sum += pixels[y * width + x] as number;
    }
    signature[u + REACH] = sum / 9;
  }
}

const correlation = new Float32Array(MOST + 2);

function firstPeak(signature: Float32Array): { readonly lag: number; readonly value: number } {
  let mean = 0;
  for (const value of signature) mean += value / signature.length;
  let power = 0;
  for (const value of signature) power += (value - mean) ** 2;
  // Flat paper: a spread of less than two grey levels.
  if (power < 4 * signature.length) return { lag: 0, value: 0 };
  for (let lag = LEAST - 1; lag <= MOST + 1; lag++) {
    let sum = 0;
    let left = 0;
    let right = 0;
    for (let at = 0; at + lag < signature.length; at++) {
      const one = (signature[at] as number) - mean;
      const other = (signature[at + lag] as number) - mean;
      sum += one * other;
      left += one * one;
      right += other * other;
    }
    correlation[lag] = left > 0 && right > 0 ? sum / Math.sqrt(left * right) : 0;
  }
  let best = 0;
  for (let lag = LEAST; lag <= MOST; lag++) if (isPeak(lag)) best = Math.max(best, correlation[lag] as number);
  if (best < 0.2) return { lag: 0, value: 0 };
  // Twice the period correlates as well: the first peak that is nearly as high counts.
  for (let lag = LEAST; lag <= MOST; lag++) {
    const here = correlation[lag] as number;
    if (!isPeak(lag) || here < 0.75 * best) continue;
    const before = correlation[lag - 1] as number;
    const after = correlation[lag + 1] as number;
    const bend = before - 2 * here + after;
    return { lag: lag + (bend < 0 ? (before - after) / (2 * bend) : 0), value: here };
  }
  return { lag: 0, value: 0 };
}

function isPeak(lag: number): boolean {
  const here = correlation[lag] as number;
  return here > (correlation[lag - 1] as number) && here >= (correlation[lag + 1] as number);
}

/** The periods with their gaps filled and their outliers levelled: a mean over 5 × 5 regions, by regularity. */
export function smoothPeriods(periods: Periods): Float32Array {
  const { columns, rows, period, regularity } = periods;
  const smooth = new Float32Array(period.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let sum = 0;
      let weight = 0;
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          const near = y * columns + x;
          sum += (period[near] as number) * (regularity[near] as number);
          weight += (period[near] as number) > 0 ? (regularity[near] as number) : 0;
        }
      }
      smooth[at] = weight > 0 ? sum / weight : USUAL_PERIOD;
    }
  }
  return smooth;
}
