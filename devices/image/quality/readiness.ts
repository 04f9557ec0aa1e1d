/** From one live picture to the next: is the hand still, and has it been good for long enough to be taken by itself. */
import type { FingerCause } from '../../../sync/core/finger-capture.js';
import type { Glance, SeenTip } from './glance.js';

export interface Readiness {
  /** Frames in a row that were still and good. */
  readonly good: number;
  readonly tips: readonly SeenTip[];
}

export interface Verdict {
  readonly state: Readiness;
  readonly cause: FingerCause | null;
  /** Stable and good. */
  readonly ready: boolean;
}

export const noReadiness: Readiness = { good: 0, tips: [] };

/** Still and good for so many frames after one another. */
export const GOOD_FRAMES = 4;
/** Millimetres that a fingertip's middle may stray from frame to frame, and share of its area that may come or go. */
const STILL = 0.6;
const SETTLED = 0.12;

/** `wanted`: how many fingers are asked for. More or fewer are never ready. */
export function nextReadiness(before: Readiness, seen: Glance, wanted: number): Verdict {
  const still = seen.tips.length === before.tips.length && seen.tips.every((tip, at) => isStill(before.tips[at], tip));
  const complete = seen.seen === wanted && wanted > 0;
  const moving = complete && before.tips.length === seen.tips.length && !still;
  const good = complete && still && seen.cause === null ? before.good + 1 : 0;
  return { state: { good, tips: seen.tips }, cause: seen.cause ?? (moving ? 'moved' : null), ready: good >= GOOD_FRAMES };
}

function isStill(before: SeenTip | undefined, now: SeenTip): boolean {
  return before !== undefined && Math.hypot(now.x - before.x, now.y - before.y) <= STILL && Math.abs(now.area - before.area) <= SETTLED * Math.max(now.area, before.area);
}
