/**
 * Compares two fingers by their minutiae. The pairs whose neighbourhoods look most alike are seeds; from each the match grows from
 * neighbour to neighbour, so that skin may stretch and turn a little on the way; the best growth is rated by what lies in both pictures.
 */
import { grow } from './grow.js';
import { apart, NEIGHBOURS, neighboursOf } from './neighbours.js';
import type { Neighbours } from './neighbours.js';
import { rate } from './overlap.js';
import type { Template } from './template.js';

/** From here on two prints are taken for one finger. */
export const sameFinger = 0.6;

const SEEDS = 24;
/** So alike that no other seed has to be tried. */
const CERTAIN = 0.97;
/** Least minutiae of which anything can be said. */
const LEAST = 5;

/** Likeness 0–1, the same whichever comes first. */
export function matchTemplates(a: Template, b: Template): number {
  if (a.count < LEAST || b.count < LEAST) return 0;
  // The one with fewer minutiae goes first, and of two alike the smaller: so both orders do the same.
  return before(a, b) ? compare(a, b) : compare(b, a);
}

function before(a: Template, b: Template): boolean {
  if (a.count !== b.count) return a.count < b.count;
  for (let at = 0; at < a.count; at++) {
    if (a.x[at] !== b.x[at]) return (a.x[at] as number) < (b.x[at] as number);
    if (a.y[at] !== b.y[at]) return (a.y[at] as number) < (b.y[at] as number);
  }
  return true;
}

function compare(a: Template, b: Template): number {
  const around = known(a);
  const aroundOther = known(b);
  let best = 0;
  for (const seed of seedsOf(around, aroundOther)) {
    const growth = grow(a, b, around, aroundOther, seed);
    if (growth.pairs >= LEAST) best = Math.max(best, rate(a, b, growth));
    if (best > CERTAIN) break;
  }
  return best;
}

/** A template is compared many times: what is around its minutiae is found once. */
const found = new WeakMap<Template, Neighbours>();

function known(template: Template): Neighbours {
  const neighbours = found.get(template) ?? neighboursOf(template);
  found.set(template, neighbours);
  return neighbours;
}

/** The likeliest pairs, best first, as `a` × count of b + `b`. */
function seedsOf(around: Neighbours, other: Neighbours): readonly number[] {
  const likeness: { readonly pair: number; readonly value: number }[] = [];
  for (let one = 0; one < around.count; one++) {
    for (let two = 0; two < other.count; two++) {
      const value = alike(around, one, other, two);
      if (value >= 2) likeness.push({ pair: one * other.count + two, value });
    }
  }
  return likeness.sort((p, q) => q.value - p.value || p.pair - q.pair).slice(0, SEEDS).map(({ pair }) => pair);
}

/** How many neighbours of the one have their like among the other's; the better they fit the more each counts. */
function alike(around: Neighbours, one: number, other: Neighbours, two: number): number {
  let sum = 0;
  let taken = 0;
  const first = two * NEIGHBOURS;
  const last = first + (other.used[two] as number);
  for (let at = one * NEIGHBOURS; at < one * NEIGHBOURS + (around.used[one] as number); at++) {
    const distance = around.distance[at] as number;
    const slack = 5 + 0.08 * distance;
    let best = 0;
    let which = 0;
    for (let like = first; like < last; like++) {
      const off = (other.distance[like] as number) - distance;
      if (off > slack) break;
      if (off < -slack || (taken >> (like - first)) & 1) continue;
      const bearing = apart(around.bearing[at] as number, other.bearing[like] as number);
      if (bearing > 14) continue;
      const turned = apart(around.turned[at] as number, other.turned[like] as number);
      if (turned > 16) continue;
      const value = 1 - (Math.abs(off) / slack + bearing / 14 + turned / 16) / 4;
      if (value > best) {
        best = value;
        which = like - first;
      }
    }
    if (best > 0) taken |= 1 << which;
    sum += best;
    // None of the five nearest: no seed.
    if (sum === 0 && at === one * NEIGHBOURS + 4) return 0;
  }
  return sum;
}
