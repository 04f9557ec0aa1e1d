/** One thing at a time on a reader: a capture is not disturbed, a preview gives way to whatever comes, and a reset ends both. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault } from '../../../sync/core/result.js';

export interface Turns {
  /** `work` is given a signal that also ends it when something else has to run, then with `scanner-busy`; with `scanner-lost` for a reset, which others wait for. */
  run<Value>(what: Turn['what'], signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result<Value, ScannerFault>>): Promise<Result<Value, ScannerFault>>;
  isFree(): boolean;
  /** Ends what runs; nothing runs any more. */
  close(): Promise<void>;
}

interface Turn {
  readonly what: 'preview' | 'capture' | 'reset';
  readonly stop: AbortController;
  /** Why it is ended from outside, when it is. */
  why: ScannerFault | null;
  done: Promise<unknown>;
}

export function takingTurns(): Turns {
  let now: Turn | null = null;
  let isClosed = false;

  const end = async (turn: Turn, why: ScannerFault): Promise<void> => {
    turn.why ??= why;
    turn.stop.abort();
    await turn.done;
  };

  return {
    async run(what, signal, work) {
      for (let before = now; before !== null; before = now) {
        if (before.what === 'capture' && before.why === null && what !== 'reset') return fault('scanner-busy');
        if (before.what === 'reset') await before.done;
        else await end(before, what === 'reset' ? 'scanner-lost' : 'scanner-busy');
      }
      if (isClosed) return fault('scanner-lost', 'closed');
      if (signal.aborted) return fault('scanner-cancelled');
      const stop = new AbortController();
      const turn: Turn = { what, stop, why: null, done: Promise.resolve() };
      const answer = work(AbortSignal.any([signal, stop.signal])).finally(() => {
        if (now === turn) now = null;
      });
      turn.done = answer.catch(() => undefined);
      now = turn;
      const result = await answer;
      return !result.ok && result.fault.code === 'scanner-cancelled' && turn.why !== null ? fault(turn.why) : result;
    },
    isFree: () => now === null,
    async close() {
      isClosed = true;
      for (let turn = now; turn !== null; turn = now) await end(turn, 'scanner-cancelled');
    },
  };
}
