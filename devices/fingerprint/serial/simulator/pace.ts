/** Lets bytes go at the rate of a serial line: ten bits a byte. */
export interface Pace {
  send(bytes: Uint8Array): void;
  /** Forgets what has not gone yet. */
  stop(): void;
}

/** Milliseconds between two pieces: what a USB adapter gathers, too. */
const PIECE = 4;

/** `rate`: bits per second, asked for each piece. */
export function paced(write: (bytes: Uint8Array) => void, rate: () => number): Pace {
  let waiting: Uint8Array[] = [];
  let timer: NodeJS.Timeout | null = null;
  let last = 0;
  let credit = 0;

  const go = (): void => {
    const now = performance.now();
    credit += ((now - last) * rate()) / 10_000;
    last = now;
    while (credit >= 1) {
      const [first] = waiting;
      if (!first) break;
      const part = first.subarray(0, Math.floor(credit));
      write(part);
      credit -= part.length;
      if (part.length < first.length) waiting[0] = first.subarray(part.length);
      else waiting.shift();
    }
    timer = waiting.length > 0 ? setTimeout(go, PIECE) : null;
  };

  return {
    send: (bytes) => {
      if (bytes.length > 0) waiting.push(bytes);
      if (timer !== null || waiting.length === 0) return;
      last = performance.now();
      credit = 0;
      timer = setTimeout(go, PIECE);
    },
    stop: () => {
      waiting = [];
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
