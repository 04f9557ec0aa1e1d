/** What the live picture shows, held long enough to be read: a sentence that changes with every frame helps nobody. Pure. */
import type { FingerCause, PreviewFrame } from '../../../../sync/core/finger-capture.js';

/** Milliseconds that a cause must last before it is said, and that what is said stays. */
const lasting = 300;
const readable = 1_200;

export interface LiveStatus {
  readonly seen: number | null;
  readonly cause: FingerCause | null;
  readonly ready: boolean;
}

/** Times of any one clock, milliseconds. */
export interface Held {
  readonly status: LiveStatus;
  readonly saidAt: number;
  readonly next: FingerCause | null;
  readonly nextAt: number;
}

export const nothingSeen: Held = { status: { seen: null, cause: null, ready: false }, saidAt: -readable, next: null, nextAt: 0 };

/** The same `status` as long as nothing of it changes. */
export function hold(before: Held, frame: Omit<PreviewFrame, 'jpeg'>, now: number): Held {
  const { status } = before;
  const seen = frame.seen === status.seen && frame.ready === status.ready ? status : { ...status, seen: frame.seen, ready: frame.ready };
  if (frame.cause === status.cause) return { ...before, status: seen, next: frame.cause, nextAt: now };
  if (frame.cause !== before.next) return { ...before, status: seen, next: frame.cause, nextAt: now };
  if (now - before.nextAt < lasting || now - before.saidAt < readable) return { ...before, status: seen };
  return { status: { ...seen, cause: frame.cause }, saidAt: now, next: frame.cause, nextAt: now };
}

/**
 * Whether a capture starts by itself, and whether the next one may: the hand must have left the glass since the last capture. Where the
 * scanner does not tell how many it sees, a picture that is not ready is the end of the one before.
 */
export function autoNext(isArmed: boolean, { seen, ready }: LiveStatus, isCapturing: boolean): { readonly isArmed: boolean; readonly fires: boolean } {
  if (isCapturing) return { isArmed: false, fires: false };
  const armed = isArmed || seen === 0 || (seen === null && !ready);
  return { isArmed: armed, fires: armed && ready };
}
