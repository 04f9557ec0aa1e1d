/** Long work that can be watched and called off: reading a list, a batch on a stick, its receipts. One of each kind at a time. */
import type { WorkName, WorkProgress } from './contract/calls.js';

export interface Works {
  /** The signal's reason is 'cancelled' where the officer calls it off, 'locked' at a lock. A newer work of a kind ends the one before it. */
  readonly run: <Value>(work: WorkName, task: (signal: AbortSignal, progress: (done: number, total: number) => void) => Promise<Value>) => Promise<Value>;
  readonly cancel: (work: WorkName) => void;
  /** Ends all: the station is locked, or the program ends. */
  readonly stop: () => void;
  /** Answers when none is under way any more. */
  readonly ended: () => Promise<unknown>;
}

/** Milliseconds between two tellings: no bar moves faster. */
const tellEvery = 200;

export function longWorks(tell: (progress: WorkProgress) => void, clock: () => number = Date.now): Works {
  const running = new Map<WorkName, { readonly life: AbortController; readonly end: Promise<unknown> }>();
  return {
    async run(work, task) {
      const before = running.get(work);
      const life = new AbortController();
      let toldAt = -Infinity;
      const start = async () => {
        before?.life.abort('cancelled');
        await before?.end.catch(() => undefined);
        return task(life.signal, (done, total) => {
          if (clock() - toldAt < tellEvery) return;
          toldAt = clock();
          tell({ work, done, total });
        });
      };
      const end = start();
      running.set(work, { life, end });
      try {
        return await end;
      } finally {
        if (running.get(work)?.life === life) running.delete(work);
      }
    },
    cancel: (work) => running.get(work)?.life.abort('cancelled'),
    stop() {
      for (const { life } of running.values()) life.abort('locked');
    },
    ended: () => Promise.allSettled([...running.values()].map(({ end }) => end)),
  };
}
