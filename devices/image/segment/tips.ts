/** Which parts are fingertips: the hand is turned upright first, fingers that touch are parted, and what lies below a tip is its next joint. */
import { CELL } from '../minutiae/flow.js';
import type { Component } from './components.js';
import { measured } from './components.js';

/** A fingertip: its middle, pixels, and its size in its own frame. Degrees clockwise. */
export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** Pixels at 500 ppi. The flat print of a large thumb is 20 mm wide. */
const WIDEST = 430;
const LONGEST = 560;
const NARROWEST = 90;

interface Span {
  readonly part: Component;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Degrees clockwise: the lean of all parts, each as far as its shape tells it. */
export function handAngle(parts: readonly Component[]): number {
  let sum = 0;
  let weight = 0;
  for (const part of parts) {
    const say = Math.min(Math.abs(Math.log(part.stretch)), 0.7) ** 2 * part.cells.length;
    sum += say * part.angle;
    weight += say;
  }
  return weight > 0 ? sum / weight : 0;
}

/** From left to right as they lie on the hand. */
export function fingertips(parts: readonly Component[], angle: number, columns: number): readonly Component[] {
  const pieces = parts.flatMap((part) => parted(part, angle, columns)).map((part) => spanOf(part, angle, columns));
  const possible = pieces.filter(({ left, right, top, bottom }) => right - left <= WIDEST && right - left >= NARROWEST && bottom - top <= LONGEST * 1.25 && bottom - top >= NARROWEST);
  const tips = possible.filter((one) => !possible.some((other) => other !== one && above(other, one)));
  return tips.filter((one) => !strayJoint(one, tips)).sort((a, b) => a.left + a.right - b.left - b.right).map(({ part }) => part);
}

/** The other lies over the one, in the same finger. */
function above(other: Span, one: Span): boolean {
  if (other.top + other.bottom >= one.top + one.bottom) return false;
  const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return shared > 0.5 * Math.min(one.right - one.left, other.right - other.left);
}

/** A joint whose fingertip left no print: wider than long, and far below the others. */
function strayJoint(one: Span, tips: readonly Span[]): boolean {
  const others = tips.filter((other) => other !== one).map((other) => (other.top + other.bottom) / 2).sort((a, b) => a - b);
  const usual = others[Math.floor(others.length / 2)];
  return usual !== undefined && bottomHeavy(one) && (one.top + one.bottom) / 2 > usual + 260;
}

function bottomHeavy({ left, right, top, bottom }: Span): boolean {
  return bottom - top < 0.95 * (right - left);
}

function spanOf(part: Component, angle: number, columns: number): Span {
  const cosine = Math.cos((angle * Math.PI) / 180);
  const sine = Math.sin((angle * Math.PI) / 180);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const cell of part.cells) {
    const x = ((cell % columns) + 0.5) * CELL;
    const y = (Math.floor(cell / columns) + 0.5) * CELL;
    const across = cosine * x + sine * y;
    const along = cosine * y - sine * x;
    left = Math.min(left, across);
    right = Math.max(right, across);
    top = Math.min(top, along);
    bottom = Math.max(bottom, along);
  }
  return { part, left: left - CELL / 2, right: right + CELL / 2, top: top - CELL / 2, bottom: bottom + CELL / 2 };
}

/** Fingers side by side that touch are cut apart where they are thinnest, a tip that runs into its joint where it is narrowest. */
function parted(part: Component, angle: number, columns: number): readonly Component[] {
  const { left, right, top, bottom } = spanOf(part, angle, columns);
  const wide = right - left > WIDEST;
  if (!wide && bottom - top <= Math.min(LONGEST, 1.65 * (right - left))) return [part];
  const radians = (angle * Math.PI) / 180;
  const place = (cell: number): number => {
    const x = ((cell % columns) + 0.5) * CELL;
    const y = (Math.floor(cell / columns) + 0.5) * CELL;
    return wide ? Math.cos(radians) * x + Math.sin(radians) * y - left : Math.cos(radians) * y - Math.sin(radians) * x - top;
  };
  const profile = new Float32Array(Math.ceil((wide ? right - left : bottom - top) / CELL) + 1);
  for (const cell of part.cells) profile[Math.floor(place(cell) / CELL)] = (profile[Math.floor(place(cell) / CELL)] as number) + 1;
  const cut = valley(profile, Math.ceil(NARROWEST / CELL));
  if (cut < 0) return [part];
  const halves = [part.cells.filter((cell) => place(cell) < cut * CELL), part.cells.filter((cell) => place(cell) >= cut * CELL)];
  if (halves.some((cells) => cells.length < 40)) return [part];
  return halves.flatMap((cells) => parted(measured(cells, columns), angle, columns));
}

/** The deepest place between two heights, at least `margin` from either end, where a third is missing; −1 where there is none. */
function valley(profile: Float32Array, margin: number): number {
  let best = -1;
  let depth = 0.66;
  for (let at = margin; at < profile.length - margin; at++) {
    const here = ((profile[at - 1] as number) + (profile[at] as number) + (profile[at + 1] as number)) / 3;
    const before = Math.max(...profile.subarray(0, at));
    const after = Math.max(...profile.subarray(at + 1));
    const share = here / Math.max(Math.min(before, after), 1);
    if (share < depth) {
      depth = share;
      best = at;
    }
  }
  return best;
}
