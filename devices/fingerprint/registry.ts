/** All scanners that are there, by several finders, and which of them is used: the officer's choice, else the best one. */
import type { DeviceState } from '../../sync/core/capture.js';
import type { ScannerFault } from '../../sync/core/faults.js';
import type { ScannerOffer } from '../../sync/core/finger-capture.js';
import type { Fault, Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import type { FingerScanner, ScannerFinder } from './model.js';
import { pause } from './pause.js';

export interface RegistryOptions {
  readonly finders: readonly ScannerFinder[];
  /** Key of the scanner chosen before, or null. */
  readonly chosen: string | null;
  /** Something changed: offers, choice, the scanner in use or its condition. Not called while `hold` is on, but once after it. */
  readonly onChange: () => void;
  /** Milliseconds after which a driver is given up that does not come back from its reset. */
  readonly longestReset?: number;
}

export interface Condition {
  readonly state: DeviceState['state'];
  readonly fault: ScannerFault | null;
}

export interface Registry {
  /** In the order of `rank`, then by key. */
  offers(): readonly ScannerOffer[];
  chosen(): string | null;
  /** What keeps this one from capturing, used or not; null where nothing is known to, and of one that is not there. */
  faultOf(key: string): ScannerFault | null;
  /** Null: none is there, or the chosen one was and went; `condition` says so. */
  inUse(): FingerScanner | null;
  condition(): Condition;
  /** Resolves when each finder has told once what there is, or one is in use. */
  settled(signal: AbortSignal): Promise<void>;
  choose(key: string): Result<null, ScannerFault>;
  /** How a call to that scanner ended: what it says about the device itself is remembered until it works again. */
  note(scanner: FingerScanner, end: Result<unknown, ScannerFault>): void;
  /** The scanner in use does not change from here on until the function that is answered is called. */
  hold(): () => void;
  /** Takes the scanner in use anew, whatever it takes, and looks for all others. Meanwhile no other is used; it is the same one afterwards, if it is still there. */
  reconnect(): Promise<Result<null, ScannerFault>>;
  wake(): void;
  close(): Promise<void>;
}

export function openRegistry({ finders, chosen: remembered, onChange, longestReset = 30_000 }: RegistryOptions): Registry {
  const closed = new AbortController();
  const found = new Map<ScannerFinder, readonly FingerScanner[]>();
  let chosen = remembered;
  let isChosenSeen = false;
  let used: FingerScanner | null = null;
  let absence: ScannerFault = 'scanner-absent';
  let trouble: ScannerFault | null = null;
  let holds = 0;
  let waiting: (() => void)[] = [];
  let reconnecting: Promise<Result<null, ScannerFault>> | null = null;

  const all = (): readonly FingerScanner[] => [...found.values()].flat().sort((a, b) => rank(b.offer) - rank(a.offer) || (a.offer.key < b.offer.key ? -1 : 1));
  const isEachTold = (): boolean => found.size === finders.length;

  /** An explicit choice that went away is waited for: another device in the middle of a hand would be a surprise. */
  const pick = (): FingerScanner | null => {
    const there = all();
    const wanted = there.find((one) => one.offer.key === chosen);
    if (wanted) {
      isChosenSeen = true;
      return wanted;
    }
    if (chosen !== null && (isChosenSeen || !isEachTold())) return null;
    const best = there.filter((one) => one.offer.forRegistration || isEachTold())[0] ?? null;
    // By its key: one that was taken anew is another object.
    const same = there.find((one) => one.offer.key === used?.offer.key);
    return same && best && rank(same.offer) === rank(best.offer) ? same : best;
  };

  const review = (): void => {
    if (closed.signal.aborted || holds > 0) return;
    const next = pick();
    if (next !== used) {
      if (used !== null && next === null) absence = 'scanner-lost';
      trouble = null;
      used = next;
    }
    onChange();
    if (used !== null || isEachTold()) for (const go of waiting.splice(0)) go();
  };

  const live = async (finder: ScannerFinder): Promise<void> => {
    // Not before who opened the registry has it in hand.
    await Promise.resolve();
    await finder.watch((scanners) => {
      // A finder that has news of a device that was in trouble has seen it: it is tried again.
      if (used !== null && scanners.includes(used)) trouble = null;
      found.set(finder, scanners);
      review();
    }, closed.signal);
  };
  const lives = finders.map(live);

  const note = (scanner: FingerScanner, end: Result<unknown, ScannerFault>): void => {
    if (scanner !== used) return;
    const next = end.ok ? null : troubleOf(end.fault) ? end.fault.code : trouble;
    if (next === trouble) return;
    trouble = next;
    review();
  };

  const hold = (): (() => void) => {
    holds += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holds -= 1;
      review();
    };
  };

  /** Ends, whatever the driver does: a reset that never ended would hold the registry for ever. */
  const resetUsed = async (scanner: FingerScanner): Promise<Result<null, ScannerFault>> => {
    const over = new AbortController();
    const net = pause(longestReset, over.signal).then(() => fault('scanner-timeout', 'the driver did not come back from its reset'));
    try {
      return await Promise.race([scanner.reset?.() ?? ok(null), net]);
    } finally {
      over.abort();
    }
  };

  const reconnect = async (): Promise<Result<null, ScannerFault>> => {
    const scanner = used;
    trouble = null;
    const release = hold();
    try {
      const end = scanner === null ? fault(absence) : await resetUsed(scanner);
      for (const finder of finders) finder.again?.();
      if (scanner !== null) note(scanner, end);
      if (!end.ok) return end;
    } finally {
      release();
    }
    return used === null ? fault(absence) : ok(null);
  };

  return {
    offers: () => all().map((one) => one.offer),
    chosen: () => chosen,
    faultOf: (key) => {
      const scanner = all().find((one) => one.offer.key === key);
      return scanner?.fault?.() ?? (scanner !== undefined && scanner === used ? trouble : null);
    },
    inUse: () => used,
    condition: () => {
      if (used === null) return isEachTold() || absence === 'scanner-lost' ? { state: 'missing', fault: absence } : { state: 'looking', fault: null };
      const why = used.fault?.() ?? trouble;
      return { state: why === null ? 'ready' : why === 'scanner-busy' ? 'busy' : 'broken', fault: why };
    },
    settled: (signal) =>
      new Promise((resolve) => {
        if (used !== null || isEachTold() || signal.aborted) return resolve();
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    choose: (key) => {
      if (!all().some((one) => one.offer.key === key)) return fault('scanner-absent');
      if (holds > 0) return fault('scanner-busy');
      chosen = key;
      review();
      return ok(null);
    },
    note,
    hold,
    reconnect: () => (reconnecting ??= reconnect().finally(() => (reconnecting = null))),
    wake: () => {
      trouble = null;
      for (const finder of finders) finder.again?.();
    },
    close: async () => {
      closed.abort();
      for (const go of waiting.splice(0)) go();
      await Promise.all(lives);
    },
  };
}

/** What is worth more for an enrolment. */
function rank({ forRegistration, unfit, takes, rolled }: ScannerOffer): number {
  return (forRegistration ? 8 : unfit === 'small-glass' ? 4 : 0) + (takes === 'slaps' ? 2 : 0) + (rolled ? 1 : 0);
}

/** The device cannot work now, or no longer answers; not: nobody laid a finger on it, or one answer was wrong. */
function troubleOf({ code, values }: Fault<ScannerFault>): boolean {
  return code === 'scanner-not-ready' || code === 'scanner-overheated' || (code === 'scanner-timeout' && values === undefined);
}
