/** Seeded random numbers: integer arithmetic alone, so that every machine draws the same. */

/** 0 ≤ number < 1. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, period 2^32. */
export function random(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One 32-bit seed out of several numbers, so that neighbours (finger 2, finger 3) share nothing. */
export function mixSeed(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

export function between(next: Random, low: number, high: number): number {
  return low + (high - low) * next();
}
