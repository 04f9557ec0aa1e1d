/**
 * The biorthogonal 9/7 wavelet of WSQ, by lifting: four steps, each adding to one half the weighted sum of its two neighbours
 * in the other. Ends are mirrored about their last sample. Low and high are scaled so that each filter's gain is √2.
 */
import type { Split, SubbandPlan } from './subbands.js';

const LOW = 1.149604398860241;
const HIGH = 1 / LOW;
/** What a half is multiplied with comes before the steps, so that they cost no pass of their own; the weights are scaled to it. */
const [FIRST, SECOND, THIRD, FOURTH] = [-1.586134342059924 * HIGH * HIGH, -0.052980118572961 * LOW * LOW, 0.882911075530934 * HIGH * HIGH, 0.443506852043971 * LOW * LOW];

/** In place; `plane` has `stride` samples a row and is as high as the plan. */
export function analyse(plane: Float32Array, stride: number, plan: SubbandPlan): void {
  const scratch = new Float32Array(plane.length);
  for (const split of plan.splits) {
    splitRows(plane, scratch, stride, split);
    splitColumns(scratch, plane, stride, split);
  }
}

/** In place. */
export function synthesise(plane: Float32Array, stride: number, plan: SubbandPlan): void {
  const scratch = new Float32Array(plane.length);
  for (let at = plan.splits.length - 1; at >= 0; at--) {
    const split = plan.splits[at];
    if (split === undefined) continue;
    joinColumns(plane, scratch, stride, split);
    joinRows(scratch, plane, stride, split);
  }
}

/** plane[at …] += weight · (plane[one …] + plane[other …]), for so many samples in a row. */
function lift(plane: Float32Array, at: number, one: number, other: number, count: number, weight: number): void {
  for (let i = 0; i < count; i++) plane[at + i] = (plane[at + i] ?? 0) + weight * ((plane[one + i] ?? 0) + (plane[other + i] ?? 0));
}

/** Highs from lows: the k-th lies between the lows k and k + 1. */
function liftHighs(plane: Float32Array, low: number, high: number, pairs: number, isOdd: boolean, weight: number): void {
  const inner = isOdd ? pairs : pairs - 1;
  lift(plane, high, low, low + 1, inner, weight);
  if (!isOdd) lift(plane, high + inner, low + inner, low + inner, 1, weight);
}

/** Lows from highs: the k-th lies between the highs k − 1 and k. */
function liftLows(plane: Float32Array, low: number, high: number, pairs: number, isOdd: boolean, weight: number): void {
  lift(plane, low, high, high, 1, weight);
  lift(plane, low + 1, high, high + 1, pairs - 1, weight);
  if (isOdd) lift(plane, low + pairs, high + pairs - 1, high + pairs - 1, 1, weight);
}

function splitRows(from: Float32Array, to: Float32Array, stride: number, { x, y, width, height, highFirstInRows }: Split): void {
  const pairs = width >> 1;
  const lows = width - pairs;
  const isOdd = lows > pairs;
  const lowScale = pairs === 0 ? Math.SQRT2 : LOW;
  for (let row = y; row < y + height; row++) {
    const start = row * stride + x;
    const low = start + (highFirstInRows ? pairs : 0);
    const high = start + (highFirstInRows ? 0 : lows);
    for (let i = 0; i < pairs; i++) {
      to[low + i] = (from[start + 2 * i] ?? 0) * LOW;
      to[high + i] = (from[start + 2 * i + 1] ?? 0) * HIGH;
    }
    if (isOdd) to[low + pairs] = (from[start + width - 1] ?? 0) * lowScale;
    if (pairs === 0) continue;
    liftHighs(to, low, high, pairs, isOdd, FIRST);
    liftLows(to, low, high, pairs, isOdd, SECOND);
    liftHighs(to, low, high, pairs, isOdd, THIRD);
    liftLows(to, low, high, pairs, isOdd, FOURTH);
  }
}

function joinRows(from: Float32Array, to: Float32Array, stride: number, { x, y, width, height, highFirstInRows }: Split): void {
  const pairs = width >> 1;
  const lows = width - pairs;
  const isOdd = lows > pairs;
  const lowScale = pairs === 0 ? Math.SQRT1_2 : HIGH;
  for (let row = y; row < y + height; row++) {
    const start = row * stride + x;
    const low = start + (highFirstInRows ? pairs : 0);
    const high = start + (highFirstInRows ? 0 : lows);
    if (pairs > 0) {
      liftLows(from, low, high, pairs, isOdd, -FOURTH);
      liftHighs(from, low, high, pairs, isOdd, -THIRD);
      liftLows(from, low, high, pairs, isOdd, -SECOND);
      liftHighs(from, low, high, pairs, isOdd, -FIRST);
    }
    for (let i = 0; i < pairs; i++) {
      to[start + 2 * i] = (from[low + i] ?? 0) * HIGH;
      to[start + 2 * i + 1] = (from[high + i] ?? 0) * LOW;
    }
    if (isOdd) to[start + width - 1] = (from[low + pairs] ?? 0) * lowScale;
  }
}

function copyRow(from: Float32Array, at: number, to: Float32Array, toAt: number, count: number, scale: number): void {
  for (let i = 0; i < count; i++) to[toAt + i] = (from[at + i] ?? 0) * scale;
}

/** Where the k-th row of each half lies; numbers outside are mirrored back. */
function halves({ x, y, height, highFirstInColumns }: Split, stride: number): { readonly pairs: number; readonly lows: number; readonly low: (k: number) => number; readonly high: (k: number) => number } {
  const pairs = height >> 1;
  const lows = height - pairs;
  const [firstLow, firstHigh] = highFirstInColumns ? [y + pairs, y] : [y, y + lows];
  return {
    pairs, lows,
    low: (k) => (firstLow + Math.min(Math.max(k, 0), lows - 1)) * stride + x,
    high: (k) => (firstHigh + Math.min(Math.max(k, 0), pairs - 1)) * stride + x,
  };
}

/** Whole rows at a time, and all four steps follow one another a row apart, so that what they touch stays in the cache. */
function splitColumns(from: Float32Array, to: Float32Array, stride: number, split: Split): void {
  const { x, y, width } = split;
  const { pairs, lows, low, high } = halves(split, stride);
  const row = (k: number): number => (y + k) * stride + x;
  if (lows > 0) copyRow(from, row(0), to, low(0), width, pairs === 0 ? Math.SQRT2 : LOW);
  if (pairs === 0) return;
  for (let k = 0; k <= lows; k++) {
    if (k < pairs) {
      copyRow(from, row(2 * k + 1), to, high(k), width, HIGH);
      if (k + 1 < lows) copyRow(from, row(2 * k + 2), to, low(k + 1), width, LOW);
      lift(to, high(k), low(k), low(k + 1), width, FIRST);
    }
    if (k < lows) lift(to, low(k), high(k - 1), high(k), width, SECOND);
    if (k >= 1 && k - 1 < pairs) lift(to, high(k - 1), low(k - 1), low(k), width, THIRD);
    if (k >= 1) lift(to, low(k - 1), high(k - 2), high(k - 1), width, FOURTH);
  }
}

function joinColumns(from: Float32Array, to: Float32Array, stride: number, split: Split): void {
  const { x, y, width } = split;
  const { pairs, lows, low, high } = halves(split, stride);
  const row = (k: number): number => (y + k) * stride + x;
  if (pairs === 0) {
    if (lows > 0) copyRow(from, low(0), to, row(0), width, Math.SQRT1_2);
    return;
  }
  for (let k = 0; k <= lows + 1; k++) {
    if (k < lows) lift(from, low(k), high(k - 1), high(k), width, -FOURTH);
    if (k >= 1 && k - 1 < pairs) lift(from, high(k - 1), low(k - 1), low(k), width, -THIRD);
    if (k >= 1 && k - 1 < lows) {
      lift(from, low(k - 1), high(k - 2), high(k - 1), width, -SECOND);
      copyRow(from, low(k - 1), to, row(2 * k - 2), width, HIGH);
    }
    if (k >= 2 && k - 2 < pairs) {
      lift(from, high(k - 2), low(k - 2), low(k - 1), width, -FIRST);
      copyRow(from, high(k - 2), to, row(2 * k - 3), width, LOW);
    }
  }
}
