import type { Random } from './random.js';

/** Answers −1…1 at a pixel. */
export type Noise = (x: number, y: number) => number;

/** Smooth value noise: random values on a grid of `cell` pixels, cubic easing between them. */
export function smoothNoise(next: Random, width: number, height: number, cell: number): Noise {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => next() * 2 - 1);
  const [lastX, lastY, scale] = [columns - 1.001, rows - 1.001, 1 / cell];
  return (x, y) => {
    let gx = x * scale;
    let gy = y * scale;
    if (gx < 0) gx = 0;
    else if (gx > lastX) gx = lastX;
    if (gy < 0) gy = 0;
    else if (gy > lastY) gy = lastY;
    // Not negative and small: the integer part, quicker than floor.
    const column = gx | 0;
    const row = gy | 0;
    const fx = ease(gx - column);
    const at = row * columns + column;
    const top = (grid[at] as number) + ((grid[at + 1] as number) - (grid[at] as number)) * fx;
    const bottom = (grid[at + columns] as number) + ((grid[at + columns + 1] as number) - (grid[at + columns] as number)) * fx;
    return top + (bottom - top) * ease(gy - row);
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
