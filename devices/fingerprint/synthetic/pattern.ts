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
  /** Pixels from the finger's middle, y upwards. */
  readonly cores: readonly Core[];
  readonly deltas: readonly Point[];
}

const DOWN = -Math.PI / 2;
const UP = Math.PI / 2;

/** Draws a class by population odds: loops open to the little finger's side far more often than to the thumb's. */
export function drawPattern(next: Random, finger: Finger, width: number, height: number): Pattern {
  const draw = next();
  const ulnar: PrintClass = finger <= 5 ? 'right-loop' : 'left-loop';
  const radial: PrintClass = finger <= 5 ? 'left-loop' : 'right-loop';
  const kind: PrintClass =
    draw < 0.28 ? 'whorl' : draw < 0.34 ? 'double-loop' : draw < 0.88 ? ulnar : draw < 0.93 ? radial : draw < 0.97 ? 'tented-arch' : 'arch';
  const jitter = (size: number): number => between(next, -size, size);
  const w = width / 2;
  const h = height / 2;
  const coreY = h * 0.16 + jitter(h * 0.06);
  const deltaY = -h * 0.5 + jitter(h * 0.07);
  const delta = (side: -1 | 1, reach: number): Point => ({ x: side * w * reach + jitter(w * 0.05), y: deltaY + jitter(h * 0.04) });
  switch (kind) {
    case 'whorl': {
      const half = between(next, 8, 17);
      const lean = jitter(5);
      return { kind, cores: [{ x: lean, y: coreY + half, opens: DOWN }, { x: -lean, y: coreY - half, opens: UP }], deltas: [delta(-1, 0.72), delta(1, 0.72)] };
    }
    case 'double-loop': {
      const half = between(next, 22, 30);
      const lean = between(next, 14, 24) * (next() < 0.5 ? -1 : 1);
      return { kind, cores: [{ x: lean, y: coreY + half, opens: DOWN }, { x: -lean, y: coreY - half, opens: UP }], deltas: [delta(-1, 0.74), delta(1, 0.74)] };
    }
    case 'left-loop':
      return { kind, cores: [{ x: jitter(8) - 4, y: coreY, opens: DOWN - between(next, 0.5, 0.8) }], deltas: [delta(1, 0.6)] };
    case 'right-loop':
      return { kind, cores: [{ x: jitter(8) + 4, y: coreY, opens: DOWN + between(next, 0.5, 0.8) }], deltas: [delta(-1, 0.6)] };
    case 'tented-arch': {
      const x = jitter(6);
      return { kind, cores: [{ x, y: coreY - h * 0.05, opens: DOWN }], deltas: [{ x: x + jitter(2), y: deltaY + h * 0.12 }] };
    }
    case 'arch':
      return { kind, cores: [], deltas: [] };
  }
}

/** Angle of the ridges at a point, radians, y upwards, modulo π. */
export function flow(pattern: Pattern, x: number, y: number, width: number, height: number): number {
  if (pattern.kind === 'arch') {
    // A single wave whose height falls off away from the middle of the pad.
    const rise = 0.95 * Math.exp(-(((y + height * 0.1) / (height * 0.28)) ** 2)) + 0.12;
    return -Math.atan(rise * Math.sin((x / (width * 0.5)) * Math.PI * 0.9));
  }
  let turn = 0;
  for (const core of pattern.cores) {
    const angle = Math.atan2(y - core.y, x - core.x);
    // The bare model fans out from the core; real legs of a loop run side by side: turn faster around its head, slower between its legs.
    turn += angle - 0.55 * Math.sin(angle - core.opens);
  }
  for (const delta of pattern.deltas) turn -= Math.atan2(y - delta.y, x - delta.x);
  return turn / 2;
}
