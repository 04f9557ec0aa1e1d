import type { GreyImage } from '../grey-image.js';
import { evened, quantile } from '../minutiae/contact.js';

/** Cells as large as those of a picture of 500 ppi, whatever the picture's own resolution. */
export interface Coarse {
  readonly columns: number;
  readonly rows: number;
  /** Grey. */
  readonly mean: Float32Array;
  readonly touched: Uint8Array;
  readonly paper: number;
}

/** One pass over the pixels; `side` of a cell in pixels, any number above 1. */
export function coarseCells({ width, height, pixels }: GreyImage, side: number): Coarse {
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const grey = new Float32Array(columns * rows);
  const strokes = new Float32Array(columns * rows);
  const counts = new Uint16Array(columns * rows);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor(x / side));
  for (let y = 0; y < height - 1; y++) {
    const first = Math.floor(y / side) * columns;
    for (let x = 0, at = y * width; x < width - 1; x++, at++) {
      const cell = first + (columnOf[x] as number);
      const here = pixels[at] as number;
      const across = here - (pixels[at + 1] as number);
      const down = here - (pixels[at + width] as number);
      grey[cell] = (grey[cell] as number) + here;
      strokes[cell] = (strokes[cell] as number) + (across < 0 ? -across : across) + (down < 0 ? -down : down);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  for (let cell = 0; cell < grey.length; cell++) {
    const count = Math.max(counts[cell] as number, 1);
    // A last column or row that holds no pixel is like its neighbour.
    grey[cell] = counts[cell] ? (grey[cell] as number) / count : (grey[Math.max(cell - 1, 0)] as number);
    strokes[cell] = (strokes[cell] as number) / count;
  }
  const paper = quantile(grey, 0.98);
  const least = Math.max(7, quantile(strokes, 0.95) * 0.15);
  const touched = new Uint8Array(grey.length);
  for (let cell = 0; cell < touched.length; cell++) {
    if ((strokes[cell] as number) > least || (grey[cell] as number) < paper - 40) touched[cell] = 1;
  }
  return { columns, rows, mean: grey, paper, touched: evened(touched, columns, rows) };
}
