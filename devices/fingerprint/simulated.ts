/** Simulated scanners that live where the station looks for devices: a U.are.U behind USB's words, a module on a pseudo terminal; the asked finger is laid on. */
import type { StepRequest } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import type { GreyImage } from '../image/grey-image.js';
import type { FingerScanner, ScannerFinder } from './model.js';
import { serialFinder } from './serial/finder.js';
import { startSerialSimulator } from './serial/simulator/simulator.js';
import { cachedMaster } from './synthetic/cache.js';
import { platenOf } from './synthetic/platen.js';
import type { ProfileKey } from './synthetic/profile.js';
import { fingersAway } from './synthetic/profile.js';
import { uareuFinder } from './uareu/finder.js';
import { simulatedReader } from './uareu/simulator/reader.js';

export interface SimulatedScannerOptions {
  readonly kind: 'uareu' | 'serial';
  readonly profile: ProfileKey;
  readonly seed: number;
  /** Where grown fingers are kept; they are best grown beforehand, for that takes a second each. */
  readonly cache: string;
}

type Lay = (print: GreyImage | null) => void;

export function simulatedFinder(options: SimulatedScannerOptions): ScannerFinder {
  return {
    watch: async (onChange, signal) => {
      const wrapped = new WeakMap<FingerScanner, FingerScanner>();
      const { finder, lay, end } = options.kind === 'uareu' ? usb() : await serial();
      const hand = handOf(options);
      const withHand = (scanner: FingerScanner): FingerScanner => {
        const known = wrapped.get(scanner) ?? attended(scanner, hand, lay);
        wrapped.set(scanner, known);
        return known;
      };
      await finder.watch((found) => onChange(found.map(withHand)), signal);
      await end();
    },
  };
}

function usb(): { finder: ScannerFinder; lay: Lay; end: () => Promise<void> } {
  let print: GreyImage | null = null;
  const reader = simulatedReader({ hand: () => print, pictureTime: 100 });
  return { finder: uareuFinder({ port: reader.port }), lay: (next) => void (print = next), end: async () => undefined };
}

async function serial(): Promise<{ finder: ScannerFinder; lay: Lay; end: () => Promise<void> }> {
  const module = await startSerialSimulator();
  return { finder: serialFinder({ paths: [module.path] }), lay: module.lay, end: module.close };
}

/** The print of a finger, coached a little further each time; null for one that is not there. */
function handOf({ profile, seed, cache }: SimulatedScannerOptions): (request: StepRequest) => Promise<GreyImage | null> {
  const attempts = new Map<Finger, number>();
  return async ({ step, asked: [finger] }) => {
    if (finger === undefined || fingersAway(profile).includes(finger)) return null;
    const attempt = (attempts.get(finger) ?? 0) + 1;
    attempts.set(finger, attempt);
    const master = await cachedMaster(cache, seed, finger);
    return platenOf(profile, seed, step > 10 ? finger : step, attempt, { masterOf: () => master }).flat(finger);
  };
}

/** Lays the asked finger on for each capture, and takes it away after it. */
function attended(scanner: FingerScanner, hand: ReturnType<typeof handOf>, lay: Lay): FingerScanner {
  return {
    ...scanner,
    capture: async (request, signal) => {
      lay(await hand(request));
      try {
        return await scanner.capture(request, signal);
      } finally {
        lay(null);
      }
    },
  };
}
