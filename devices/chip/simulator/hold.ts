/** Holds answers back: timers go off late and in whole milliseconds, so what one wait took too long the next takes less. */
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** In milliseconds; over many waits the sum is right. */
export function holder(): (milliseconds: number) => Promise<void> {
  let owed = 0;
  return async (milliseconds) => {
    if (milliseconds <= 0) return;
    owed += milliseconds;
    if (owed < 1) return;
    const start = performance.now();
    await wait(Math.floor(owed));
    owed -= performance.now() - start;
  };
}
