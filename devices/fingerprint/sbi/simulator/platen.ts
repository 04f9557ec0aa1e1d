/** What lies on the simulated platen at a time: a hand comes down, rests, is lifted after the capture, and the next one comes. Pure. */
import type { Slap } from '../../../../sync/core/fingers.js';

export interface Platen {
  readonly slap: Slap;
  /** Milliseconds, by the caller's clock: from here on the platen is this slap's. */
  readonly since: number;
  /** The slap before, which still rests until then. */
  readonly before: Slap | null;
}

/** How many steps a hand takes from the first touch to its whole weight. */
export const STEPS = 8;
/** Milliseconds. */
const EMPTY = 350;
const LOWERING = 900;
const LIFTED_AFTER = 600;

export interface Shown {
  readonly slap: Slap;
  /** 0 empty … STEPS pressed. */
  readonly step: number;
}

export function shown(platen: Platen, now: number): Shown {
  if (now < platen.since) return { slap: platen.before ?? platen.slap, step: platen.before === null ? 0 : STEPS };
  const pressed = Math.min(Math.max((now - platen.since - EMPTY) / LOWERING, 0), 1);
  return { slap: platen.slap, step: Math.round(pressed * STEPS) };
}

/** The officer asks for a slap: the hand that is there stays, another one comes. */
export function turnTo(platen: Platen, slap: Slap, now: number): Platen {
  return platen.slap === slap ? platen : { slap, since: now, before: null };
}

/** After a capture the hand rests a moment; then the next one in the order of the work. */
export function afterCapture(slap: Slap, now: number): Platen {
  return { slap: slap === 13 ? 14 : slap === 14 ? 15 : 13, since: now + LIFTED_AFTER, before: slap };
}
