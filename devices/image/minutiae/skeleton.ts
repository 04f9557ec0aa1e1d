/** Where lines end and fork, by crossing number (Rutovitz, 1966), and where their branches lead. */
import { neighbourhood } from './thin.js';

/** Pixels that a branch is followed. */
export const FOLLOWED = 20;

export interface Branch {
  /** Pixels gone. */
  readonly steps: number;
  /** The pixel where the walk stopped. */
  readonly end: number;
  /** From the minutia to where the branch is about ten pixels on. */
  readonly dx: number;
  readonly dy: number;
}

export interface LinePoint {
  readonly at: number;
  readonly kind: 'ending' | 'fork';
  readonly branches: readonly Branch[];
}

/** Lines that end (crossing number 1) and fork (3), with their branches. `lines`: one pixel wide, none on the picture's edge. */
export function linePoints(lines: Uint8Array, width: number): readonly LinePoint[] {
  const crossings = new Uint8Array(lines.length);
  const found: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!lines[at]) continue;
    crossings[at] = crossingNumber(neighbourhood(lines, at, width));
    if (crossings[at] === 1 || crossings[at] === 3) found.push(at);
  }
  return found.map((at) => ({
    at,
    kind: crossings[at] === 1 ? 'ending' : 'fork',
    branches: starts(neighbourhood(lines, at, width)).map((bit) => follow(lines, crossings, width, at, bit)),
  }));
}

function crossingNumber(bits: number): number {
  let changes = 0;
  for (let bit = 0; bit < 8; bit++) changes += ((bits >> bit) ^ (bits >> ((bit + 1) & 7))) & 1;
  return changes / 2;
}

/** One neighbour of each run of set bits: a straight one before a slanting one. */
function starts(bits: number): readonly number[] {
  const found: number[] = [];
  for (let bit = 0; bit < 8; bit++) {
    if (!((bits >> bit) & 1) || (bits >> ((bit + 7) & 7)) & 1) continue;
    found.push((bit & 1) === 1 && (bits >> ((bit + 1) & 7)) & 1 ? (bit + 1) & 7 : bit);
  }
  return found;
}

const across = [0, 1, 1, 1, 0, -1, -1, -1] as const;
const downwards = [-1, -1, 0, 1, 1, 1, 0, -1] as const;
/** Straight neighbours first. */
const order = [0, 2, 4, 6, 1, 3, 5, 7] as const;

function follow(lines: Uint8Array, crossings: Uint8Array, width: number, from: number, bit: number): Branch {
  const step = (at: number, to: number): number => at + (downwards[to] as number) * width + (across[to] as number);
  let before = from;
  let at = step(from, bit);
  let tenth = at;
  let steps = 1;
  while (steps < FOLLOWED && crossings[at] === 2) {
    let next = -1;
    for (const to of order) {
      const there = step(at, to);
      if (!lines[there] || there === before || there === from || (steps > 1 && touches(there, before, width))) continue;
      next = there;
      break;
    }
    if (next < 0) break;
    before = at;
    at = next;
    steps++;
    if (steps <= 10) tenth = at;
  }
  return { steps, end: at, dx: (tenth % width) - (from % width), dy: Math.floor(tenth / width) - Math.floor(from / width) };
}

function touches(one: number, other: number, width: number): boolean {
  return Math.abs((one % width) - (other % width)) <= 1 && Math.abs(Math.floor(one / width) - Math.floor(other / width)) <= 1;
}
