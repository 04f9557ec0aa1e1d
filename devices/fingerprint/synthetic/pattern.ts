/** Classes of prints and their ridge flow: the zero-pole model (Sherlock and Monro, 1993). */
import type { Finger } from '../../../sync/core/fingers.js';
import type { Random } from './random.js';
import { between } from './random.js';

export const classes = ['whorl', 'double-loop', 'left-loop', 'right-loop', 'tented-arch', 'arch'] as const;
export type PrintClass = (typeof classes)[number];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Core extends Point {
  /** Direction in which the loop around the core is open, radians, y upwards. */
  readonly opens: number;
}

export interface Pattern {
  readonly kind: PrintClass;
  /** Half of a flat print's width and height, pixels. */
  readonly w: number;
  readonly h: number;
  /** Pixels from the finger's middle, y upwards. */
  readonly cores: readonly Core[];
  readonly deltas: readonly Point[];
  /** An arch's middle, pixels; 0 for the others. */
  readonly ridge: number;
}

const DOWN = -Math.PI / 2;
const UP = Math.PI / 2;

/**
 * Thumb to little finger: shares of whorls, double loops, loops to the thumb's side, tented and plain arches.
 * The rest are loops to the little finger's side. Over ten fingers 28, 5, 6, 3 and 3 %.
 */
const odds: readonly (readonly [number, number, number, number, number])[] = [
  [0.38, 0.07, 0.01, 0.01, 0.02],
  [0.32, 0.06, 0.19, 0.07, 0.06],
  [0.2, 0.04, 0.04, 0.04, 0.04],
  [0.37, 0.04, 0.01, 0.02, 0.02],
  [0.13, 0.03, 0.02, 0.01, 0.01],
];

/** Draws a class by population odds. A right hand's loops open to the right, as its little finger lies there in the picture. */
export function drawClass(next: Random, finger: Finger): PrintClass {
  const ulnar: PrintClass = finger <= 5 ? 'right-loop' : 'left-loop';
  const radial: PrintClass = finger <= 5 ? 'left-loop' : 'right-loop';
  let draw = next();
  for (const [index, kind] of (['whorl', 'double-loop', radial, 'tented-arch', 'arch'] as const).entries()) {
    draw -= odds[(finger - 1) % 5]?.[index] ?? 0;
    if (draw < 0) return kind;
  }
  return ulnar;
}

/** Lays cores and deltas of a class; `width` and `height` of a flat print. */
export function drawPattern(next: Random, kind: PrintClass, width: number, height: number): Pattern {
  const jitter = (size: number): number => between(next, -size, size);
  const w = width / 2;
  const h = height / 2;
  const coreY = h * 0.14 + jitter(h * 0.07);
  const deltaY = -h * 0.52 + jitter(h * 0.07);
  // Often near the rim of a flat print, or beyond it: a rolled one shows them.
  const delta = (side: -1 | 1, reach: number): Point => ({ x: side * w * between(next, reach - 0.08, reach + 0.14), y: deltaY + jitter(h * 0.05) });
  const laid = (cores: readonly Core[], deltas: readonly Point[], ridge = 0): Pattern => ({ kind, w, h, cores, deltas, ridge });
  switch (kind) {
    case 'whorl': {
      const half = between(next, 8, 17);
      const lean = jitter(5);
      return laid([{ x: lean, y: coreY + half, opens: DOWN }, { x: -lean, y: coreY - half, opens: UP }], [delta(-1, 0.76), delta(1, 0.76)]);
    }
    case 'double-loop': {
      const half = between(next, 26, 36);
      const lean = between(next, 22, 34) * (next() < 0.5 ? -1 : 1);
      return laid([{ x: lean, y: coreY + half, opens: DOWN }, { x: -lean, y: coreY - half, opens: UP }], [delta(-1, 0.78), delta(1, 0.78)]);
    }
    case 'left-loop':
      return laid([{ x: jitter(8) - 4, y: coreY, opens: DOWN - between(next, 0.5, 0.8) }], [delta(1, 0.62)]);
    case 'right-loop':
      return laid([{ x: jitter(8) + 4, y: coreY, opens: DOWN + between(next, 0.5, 0.8) }], [delta(-1, 0.62)]);
    case 'tented-arch': {
      const x = jitter(6);
      return laid([{ x, y: coreY - h * 0.08, opens: DOWN }], [{ x: x + jitter(2), y: deltaY + h * 0.12 }]);
    }
    case 'arch':
      return laid([], [], jitter(w * 0.08));
  }
}

/** Angle of the ridges at a point, radians, y upwards, modulo π. */
export function flow(pattern: Pattern, x: number, y: number): number {
  // Along the crease below the pad all ridges lie across.
  const lying = Math.min(Math.max((-y / pattern.h - 0.6) / 0.42, 0), 1);
  const angle = padFlow(pattern, x, y);
  if (lying === 0) return angle;
  const tilt = angle - Math.PI * Math.round(angle / Math.PI);
  return tilt * (1 - lying * lying * (3 - 2 * lying));
}

function padFlow(pattern: Pattern, x: number, y: number): number {
  const { w, h } = pattern;
  // The sides of a finger fall away: outside the pad the ridges run down and out, straighter towards the crease.
  const across = x / (w * 1.9);
  const fall = -0.62 * across * (1 - 0.25 * across * across) * Math.min(Math.max(0.75 + y / (h * 1.4), 0), 1);
  if (pattern.kind === 'arch') {
    // One wave: steepest half-way out, its height falling off above and below the middle of the pad.
    const out = (x - pattern.ridge) / (w * 0.52);
    const level = (y + h * 0.16) / (h * 0.62);
    return fall - Math.atan((1.15 * out * Math.exp(0.5 - (out * out) / 2)) / (1 + level * level));
  }
  let turn = 0;
  for (const core of pattern.cores) {
    const angle = Math.atan2(y - core.y, x - core.x);
    // The bare model fans out from the core; real legs of a loop run side by side: turn faster around its head, slower between its legs.
    turn += angle - 0.55 * Math.sin(angle - core.opens);
  }
  for (const delta of pattern.deltas) turn -= Math.atan2(y - delta.y, x - delta.x);
  return turn / 2 + fall;
}
