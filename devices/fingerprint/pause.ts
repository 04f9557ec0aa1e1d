/** Ways to wait. */

/** Waits so many milliseconds, or until the signal. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake);
  });
}

export interface Nap {
  /** Waits so long, or until the signal, or until it is woken; woken while nobody rested, the next rest is none. */
  rest(milliseconds: number, signal: AbortSignal): Promise<void>;
  wake(): void;
}

export function napping(): Nap {
  let isWoken = false;
  let ring = (): void => undefined;
  return {
    rest: async (milliseconds, signal) => {
      const given = new AbortController();
      const end = (): void => given.abort();
      if (signal.aborted || isWoken) end();
      signal.addEventListener('abort', end);
      ring = end;
      await pause(milliseconds, given.signal);
      signal.removeEventListener('abort', end);
      isWoken = false;
    },
    wake: () => {
      isWoken = true;
      ring();
    },
  };
}
