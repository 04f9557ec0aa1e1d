import { apart, NEIGHBOURS } from './neighbours.js';
import type { Neighbours } from './neighbours.js';
import type { Template } from './template.js';

/** Pairs of minutiae that belong together. */
export interface Growth {
  readonly pairs: number;
  /** Per pair the minutia of the one and of the other. */
  readonly one: Uint8Array;
  readonly two: Uint8Array;
  /** Sum over the pairs of how well each fits, 0–1 each. */
  readonly fit: number;
  /** Turn from the one to the other, 256ths. */
  readonly turn: number;
}

/** Pixels that a minutia may lie off the place that the pairs around it give, and how much more per pixel of distance to them: skin stretches. */
const STRAY = 5;
const STRETCH = 0.09;
/** Pixels within which pairs have a say. */
const AROUND = 110;

interface Candidate {
  readonly one: number;
  readonly two: number;
  readonly value: number;
}

/** Grows from one pair, the best fitting edge first. Each minutia is paired once. */
export function grow(a: Template, b: Template, around: Neighbours, other: Neighbours, seed: number): Growth {
  const one = new Uint8Array(Math.min(a.count, b.count));
  const two = new Uint8Array(one.length);
  const takenOne = new Uint8Array(a.count);
  const takenTwo = new Uint8Array(b.count);
  const turn = ((b.direction[seed % b.count] as number) - (a.direction[Math.floor(seed / b.count)] as number)) & 255;
  const field = fieldOf(a, b, turn);
  let pairs = 0;
  let fit = 0;
  const open: Candidate[] = [{ one: Math.floor(seed / b.count), two: seed % b.count, value: 1 }];
  while (open.length > 0 && pairs < one.length) {
    const next = takeBest(open);
    if (takenOne[next.one] || takenTwo[next.two]) continue;
    const close = field.closeness(next.one, next.two);
    if (close <= 0) continue;
    takenOne[next.one] = takenTwo[next.two] = 1;
    one[pairs] = next.one;
    two[pairs] = next.two;
    pairs++;
    fit += close;
    field.add(next.one, next.two);
    edges(around, next.one, other, next.two, turn, a, b, (candidate) => {
      if (!takenOne[candidate.one] && !takenTwo[candidate.two]) open.push(candidate);
    });
  }
  return { pairs, one, two, fit, turn };
}

function takeBest(open: Candidate[]): Candidate {
  let best = 0;
  for (let at = 1; at < open.length; at++) if ((open[at] as Candidate).value > (open[best] as Candidate).value) best = at;
  const taken = open[best] as Candidate;
  const last = open.pop() as Candidate;
  if (best < open.length) open[best] = last;
  return taken;
}

/** Neighbours of the one that have their like around the other. */
function edges(around: Neighbours, one: number, other: Neighbours, two: number, turn: number, a: Template, b: Template, tell: (candidate: Candidate) => void): void {
  const last = two * NEIGHBOURS + (other.used[two] as number);
  for (let at = one * NEIGHBOURS; at < one * NEIGHBOURS + (around.used[one] as number); at++) {
    const distance = around.distance[at] as number;
    const slack = 5 + 0.1 * distance;
    for (let like = two * NEIGHBOURS; like < last; like++) {
      const off = (other.distance[like] as number) - distance;
      if (off > slack) break;
      if (off < -slack) continue;
      const bearing = apart(around.bearing[at] as number, other.bearing[like] as number);
      if (bearing > 16) continue;
      const first = around.index[at] as number;
      const second = other.index[like] as number;
      const turned = apart((b.direction[second] as number) - (a.direction[first] as number), turn);
      if (turned > 26) continue;
      tell({ one: first, two: second, value: 1 - (Math.abs(off) / slack + bearing / 16 + turned / 26) / 4 + (a.kind[first] === b.kind[second] ? 0.05 : 0) });
    }
  }
}

interface Field {
  /** 1 where the minutia lies just where the pairs around put it … 0 too far off. */
  readonly closeness: (one: number, two: number) => number;
  readonly add: (one: number, two: number) => void;
}

/** Where the pairs so far put what lies around them: each carries its own shift, so the picture may be stretched. */
function fieldOf(a: Template, b: Template, turn: number): Field {
  const cosine = Math.cos((turn * Math.PI) / 128);
  const sine = Math.sin((turn * Math.PI) / 128);
  const pairs: { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number }[] = [];
  const place = (one: number, two: number): { x: number; y: number; dx: number; dy: number } => {
    const x = (a.x[one] as number) * cosine - (a.y[one] as number) * sine;
    const y = (a.x[one] as number) * sine + (a.y[one] as number) * cosine;
    return { x, y, dx: (b.x[two] as number) - x, dy: (b.y[two] as number) - y };
  };
  return {
    closeness: (one, two) => {
      if (pairs.length === 0) return 1;
      const { x, y, dx, dy } = place(one, two);
      let weight = 0;
      let sumX = 0;
      let sumY = 0;
      let nearest = AROUND;
      for (const pair of pairs) {
        const away = Math.sqrt((pair.x - x) ** 2 + (pair.y - y) ** 2);
        if (away >= AROUND) continue;
        nearest = Math.min(nearest, away);
        const say = 1 / (20 + away) ** 2;
        weight += say;
        sumX += say * pair.dx;
        sumY += say * pair.dy;
      }
      if (weight === 0) return 0;
      const off = Math.hypot(dx - sumX / weight, dy - sumY / weight);
      return 1 - off / (STRAY + STRETCH * nearest + (pairs.length < 4 ? 3 : 0));
    },
    add: (one, two) => pairs.push(place(one, two)),
  };
}
