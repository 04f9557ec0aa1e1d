/** Keeps a vendor's helper running and tells the scanners behind it; a helper that ends, falls silent or breaks the contract is started again, later each time. */
import type { FingerScanner, ScannerFinder } from '../model.js';
import { pause } from '../pause.js';
import type { HelperEvent } from './contract.js';
import type { HelperScanner } from './driver.js';
import { helperScanner } from './driver.js';
import type { HelperSession, HelperWaits } from './session.js';
import { openHelper, usualWaits } from './session.js';

export interface HelperFinderOptions {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly string[];
  readonly waits?: Partial<HelperWaits>;
}

/** Milliseconds. */
const LONGEST_WAIT = 30_000;
/** A helper that ran so long is started again at once. */
const RAN_WELL = 60_000;

export function helperFinder({ command: [command = '', ...args], waits: given = {} }: HelperFinderOptions): ScannerFinder {
  const waits = { ...usualWaits, ...given };
  let again = new AbortController();

  const watch = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void> => {
    let wait = waits.restart;
    while (!signal.aborted) {
      const since = performance.now();
      await live(onChange, signal);
      if (performance.now() - since > RAN_WELL) wait = waits.restart;
      again = new AbortController();
      await pause(wait, AbortSignal.any([again.signal, signal]));
      wait = again.signal.aborted ? waits.restart : Math.min(2 * wait, LONGEST_WAIT);
    }
  };

  /** From the start of the helper to its end. */
  const live = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void> => {
    let known: readonly HelperScanner[] = [];
    let session: HelperSession | null = null;
    const ended = new AbortController();
    const over = AbortSignal.any([ended.signal, signal]);
    let listing: Promise<void> = Promise.resolve();
    let isListed = false;

    const tell = (next: readonly HelperScanner[]): void => {
      const gone = known.filter((one) => !next.includes(one));
      known = next;
      if (!signal.aborted) onChange(next);
      for (const one of gone) if (signal.aborted) void one.close(); else one.lose();
    };
    const list = async (asked: HelperSession): Promise<void> => {
      const answer = await asked.ask({ type: 'list' }, waits.answer, over).result;
      isListed = answer.ok && answer.value.type === 'devices';
      if (!answer.ok || answer.value.type !== 'devices') return tell(known);
      tell(answer.value.devices.map((device) => {
        const before = known.find((one) => JSON.stringify(one.device) === JSON.stringify(device));
        return before ?? helperScanner(asked, device, waits);
      }));
    };
    const onEvent = (event: HelperEvent, device: string | null): void => {
      if (event === 'finger-seen') return;
      if (event === 'changed' || event === 'gone') listing = listing.then(() => (session === null ? undefined : list(session)));
      else {
        for (const one of known) if (device === null || one.device.device === device) one.hinder(event === 'overheated' ? 'scanner-overheated' : null);
        tell(known);
      }
    };

    const opened = await openHelper({ command, args, waits, onEvent, onEnd: () => ended.abort() }, signal);
    if (!opened.ok) return tell([]);
    session = opened.value;
    await list(session);
    while (!over.aborted) {
      await pause(waits.ping, over);
      if (over.aborted) break;
      if (isListed) await session.ask({ type: 'ping' }, waits.answer, over).result;
      else await list(session);
    }
    await listing;
    tell([]);
    await session.close();
  };

  return { watch, again: () => again.abort() };
}
