/** Scanners and finders that do what a test says, when it says so. */
import type { FingerScanner, RawFrame, ScannerFinder } from '../../../devices/fingerprint/model.js';
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';

type Captured = Awaited<ReturnType<FingerScanner['capture']>>;

/** A scanner whose captures and previews end as the test says. */
export interface Hand extends FingerScanner {
  end(result: Captured): void;
  /** Captures that wait for their end. */
  readonly waiting: () => number;
  readonly show: (frame: RawFrame) => void;
  readonly resets: () => number;
}

export const picture = { width: 8, height: 8, pixels: new Uint8Array(64).fill(90) };
export const good: Captured = ok({ pictures: [{ shows: 'single', finger: 2, image: picture, record: null, deviceQuality: 70 }], hash: null });

/** `reset`: what comes of one; else it goes well. */
export function hand(serial: string, change: Partial<ScannerOffer> = {}, heeds = true, reset: NonNullable<FingerScanner['reset']> = async () => ok(null)): Hand {
  const ends: ((result: Captured) => void)[] = [];
  const viewers: ((frame: RawFrame) => void)[] = [];
  let resets = 0;
  return {
    offer: { key: serial, kind: 'uareu', identity: { make: 'a', model: 'b', serial }, trust: 'unsigned', takes: 'single', rolled: false, forRegistration: true, ...change },
    preview: (_step, onFrame, signal) =>
      new Promise<Result<null, ScannerFault>>((resolve) => {
        viewers.push(onFrame);
        signal.addEventListener('abort', () => {
          viewers.splice(viewers.indexOf(onFrame), 1);
          resolve(ok(null));
        });
      }),
    capture: (_request, signal) =>
      new Promise((resolve) => {
        ends.push(resolve);
        if (heeds) signal.addEventListener('abort', () => resolve(fault('scanner-cancelled')));
      }),
    reset: () => {
      resets++;
      return reset();
    },
    close: async () => undefined,
    end: (result) => ends.shift()?.(result),
    waiting: () => ends.length,
    show: (frame) => viewers.forEach((view) => view(frame)),
    resets: () => resets,
  };
}

export interface Plug extends ScannerFinder {
  tell(...found: readonly FingerScanner[]): void;
  readonly looks: () => number;
}

export function plug(): Plug {
  let change: (found: readonly FingerScanner[]) => void = () => undefined;
  let looks = 0;
  return {
    watch: (onChange, signal) =>
      new Promise((resolve) => {
        change = onChange;
        signal.addEventListener('abort', () => resolve());
      }),
    again: () => void looks++,
    tell: (...found) => change(found),
    looks: () => looks,
  };
}
