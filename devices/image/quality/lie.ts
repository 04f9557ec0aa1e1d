/** How a print lies in its picture: whether the picture cuts it, and how far it leans. */
import type { Ridges } from '../minutiae/find.js';
import { components } from '../segment/components.js';

export interface Lie {
  /** Share of the print's outline that the picture's edge cuts on one side more than on the other, 0–1: a finger that fills a small sensor is not off centre. */
  readonly cut: number;
  /** Degrees clockwise; 0 where its shape does not tell. */
  readonly angle: number;
}

export function lieOf({ contact, flow }: Ridges): Lie {
  const [print] = components(contact.touched, flow.columns, 40);
  if (!print) return { cut: 0, angle: 0 };
  const own = new Set(print.cells);
  let [outline, left, right, top, bottom] = [0, 0, 0, 0, 0];
  for (const cell of print.cells) {
    const column = cell % flow.columns;
    const row = Math.floor(cell / flow.columns);
    // The outermost cells may hold a few pixels only: they are never reached.
    if (column < 1) left++;
    else if (column >= flow.columns - 1) right++;
    else if (row < 1) top++;
    else if (row >= flow.rows - 1) bottom++;
    else if (!own.has(cell - 1) || !own.has(cell + 1) || !own.has(cell - flow.columns) || !own.has(cell + flow.columns)) outline++;
  }
  const cut = Math.max(Math.abs(left - right), Math.abs(top - bottom));
  return { cut: cut / Math.max(outline + left + right + top + bottom, 1), angle: print.stretch > 1.12 ? print.angle : 0 };
}
