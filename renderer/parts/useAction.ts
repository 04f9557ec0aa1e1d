/** One call to the station behind one button: busy while it runs, then done, or a fault to show. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';

import type { Fault, Result } from '../../sync/core/result.js';

export interface Action<Args extends readonly unknown[]> {
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly start: (...args: Args) => void;
  /** Once more with what the last start was given. */
  readonly again: () => void;
  /** Takes the fault off the screen. */
  readonly clear: () => void;
}

/** A second start while the first runs is dropped. */
export function useAction<Args extends readonly unknown[], Value>(
  run: (...args: Args) => Promise<Result<Value>>, done: (value: Value, ...args: Args) => void,
): Action<Args> {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const running = useRef(false);
  const last = useRef<Args | null>(null);
  const latest = useRef({ run, done });
  useLayoutEffect(() => {
    latest.current = { run, done };
  });
  const start = useCallback((...args: Args) => {
    if (running.current) return;
    running.current = true;
    last.current = args;
    setBusy(true);
    setFault(null);
    void latest.current.run(...args).then((answer) => {
      running.current = false;
      setBusy(false);
      if (answer.ok) latest.current.done(answer.value, ...args);
      else setFault(answer.fault);
    });
  }, []);
  const again = useCallback(() => {
    if (last.current !== null) start(...last.current);
  }, [start]);
  return { busy, fault, start, again, clear: useCallback(() => setFault(null), []) };
}
