/** Helpers that are watched as the station watches them, through real processes; ended after each test. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest';

import { helperFinder } from '../../../devices/fingerprint/helper/finder.js';
import type { HelperWaits } from '../../../devices/fingerprint/helper/session.js';
import type { FingerScanner, ScannerFinder } from '../../../devices/fingerprint/model.js';
import type { StepRequest } from '../../../sync/core/finger-capture.js';
import type { OddHelpers } from './helper-program.js';
import { oddHelpers } from './helper-program.js';

export const never = new AbortController().signal;
export const request: StepRequest = { step: 13, asked: [2, 3, 4, 5], missing: [], transaction: 'test-0001', previousHash: '' };
export const until = (holds: () => boolean): Promise<unknown> => vi.waitUntil(holds, { timeout: 20_000, interval: 10 });

let odd: OddHelpers;
beforeAll(async () => {
  odd = await oddHelpers();
});
afterAll(() => odd.remove());

export interface Watched {
  readonly finder: ScannerFinder;
  readonly told: readonly (readonly FingerScanner[])[];
  found(): readonly FingerScanner[];
}

/** What is ended after the test, in this order. */
export const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

export function watch(command: readonly string[], waits: Partial<HelperWaits> = {}): Watched {
  const finder = helperFinder({ command, waits: { restart: 50, ...waits } });
  const told: (readonly FingerScanner[])[] = [];
  const given = new AbortController();
  const watching = finder.watch((found) => told.push(found), given.signal);
  ends.push(() => {
    given.abort();
    return watching;
  });
  return { finder, told, found: () => told.at(-1) ?? [] };
}

export async function scannerOf(change: string, waits: Partial<HelperWaits> = {}): Promise<{ readonly scanner: FingerScanner; readonly watched: Watched }> {
  const watched = watch(await command(change), waits);
  await until(() => watched.found().length === 1);
  const [scanner] = watched.found();
  if (!scanner) throw Error('no scanner');
  return { scanner, watched };
}

/** A proper helper, changed by statements (helper-program.ts). */
export function command(change: string): Promise<readonly string[]> {
  return odd.command(change);
}
