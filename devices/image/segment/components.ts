/** Touching cells taken together, and each such part's middle, size and lean. */
import { CELL } from '../minutiae/flow.js';

export interface Component {
  /** Indices of cells. */
  readonly cells: readonly number[];
  /** Middle, pixels. */
  readonly x: number;
  readonly y: number;
  /** Of the axis that is nearer to upright, degrees clockwise, −45…45. */
  readonly angle: number;
  /** Length along that axis against the width across it, as spreads: above 1 a fingertip, below 1 often a joint. */
  readonly stretch: number;
}

/** Parts of at least `least` cells, largest first; neighbours are the four beside a cell. */
export function components(mask: Uint8Array, columns: number, least: number): readonly Component[] {
  const seen = new Uint8Array(mask.length);
  const found: Component[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || seen[start]) continue;
    const cells = [start];
    seen[start] = 1;
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at] as number;
      const column = cell % columns;
      for (const next of [cell - columns, cell + columns, column > 0 ? cell - 1 : -1, column < columns - 1 ? cell + 1 : -1]) {
        if (next < 0 || next >= mask.length || !mask[next] || seen[next]) continue;
        seen[next] = 1;
        cells.push(next);
      }
    }
    if (cells.length >= least) found.push(measured(cells, columns));
  }
  return found.sort((a, b) => b.cells.length - a.cells.length);
}

export function measured(cells: readonly number[], columns: number): Component {
  let x = 0;
  let y = 0;
  for (const cell of cells) {
    x += (cell % columns) / cells.length;
    y += Math.floor(cell / columns) / cells.length;
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const cell of cells) {
    const dx = (cell % columns) - x;
    const dy = Math.floor(cell / columns) - y;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // Principal axis from the x axis, y downwards, then from upright; the other axis where that one lies flat.
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  const spread = Math.hypot(xx - yy, 2 * xy);
  const long = Math.sqrt((xx + yy + spread) / 2);
  const short = Math.sqrt(Math.max((xx + yy - spread) / 2, 1e-6));
  const fromUpright = axis > 0 ? axis - Math.PI / 2 : axis + Math.PI / 2;
  const upright = Math.abs(fromUpright) <= Math.PI / 4;
  const angle = upright ? fromUpright : fromUpright > 0 ? fromUpright - Math.PI / 2 : fromUpright + Math.PI / 2;
  return { cells, x: (x + 0.5) * CELL, y: (y + 0.5) * CELL, angle: (angle * 180) / Math.PI, stretch: upright ? long / short : short / long };
}
