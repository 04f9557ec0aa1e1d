/** Finds the fingers of a slap: hand angle, fingertips, their places and names, which hand it is. Anything else on the platen is an honest count. */
import type { GreyImage } from '../grey-image.js';
import { contactOf } from '../minutiae/contact.js';
import { workable } from '../minutiae/find.js';
import type { Flow } from '../minutiae/flow.js';
import { measureCells, ridgeFlow } from '../minutiae/flow.js';
import type { Periods } from '../minutiae/period.js';
import { measurePeriods, REGION } from '../minutiae/period.js';
import type { Component } from './components.js';
import { components } from './components.js';
import { mean, sideOf } from './hand.js';
import type { Expected, Naming } from './naming.js';
import { nameTips } from './naming.js';
import type { Tip } from './tips.js';
import { fingertips, handAngle } from './tips.js';
import { turnedBox } from './turned-box.js';

export interface Segmentation extends Naming {
  readonly seen: number;
  /** All that was seen, from left to right, without names: middle, size, angle. */
  readonly tips: readonly Tip[];
  /** Degrees clockwise. */
  readonly handAngle: number;
  /** Which hand it looks like, whatever was asked for; null where the fingers do not say. */
  readonly side: 'left' | 'right' | null;
}

/** Cells of a part: 30 mm². */
const LEAST_CELLS = 180;

/** 500 ppi, fingers upwards, turned by up to about 40°. */
export function segmentSlap(image: GreyImage, expected: Expected): Segmentation {
  if (!workable(image)) return nothingSeen(image, expected);
  const cells = measureCells(image);
  const { touched, paper } = contactOf(cells);
  const flow = ridgeFlow(cells, 2);
  const periods = measurePeriods(image, flow, touched);
  const parts = components(touched, cells.columns, LEAST_CELLS).filter((part) => hasRidges(part, flow, periods));
  const angle = handAngle(parts);
  const prints = fingertips(parts, angle, cells.columns);
  if (prints.length === 0) return nothingSeen(image, expected);
  const upright = handAngle(prints);
  const tips = prints.map((part) => turnedBox(image, part, cells.columns, paper, leanOf(part, upright)));
  const lean = mean(tips.map((tip) => tip.angle));
  const side = sideOf(tips, lean, expected);
  const naming = nameTips(tips, expected, image);
  // Names that were found by one hand's shape say little of the other one.
  const isOther = expected.step !== 15 && side !== null && side !== (expected.step === 13 ? 'right' : 'left');
  const isCounted = tips.length === naming.proposed.length;
  return { ...naming, isSure: naming.isSure && (isCounted || !isOther), seen: tips.length, tips, handAngle: lean, side };
}

function nothingSeen(image: GreyImage, expected: Expected): Segmentation {
  return { ...nameTips([], expected, image), seen: 0, tips: [], handAngle: 0, side: null };
}

/** Lines at a ridge's distance, and not all ways at once: dirt, cloth and letters are no finger. */
function hasRidges(part: Component, flow: Flow, periods: Periods): boolean {
  let lines = 0;
  for (const cell of part.cells) {
    const region = Math.floor(Math.floor(cell / flow.columns) / REGION) * periods.columns + Math.floor((cell % flow.columns) / REGION);
    const period = periods.period[region] as number;
    if ((flow.coherence[cell] as number) > 0.3 && period >= 5 && period <= 14 && (periods.regularity[region] as number) > 0.3) lines++;
  }
  return lines > 0.35 * part.cells.length;
}

/** The print's own lean, as far as its shape tells it, else the hand's. */
function leanOf(part: Component, hand: number): number {
  const trust = Math.min(Math.max((part.stretch - 1) / 0.2, 0), 1);
  return Math.abs(part.angle - hand) > 30 ? hand : trust * part.angle + (1 - trust) * hand;
}
