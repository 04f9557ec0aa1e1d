/** Looks for scanners behind SBI services, all ports of the range every two seconds; tells each port's news as soon as it answers. */
import type { X509Certificate } from 'node:crypto';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { FingerScanner, ScannerFinder } from '../model.js';
import { napping } from '../pause.js';
import type { FoundScanner } from './discover.js';
import { discover } from './discover.js';
import type { SbiScanner, SbiWaits } from './driver.js';
import { keyOf, sbiScanner } from './driver.js';
import { inform } from './info.js';

export interface SbiFinderOptions {
  /** First and last port on 127.0.0.1 that is asked. */
  readonly ports: readonly [number, number];
  /** Who vouches for scanners now; without any none counts as signed. Another array is looked at with the next look. */
  readonly anchors?: () => readonly X509Certificate[];
  readonly waits?: Partial<SbiWaits>;
}

const none: readonly X509Certificate[] = [];
const usual: SbiWaits = { look: 2000, answer: 5000, capture: 40_000, silence: 5000 };

export function sbiFinder({ ports: [first, last], anchors = () => none, waits: given = {} }: SbiFinderOptions): ScannerFinder {
  const waits = { ...usual, ...given };
  const range = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const nap = napping();

  const watch = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void> => {
    const known = new Map<string, SbiScanner>();
    /** By which anchors each was judged. */
    const judged = new WeakMap<SbiScanner, readonly X509Certificate[]>();
    const aftermaths = new Map<string, { givenUp: number }>();
    let isTold = false;
    /** Who waits for a look that begins from now on. */
    const waiting: (() => void)[] = [];
    const tell = (): void => {
      isTold = true;
      if (!signal.aborted) onChange([...known.values()]);
    };
    const forget = (scanner: SbiScanner): void => {
      if (known.get(scanner.offer.key) !== scanner) return;
      known.delete(scanner.offer.key);
      tell();
      void scanner.close();
    };

    /** Its connections are dropped; what it is, is asked for as on the first day. */
    const reset = async (scanner: SbiScanner): Promise<Result<null, ScannerFault>> => {
      forget(scanner);
      const looked = new Promise<void>((resolve) => waiting.push(resolve));
      nap.wake();
      await looked;
      return known.has(scanner.offer.key) ? ok(null) : fault('scanner-lost', 'the service does not answer');
    };

    /** Answers whether something is new. */
    const meet = async (found: FoundScanner): Promise<boolean> => {
      const before = known.get(keyOf(found));
      // The same scanner at two ports: the first one stays.
      if (before && before.port !== found.port) return false;
      const status = hindranceOf(found);
      const [by, isJudged] = [anchors(), before !== undefined && judged.get(before) === anchors()];
      if (before?.isInformed && (isJudged || before.isInUse())) return before.update(status);
      const info = status === null || status === 'scanner-busy' ? await inform(found, by, signal, waits.answer) : null;
      const why = status ?? (info?.ok === false ? info.fault.code : null);
      if (signal.aborted) return false;
      if (before && (!info?.ok || before.isInUse())) return before.update(why);
      if (before?.isInformed && info?.ok && info.value.trust === before.offer.trust) {
        judged.set(before, by);
        return before.update(why);
      }
      const key = keyOf(found);
      const aftermath = aftermaths.get(key) ?? { givenUp: -Infinity };
      aftermaths.set(key, aftermath);
      const scanner = sbiScanner({
        scanner: found, info: info?.ok ? info.value : null, anchors, fault: why, waits, aftermath, onLost: () => forget(scanner), reset: () => reset(scanner),
      });
      known.set(key, scanner);
      judged.set(scanner, by);
      void before?.close();
      return true;
    };

    const onPort = async (port: number, found: readonly FoundScanner[]): Promise<void> => {
      if (signal.aborted) return;
      let isNew = false;
      for (const one of found) isNew = (await meet(one)) || isNew;
      for (const one of known.values()) {
        if (one.port !== port || one.isInUse() || found.some((other) => keyOf(other) === one.offer.key)) continue;
        known.delete(one.offer.key);
        isNew = true;
        void one.close();
      }
      if (isNew) tell();
    };

    while (!signal.aborted) {
      const asked = waiting.splice(0);
      const inUse = new Set([...known.values()].filter((one) => one.isInUse()).map((one) => one.port));
      const news: Promise<void>[] = [];
      await discover(range.filter((port) => !inUse.has(port)), (port, found) => void news.push(onPort(port, found)), signal, waits.answer);
      await Promise.all(news);
      if (!isTold) tell();
      for (const looked of asked) looked();
      await nap.rest(waits.look, signal);
    }
    for (const looked of waiting.splice(0)) looked();
    for (const one of known.values()) await one.close();
  };

  return { watch, again: nap.wake };
}

function hindranceOf({ status }: FoundScanner): ScannerFault | null {
  return ({ 'ready': null, 'busy': 'scanner-busy', 'not-ready': 'scanner-not-ready', 'not-registered': 'scanner-refused' } as const)[status];
}
