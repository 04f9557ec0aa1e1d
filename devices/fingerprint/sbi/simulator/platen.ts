/** What lies on the simulated platen at a time: a hand comes down, rests, is lifted after the capture, and the next one comes. Pure. */
import type { FingerStep } from '../../../../sync/core/finger-capture.js';

export interface Platen {
  readonly step: FingerStep;
  /** Milliseconds, by the caller's clock: from here on the platen is this step's. */
  readonly since: number;
  /** The step before, whose fingers still rest until then. */
  readonly before: FingerStep | null;
}

/** How many steps a hand takes from the first touch to its whole weight. */
export const STEPS = 8;
/** Milliseconds. */
const EMPTY = 350;
const LOWERING = 900;
const LIFTED_AFTER = 600;

export interface Shown {
  readonly step: FingerStep;
  /** 0 empty … STEPS pressed. */
  readonly press: number;
}

export function shown(platen: Platen, now: number): Shown {
  if (now < platen.since) return { step: platen.before ?? platen.step, press: platen.before === null ? 0 : STEPS };
  const pressed = Math.min(Math.max((now - platen.since - EMPTY) / LOWERING, 0), 1);
  return { step: platen.step, press: Math.round(pressed * STEPS) };
}

/** The officer asks for a step: the fingers that are there stay, others come. */
export function turnTo(platen: Platen, step: FingerStep, now: number): Platen {
  return platen.step === step ? platen : { step, since: now, before: null };
}

/** After a capture the fingers rest a moment; then the next ones in the order of the work. */
export function afterCapture(step: FingerStep, now: number): Platen {
  const next = step === 15 || step === 10 ? (step === 15 ? 13 : 1) : ((step + 1) as FingerStep);
  return { step: next, since: now + LIFTED_AFTER, before: step };
}
