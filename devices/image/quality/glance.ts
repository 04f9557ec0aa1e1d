/** What a live picture shows, fast enough for every frame: how many fingers, where, and the first thing to do better. */
import type { FingerCause } from '../../../sync/core/finger-capture.js';
import type { GreyImage } from '../grey-image.js';
import { CELL } from '../minutiae/flow.js';
import type { Component } from '../segment/components.js';
import { components } from '../segment/components.js';
import { fingertips, handAngle } from '../segment/tips.js';
import { coarseCells } from './coarse.js';
import type { Coarse } from './coarse.js';

export interface SeenTip {
  /** Middle, millimetres from the picture's left upper corner. */
  readonly x: number;
  readonly y: number;
  /** Square millimetres. */
  readonly area: number;
  /** 0 as the bare platen … 1 black. */
  readonly darkness: number;
}

export interface Glance {
  readonly seen: number;
  readonly cause: FingerCause | null;
  /** From left to right: who compares frames tells by them whether the hand is still. */
  readonly tips: readonly SeenTip[];
}

/** Millimetres of a cell's side, and its area. */
const SIDE = (CELL * 25.4) / 500;
const AREA = SIDE * SIDE;
/** A tip of a child that hardly touches has 25 mm². */
const LEAST_CELLS = 150;
const LARGEST = 4_000_000;
/** Square millimetres; a thumb rolled from nail to nail has up to 40 × 30. */
const LARGEST_ROLLED = 1300;

/**
 * `pixelsPerInch` of the live picture: 200 for 640 × 400 of a platen of 81 × 51 mm. Too large, too small and empty pictures show nothing.
 * `isRolled`: one finger is being rolled, whose print is as wide as it becomes.
 */
export function glance(image: GreyImage, pixelsPerInch: number, isRolled = false): Glance {
  const { width, height, pixels } = image;
  const fits = width >= 16 && height >= 16 && width * height <= LARGEST && pixels.length === width * height;
  if (!fits || !(pixelsPerInch >= 60 && pixelsPerInch <= 2000)) return { seen: 0, cause: null, tips: [] };
  const coarse = coarseCells(image, (CELL * pixelsPerInch) / 500);
  const parts = components(coarse.touched, coarse.columns, LEAST_CELLS);
  const angle = handAngle(parts);
  const prints = isRolled ? rolledPrint(parts) : fingertips(parts, angle, coarse.columns);
  const tips = prints.map((part): SeenTip => ({ x: (part.x / CELL) * SIDE, y: (part.y / CELL) * SIDE, area: part.cells.length * AREA, darkness: darknessOf(part, coarse) }));
  return { seen: tips.length, cause: isRolled ? null : causeOf(parts, prints, tips, coarse), tips };
}

/** The largest part, where it is no larger than a thumb from nail to nail. */
function rolledPrint(parts: readonly Component[]): readonly Component[] {
  const largest = parts.reduce<Component | null>((one, other) => (one !== null && one.cells.length >= other.cells.length ? one : other), null);
  return largest !== null && largest.cells.length * AREA < LARGEST_ROLLED ? [largest] : [];
}

function darknessOf(part: Component, { mean, paper }: Coarse): number {
  let sum = 0;
  for (const cell of part.cells) sum += mean[cell] as number;
  return Math.min(Math.max(1 - sum / part.cells.length / Math.max(paper, 1), 0), 1);
}

/** First what is laid down wrongly, then how it is pressed: the finger that is worst speaks for the hand. */
function causeOf(parts: readonly Component[], prints: readonly Component[], tips: readonly SeenTip[], coarse: Coarse): FingerCause | null {
  if (prints.length === 0) return parts.some((part) => part.cells.length * AREA > 350) ? 'not-a-finger' : null;
  if (prints.some((part) => cutOff(part, coarse))) return 'off-centre';
  if (Math.abs(handAngle(prints)) > 30) return 'rotated';
  const faults = tips.map((tip) => pressFault(tip, tips.length)).filter((one) => one !== null);
  return faults.sort((a, b) => b.weight - a.weight)[0]?.cause ?? null;
}

/** Square millimetres and darkness as simulated fingers show them; a thumb is a fifth larger than a finger of four. */
function pressFault({ area, darkness }: SeenTip, among: number): { readonly cause: FingerCause; readonly weight: number } | null {
  const large = area > (among > 2 ? 265 : 320);
  if (area < 125) return { cause: darkness < 0.34 ? 'too-light' : 'too-small', weight: 125 / area };
  if (darkness < 0.2) return { cause: 'dry', weight: 0.2 / Math.max(darkness, 0.01) };
  if (large && darkness > 0.42) return { cause: 'too-hard', weight: darkness / 0.42 };
  return darkness > 0.455 ? { cause: 'wet', weight: darkness / 0.455 } : null;
}

/** A good part of it lies along the picture's edge. */
function cutOff(part: Component, { columns, rows }: Coarse): boolean {
  const edge = part.cells.filter((cell) => {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    return column < 1 || row < 1 || column >= columns - 2 || row >= rows - 2;
  });
  return edge.length > 0.35 * Math.sqrt(part.cells.length);
}
