/** Bytes per second over the last ten seconds. */
const span = 10_000;

export interface Rate {
  readonly add: (bytes: number) => void;
  readonly perSecond: () => number;
}

export function rateOf(clock: () => number): Rate {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  const recent = (now: number): typeof samples => samples.filter((one) => one.at > now - span && one.at <= now);
  return {
    add: (bytes) => {
      const at = clock();
      samples = [...recent(at), { at, bytes }];
    },
    perSecond: () => {
      const now = clock();
      samples = recent(now);
      const first = samples[0]?.at ?? now;
      // Under a second there is no rate yet, only a burst into the kernel's buffers.
      const seconds = Math.max(1, (now - first) / 1000);
      return Math.round(samples.reduce((sum, one) => sum + one.bytes, 0) / seconds);
    },
  };
}
