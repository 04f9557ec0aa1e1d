/** Ridge flow in cells of 8 × 8 pixels: the structure tensor (Kass and Witkin, 1987), averaged over neighbouring cells. */
import type { GreyImage } from '../grey-image.js';

/** Pixels of a cell's side at 500 ppi: a little less than a ridge and a valley. */
export const CELL = 8;

/** What is measured in each cell by itself. Rows of cells from the top; the last ones may be narrower. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Mean grey, 0–255. */
  readonly mean: Float32Array;
  /** Mean square of the gradient, grey levels per pixel. */
  readonly energy: Float32Array;
  /** The gradient's direction doubled, as a vector: mean of gx² − gy² and of 2 gx gy. */
  readonly doubleX: Float32Array;
  readonly doubleY: Float32Array;
}

export interface Flow {
  readonly columns: number;
  readonly rows: number;
  /** Direction along the ridges, 0…π radians from the x axis, y downwards. */
  readonly direction: Float32Array;
  /** 0 all directions alike … 1 parallel lines. */
  readonly coherence: Float32Array;
}

export function measureCells(image: GreyImage): Cells {
  const { width, height, pixels } = image;
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const cells = { columns, rows, mean: new Float32Array(columns * rows), energy: new Float32Array(columns * rows), doubleX: new Float32Array(columns * rows), doubleY: new Float32Array(columns * rows) };
  for (let row = 0, cell = 0; row < rows; row++) {
    const bottom = Math.min((row + 1) * CELL, height);
    for (let column = 0; column < columns; column++, cell++) {
      const right = Math.min((column + 1) * CELL, width);
      let grey = 0;
      let energy = 0;
      let doubleX = 0;
      let doubleY = 0;
      let inner = 0;
      for (let y = row * CELL; y < bottom; y++) {
        const edge = y === 0 || y === height - 1;
        for (let x = column * CELL, at = y * width + x; x < right; x++, at++) {
          grey += pixels[at] as number;
          if (edge || x === 0 || x === width - 1) continue;
          const up = at - width;
          const down = at + width;
          const falling = (pixels[down + 1] as number) - (pixels[up - 1] as number);
          const rising = (pixels[up + 1] as number) - (pixels[down - 1] as number);
          const gx = (falling + rising) / 8 + ((pixels[at + 1] as number) - (pixels[at - 1] as number)) / 4;
          const gy = (falling - rising) / 8 + ((pixels[down] as number) - (pixels[up] as number)) / 4;
          energy += gx * gx + gy * gy;
          doubleX += gx * gx - gy * gy;
          doubleY += 2 * gx * gy;
          inner++;
        }
      }
      cells.mean[cell] = grey / ((bottom - row * CELL) * (right - column * CELL));
      if (inner === 0) continue;
      cells.energy[cell] = energy / inner;
      cells.doubleX[cell] = doubleX / inner;
      cells.doubleY[cell] = doubleY / inner;
    }
  }
  return cells;
}

/** Averages over (2 reach + 1)² cells: 1 keeps the curves of a core, 2 carries over creases and dry places. */
export function ridgeFlow(cells: Cells, reach: number): Flow {
  const { columns, rows } = cells;
  const energy = boxSum(cells.energy, columns, rows, reach);
  const doubleX = boxSum(cells.doubleX, columns, rows, reach);
  const doubleY = boxSum(cells.doubleY, columns, rows, reach);
  const direction = new Float32Array(columns * rows);
  const coherence = new Float32Array(columns * rows);
  for (let cell = 0; cell < direction.length; cell++) {
    const dx = doubleX[cell] as number;
    const dy = doubleY[cell] as number;
    const sum = energy[cell] as number;
    // Ridges run at a right angle to the gradient.
    const angle = Math.atan2(dy, dx) / 2 + Math.PI / 2;
    direction[cell] = angle >= Math.PI ? angle - Math.PI : angle;
    coherence[cell] = sum > 0.5 ? Math.sqrt(dx * dx + dy * dy) / sum : 0;
  }
  return { columns, rows, direction, coherence };
}

/** Sums over squares of (2 reach + 1)², cut at the edges. */
export function boxSum(values: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let sum = 0;
      for (let near = Math.max(0, column - reach); near <= Math.min(columns - 1, column + reach); near++) sum += values[row * columns + near] as number;
      across[at] = sum;
    }
  }
  const sums = new Float32Array(values.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let sum = 0;
      for (let near = Math.max(0, row - reach); near <= Math.min(rows - 1, row + reach); near++) sum += across[near * columns + column] as number;
      sums[at] = sum;
    }
  }
  return sums;
}
