/** Which cells the skin touches: those with strokes, or darker than the bare platen. */
import type { Cells } from './flow.js';

export interface Contact {
  /** 1 where a cell is touched. */
  readonly touched: Uint8Array;
  /** Grey of the bare platen. */
  readonly paper: number;
}

/** Mean square gradient of a sensor's noise: below it nothing is a stroke. */
const NOISE = 16;

export function contactOf(cells: Cells): Contact {
  const { columns, rows, mean, energy } = cells;
  const paper = quantile(mean, 0.98);
  const strong = quantile(energy, 0.95);
  const least = Math.max(NOISE, strong * 0.06);
  const touched = new Uint8Array(columns * rows);
  for (let cell = 0; cell < touched.length; cell++) {
    if ((energy[cell] as number) > least || (mean[cell] as number) < paper - 40) touched[cell] = 1;
  }
  return { touched: evened(evened(touched, columns, rows), columns, rows), paper };
}

/** A cell takes what most of the nine cells around say: fills gaps, drops specks. */
export function evened(touched: Uint8Array, columns: number, rows: number): Uint8Array {
  const after = new Uint8Array(touched.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) count += touched[y * columns + x] as number;
      }
      if (count >= 5) after[at] = 1;
    }
  }
  return after;
}

/** Values looked at, spread over all of them. */
const SAMPLE = 4096;

export function quantile(values: Float32Array, share: number): number {
  if (values.length === 0) return 0;
  const step = Math.ceil(values.length / SAMPLE);
  const sorted = values.filter((_, at) => at % step === 0).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
