/** Keeps a vendor's helper running and tells the scanners behind it; a helper that ends, falls silent or breaks the contract is started again, later each time. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
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
  /** Ends the life that runs. */
  let restart = new AbortController();
  /** Who wants to know what came of a new life. */
  const anew: ((end: Result<null, ScannerFault>) => void)[] = [];
  const reset = (): Promise<Result<null, ScannerFault>> => new Promise((resolve) => {
    anew.push(resolve);
    restart.abort();
  });

  const watch = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void> => {
    let wait = waits.restart;
    while (!signal.aborted) {
      const since = performance.now();
      restart = new AbortController();
      await live(onChange, signal, anew.splice(0));
      if (performance.now() - since > RAN_WELL) wait = waits.restart;
      again = new AbortController();
      // An officer who asked for it does not wait; nor does one who asks meanwhile.
      await pause(wait, AbortSignal.any([again.signal, restart.signal, signal]));
      wait = again.signal.aborted || restart.signal.aborted ? waits.restart : Math.min(2 * wait, LONGEST_WAIT);
    }
    for (const told of anew.splice(0)) told(fault('scanner-lost', 'closed'));
  };

  /** From the start of the helper to its end. `asked` for it are told what it has become. */
  const live = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal, asked: readonly ((end: Result<null, ScannerFault>) => void)[]): Promise<void> => {
    let known: readonly HelperScanner[] = [];
    let session: HelperSession | null = null;
    const ended = new AbortController();
    const over = AbortSignal.any([ended.signal, restart.signal, signal]);
    let listing: Promise<void> = Promise.resolve();
    let isListed = false;

    const tell = (next: readonly HelperScanner[]): void => {
      const gone = known.filter((one) => !next.includes(one));
      known = next;
      if (!signal.aborted) onChange(next);
      for (const one of gone) if (signal.aborted) void one.close(); else one.lose();
    };
    const list = async (running: HelperSession): Promise<void> => {
      const answer = await running.ask({ type: 'list' }, waits.answer, over).result;
      isListed = answer.ok && answer.value.type === 'devices';
      if (!answer.ok || answer.value.type !== 'devices') return tell(known);
      tell(answer.value.devices.map((device) => {
        const before = known.find((one) => JSON.stringify(one.device) === JSON.stringify(device));
        return before ?? helperScanner(running, device, waits, reset);
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
    if (!opened.ok) tell([]);
    else await list((session = opened.value));
    for (const told of asked) told(opened.ok ? ok(null) : opened);
    if (session === null) return;
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
