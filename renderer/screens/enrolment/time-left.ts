/** How long what is under way lasts yet. Pure; times of any one clock, milliseconds. */
import { timeLeft } from '../../../sync/core/display.js';

/** Milliseconds before which nothing is said: it may be over by then, and a speed is not known. */
const settled = 1000;

/** The first news of a reading. */
export interface Begun {
  readonly at: number;
  readonly read: number;
}

/** At the speed so far; null while that is not known, or nothing moves. */
export function leftByBytes(begun: Begun | null, { read, total }: { readonly read: number; readonly total: number }, now: number): number | null {
  if (begun === null || now - begun.at < settled) return null;
  return timeLeft(Math.max(0, total - read), ((read - begun.read) * 1000) / (now - begun.at));
}

/** Until something ends by itself; null where that is not known, and at first. */
export function leftByDeadline(startedAt: number, longest: number | null, now: number): number | null {
  return longest === null || now - startedAt < settled ? null : Math.max(0, startedAt + longest - now);
}
