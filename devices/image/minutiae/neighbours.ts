/** Each minutia as its neighbours see it: distances and directions relative to its own, the same however the finger lies. */
import type { Template } from './template.js';

export const NEIGHBOURS = 10;

/** `count` × NEIGHBOURS entries, nearest first. */
export interface Neighbours {
  readonly count: number;
  /** How many of the entries are used, per minutia. */
  readonly used: Uint8Array;
  readonly index: Uint8Array;
  /** Pixels. */
  readonly distance: Float32Array;
  /** Where the neighbour lies, and its direction, from the minutia's own direction; 256 for a whole turn. */
  readonly bearing: Uint8Array;
  readonly turned: Uint8Array;
}

/** Radians to 256ths of a turn. */
export const TURN = 128 / Math.PI;

export function neighboursOf(template: Template): Neighbours {
  const { count, x, y, direction } = template;
  const used = new Uint8Array(count);
  const index = new Uint8Array(count * NEIGHBOURS);
  const distance = new Float32Array(count * NEIGHBOURS);
  const bearing = new Uint8Array(count * NEIGHBOURS);
  const turned = new Uint8Array(count * NEIGHBOURS);
  for (let one = 0; one < count; one++) {
    const first = one * NEIGHBOURS;
    let held = 0;
    for (let other = 0; other < count; other++) {
      if (other === one) continue;
      const away = Math.hypot((x[other] as number) - (x[one] as number), (y[other] as number) - (y[one] as number));
      if (held === NEIGHBOURS && away >= (distance[first + held - 1] as number)) continue;
      // Kept in order of distance: the last one falls off.
      let at = held < NEIGHBOURS ? held++ : held - 1;
      for (; at > 0 && (distance[first + at - 1] as number) > away; at--) {
        distance[first + at] = distance[first + at - 1] as number;
        index[first + at] = index[first + at - 1] as number;
      }
      distance[first + at] = away;
      index[first + at] = other;
    }
    used[one] = held;
    for (let at = first; at < first + held; at++) {
      const other = index[at] as number;
      const towards = Math.atan2((y[other] as number) - (y[one] as number), (x[other] as number) - (x[one] as number)) * TURN;
      bearing[at] = Math.round(towards) - (direction[one] as number);
      turned[at] = (direction[other] as number) - (direction[one] as number);
    }
  }
  return { count, used, index, distance, bearing, turned };
}

/** The smaller way round between two directions of 256 a turn: 0–128. */
export function apart(one: number, other: number): number {
  const difference = (one - other) & 255;
  return difference > 128 ? 256 - difference : difference;
}
