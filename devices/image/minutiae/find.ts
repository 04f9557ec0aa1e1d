/** From a picture to its minutiae: flow, period, Gabor filter, lines one pixel wide, crossing numbers, and what of them is true. */
import type { GreyImage } from '../grey-image.js';
import type { Contact } from './contact.js';
import { contactOf } from './contact.js';
import { enhance } from './enhance.js';
import type { Cells, Flow } from './flow.js';
import { boxSum, CELL, measureCells, ridgeFlow } from './flow.js';
import type { Periods } from './period.js';
import { measurePeriods, REGION, smoothPeriods } from './period.js';
import type { LinePoint } from './skeleton.js';
import { linePoints } from './skeleton.js';
import type { Template } from './template.js';
import { emptyTemplate, FLOW_SQUARE, LARGEST_SIDE, MOST_MINUTIAE, NO_FLOW } from './template.js';
import { thin } from './thin.js';
import { truePoints } from './true-points.js';

/** Pixels: a rolled print is a tenth of it, a whole platen a half. */
export const MOST_PIXELS = 4_000_000;

/** Everything that was measured on the way, for who rates the finger as well. */
export interface Ridges {
  readonly cells: Cells;
  readonly contact: Contact;
  readonly flow: Flow;
  readonly periods: Periods;
}

export function measureRidges(image: GreyImage): Ridges {
  const cells = measureCells(image);
  const contact = contactOf(cells);
  const flow = ridgeFlow(cells, 2);
  return { cells, contact, flow, periods: measurePeriods(image, flow, contact.touched) };
}

/** 500 ppi, dark ridges. Too small, too large and empty pictures have none. */
export function findMinutiae(image: GreyImage): Template {
  return workable(image) ? minutiaeOf(image, measureRidges(image)) : emptyTemplate;
}

export function workable({ width, height, pixels }: GreyImage): boolean {
  return width >= 32 && height >= 32 && width <= LARGEST_SIDE && height <= LARGEST_SIDE && width * height <= MOST_PIXELS && pixels.length === width * height;
}

export function minutiaeOf(image: GreyImage, { cells, contact, flow, periods }: Ridges): Template {
  const { width, height } = image;
  const lines = enhance(image, flow, periods, smoothPeriods(periods), contact.touched);
  thin(lines, width, height);
  const near = boxSum(Float32Array.from(contact.touched), flow.columns, flow.rows, 2);
  const fine = ridgeFlow(cells, 1);
  const cellOf = (at: number): number => Math.floor(Math.floor(at / width) / CELL) * flow.columns + Math.floor((at % width) / CELL);
  const rated = truePoints(linePoints(lines, width), width).flatMap((point) => {
    const cell = cellOf(point.at);
    // All of 5 × 5 cells touched for an ending; a fork needs less.
    if ((near[cell] as number) < (point.kind === 'ending' ? 23 : 20)) return [];
    const quality = qualityAt(fine, periods, cell);
    return quality < 15 ? [] : [{ point, quality }];
  });
  rated.sort((a, b) => b.quality - a.quality);
  const kept = rated.slice(0, MOST_MINUTIAE).sort((a, b) => a.point.at - b.point.at);
  return {
    width, height, count: kept.length,
    x: Uint16Array.from(kept, ({ point }) => point.at % width),
    y: Uint16Array.from(kept, ({ point }) => Math.floor(point.at / width)),
    direction: Uint8Array.from(kept, ({ point }) => directionOf(point, flow.direction[cellOf(point.at)] as number)),
    kind: Uint8Array.from(kept, ({ point }) => (point.kind === 'ending' ? 1 : 2)),
    quality: Uint8Array.from(kept, ({ quality }) => quality),
    ...keptFlow(width, height, flow, contact),
  };
}

function qualityAt(fine: Flow, periods: Periods, cell: number): number {
  const column = Math.floor((cell % fine.columns) / REGION);
  const row = Math.floor(Math.floor(cell / fine.columns) / REGION);
  return Math.round(100 * Math.min((fine.coherence[cell] as number) * (0.4 + 0.6 * (periods.regularity[row * periods.columns + column] as number)), 1));
}

/** The flow's direction, in the sense in which the branch leads. */
function directionOf(point: LinePoint, flow: number): number {
  const { dx, dy } = leading(point);
  const opposite = dx * Math.cos(flow) + dy * Math.sin(flow) < 0;
  return Math.round(((opposite ? flow + Math.PI : flow) / (2 * Math.PI)) * 256) & 255;
}

/** An ending's ridge; of a fork the middle between the two branches that are closest. */
function leading({ branches }: LinePoint): { readonly dx: number; readonly dy: number } {
  let best = { dx: branches[0]?.dx ?? 0, dy: branches[0]?.dy ?? 0 };
  let closest = -2;
  for (let one = 0; one < branches.length; one++) {
    for (let other = one + 1; other < branches.length; other++) {
      const a = unit(branches[one]);
      const b = unit(branches[other]);
      const alike = a.dx * b.dx + a.dy * b.dy;
      if (alike <= closest) continue;
      closest = alike;
      best = { dx: a.dx + b.dx, dy: a.dy + b.dy };
    }
  }
  return best;
}

function unit(branch: { readonly dx: number; readonly dy: number } | undefined): { readonly dx: number; readonly dy: number } {
  if (!branch) return { dx: 0, dy: 0 };
  const length = Math.hypot(branch.dx, branch.dy) || 1;
  return { dx: branch.dx / length, dy: branch.dy / length };
}

function keptFlow(width: number, height: number, flow: Flow, contact: Contact): Pick<Template, 'columns' | 'rows' | 'flow'> {
  const columns = Math.ceil(width / FLOW_SQUARE);
  const rows = Math.ceil(height / FLOW_SQUARE);
  const kept = new Uint8Array(columns * rows).fill(NO_FLOW);
  const cells = FLOW_SQUARE / CELL;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const cell = Math.min(row * cells + 1, flow.rows - 1) * flow.columns + Math.min(column * cells + 1, flow.columns - 1);
      if (contact.touched[cell] && (flow.coherence[cell] as number) > 0.25) kept[at] = Math.round(((flow.direction[cell] as number) / Math.PI) * 180) % 180;
    }
  }
  return { columns, rows, flow: kept };
}
