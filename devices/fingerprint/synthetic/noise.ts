import type { Random } from './random.js';

/** Answers −1…1 at a pixel. */
export type Noise = (x: number, y: number) => number;

/** Smooth value noise: random values on a grid of `cell` pixels, cubic easing between them. */
export function smoothNoise(next: Random, width: number, height: number, cell: number): Noise {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => next() * 2 - 1);
  return (x, y) => {
    const gx = Math.min(Math.max(x / cell, 0), columns - 1.001);
    const gy = Math.min(Math.max(y / cell, 0), rows - 1.001);
    const column = Math.floor(gx);
    const row = Math.floor(gy);
    const fx = ease(gx - column);
    const fy = ease(gy - row);
    const at = row * columns + column;
    const top = (grid[at] ?? 0) * (1 - fx) + (grid[at + 1] ?? 0) * fx;
    const bottom = (grid[at + columns] ?? 0) * (1 - fx) + (grid[at + columns + 1] ?? 0) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
