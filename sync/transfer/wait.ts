/** Ends, without an error, after that many milliseconds or when the signal says so. */
import { setTimeout as delay } from 'node:timers/promises';

export async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    // A timer holds 2^31 milliseconds at most; waking up for nothing after 24 days does no harm.
    await delay(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
