/** What can be measured of a print's ink: how dark its ridges and how light its valleys are, in squares of 16 × 16 pixels. */
import type { GreyImage } from '../grey-image.js';
import type { Ridges } from '../minutiae/find.js';
import { CELL } from '../minutiae/flow.js';
import { REGION } from '../minutiae/period.js';

/** Shares 0–1; darkness 0 as the bare platen … 1 black. */
export interface Measures {
  /** Pixels touched, in square millimetres. */
  readonly area: number;
  /** Share of the touched pixels that are dark. */
  readonly inked: number;
  /** Median darkness of valleys and of ridges. */
  readonly valley: number;
  readonly ridge: number;
  /** Share of squares whose valleys are filled; whose ridges are pale. */
  readonly filled: number;
  readonly pale: number;
  /** Means over what is touched. */
  readonly coherence: number;
  readonly regularity: number;
  /** Grey levels between ridges and valleys, of 255: the median. */
  readonly contrast: number;
  /** How much clearer the ridges are in one direction than across it, 0–1: a finger that slid. */
  readonly smear: number;
}

/** Square millimetres of a pixel at 500 ppi. */
const PIXEL = (25.4 / 500) ** 2;
const SIDE = REGION * CELL;

export function measureInk(image: GreyImage, ridgesOf: Ridges): Measures {
  const { width, height, pixels } = image;
  const { contact, flow, periods } = ridgesOf;
  const { touched, paper } = contact;
  const span = Math.max(paper, 1);
  const valleys: number[] = [];
  const ridges: number[] = [];
  const differences: number[] = [];
  const counts = new Uint16Array(256);
  let cells = 0;
  let dark = 0;
  let seen = 0;
  let coherence = 0;
  let regularity = 0;
  for (let cell = 0; cell < touched.length; cell++) {
    if (!touched[cell]) continue;
    cells++;
    coherence += flow.coherence[cell] as number;
  }
  for (let row = 0, region = 0; row < periods.rows; row++) {
    for (let column = 0; column < periods.columns; column++, region++) {
      if (!wholly(touched, flow.columns, flow.rows, row * REGION, column * REGION)) continue;
      counts.fill(0);
      let total = 0;
      for (let y = row * SIDE; y < Math.min((row + 1) * SIDE, height); y++) {
        for (let x = column * SIDE, at = y * width + x; x < Math.min((column + 1) * SIDE, width); x++, at++) {
          const grey = pixels[at] as number;
          counts[grey] = (counts[grey] as number) + 1;
          if (grey < paper * 0.62) dark++;
          total++;
        }
      }
      seen += total;
      const light = level(counts, 0.85 * total);
      const black = level(counts, 0.15 * total);
      valleys.push(1 - light / span);
      ridges.push(1 - black / span);
      differences.push((light - black) / 255);
      regularity += periods.regularity[region] as number;
    }
  }
  const squares = Math.max(valleys.length, 1);
  return {
    area: cells * CELL * CELL * PIXEL, inked: dark / Math.max(seen, 1), valley: middle(valleys), ridge: middle(ridges),
    filled: valleys.filter((one) => one > 0.35).length / squares, pale: ridges.filter((one) => one < 0.4).length / squares,
    coherence: coherence / Math.max(cells, 1), regularity: regularity / squares, contrast: Math.max(middle(differences), 0), smear: smearOf(ridgesOf),
  };
}

/** Sliding wipes out the ridges that lie across its way and leaves those along it. */
function smearOf({ cells, contact, flow }: Ridges): number {
  let [count, weight, x, y, strongX, strongY] = [0, 0, 0, 0, 0, 0];
  for (let cell = 0; cell < contact.touched.length; cell++) {
    if (!contact.touched[cell]) continue;
    const strong = Math.sqrt(cells.energy[cell] as number);
    const cosine = Math.cos(2 * (flow.direction[cell] as number));
    const sine = Math.sin(2 * (flow.direction[cell] as number));
    count++;
    weight += strong;
    x += cosine;
    y += sine;
    strongX += strong * cosine;
    strongY += strong * sine;
  }
  return count > 0 && weight > 0 ? Math.hypot(strongX / weight - x / count, strongY / weight - y / count) : 0;
}

function wholly(touched: Uint8Array, columns: number, rows: number, row: number, column: number): boolean {
  if (row + 1 >= rows || column + 1 >= columns) return false;
  const at = row * columns + column;
  return touched[at] === 1 && touched[at + 1] === 1 && touched[at + columns] === 1 && touched[at + columns + 1] === 1;
}

/** The grey below which so many pixels lie. */
function level(counts: Uint16Array, wanted: number): number {
  let sum = 0;
  for (let grey = 0; grey < counts.length; grey++) {
    sum += counts[grey] as number;
    if (sum >= wanted) return grey;
  }
  return 255;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
