/** Headquarters in memory, a clock that the test turns, and whoever judges chips, around what asks for trust lists. */
import { createHash } from 'node:crypto';

import type { Signed } from '../../../sync/core/manifest.js';
import type { TrustIndex, TrustListEntry } from '../../../sync/core/reference-data.js';
import { ok, type Result } from '../../../sync/core/result.js';
import { sign } from '../../../sync/seal/sign.js';
import { trustLists, type TrustLists } from '../../../sync/transfer/trust-lists.js';
import { example, type Example } from '../outbox/example.js';
import { fakeHeadquarters, type Fake } from './engine-fake.js';

export const bytesOf = (text: string, size = 100) => new Uint8Array(size).fill(text.charCodeAt(0));
export const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const entryOf = (name: string, bytes: Uint8Array): TrustListEntry => ({ id: idOf(bytes), name, date: '2026-06-30', size: bytes.length, addedAt: '2026-07-01T00:00:00.000Z' });

export interface Run {
  readonly made: Example;
  readonly headquarters: Fake;
  readonly lists: TrustLists;
  /** What the judge of chips uses, by id. */
  readonly used: Map<string, TrustListEntry>;
  readonly kept: { index: Signed<TrustIndex> | null };
  holder: { isThere: boolean; answer: Result<null> };
  /** One quiet time, until everything waits; answers for how long, milliseconds. */
  readonly quiet: (milliseconds?: number) => Promise<number>;
  readonly publish: (sequence: number, ...lists: readonly (readonly [string, Uint8Array])[]) => void;
}

export async function running(before: Partial<Pick<Run, 'made' | 'used' | 'kept'>> = {}): Promise<Run> {
  const made = before.made ?? await example();
  const headquarters = fakeHeadquarters(made);
  const used = before.used ?? new Map<string, TrustListEntry>();
  const kept = before.kept ?? { index: null };
  let now = 1_000_000;
  let waits: ((milliseconds: number) => void) | null = null;
  const run: Run = {
    made, headquarters, used, kept, holder: { isThere: true, answer: ok(null) },
    lists: trustLists({
      receiptKey: made.keys.receiptKey, clock: () => now, random: () => 0.5,
      kept: () => Promise.resolve(kept.index),
      keep: (index) => {
        kept.index = index;
        return Promise.resolve(true);
      },
      wait: (milliseconds, signal) => new Promise((end) => {
        if (signal.aborted) return end();
        signal.addEventListener('abort', () => end(), { once: true });
        waits?.(milliseconds);
      }),
      holder: {
        held: () => Promise.resolve(run.holder.isThere ? [...used.values()] : null),
        take: (entry) => {
          if (run.holder.answer.ok) used.set(entry.id, entry);
          return Promise.resolve(run.holder.answer);
        },
        drop: (id) => {
          used.delete(id);
          return Promise.resolve(ok(null));
        },
      },
    }),
    quiet: async (milliseconds = 0) => {
      now += milliseconds;
      const over = new AbortController();
      const waited = new Promise<number>((resolve) => {
        waits = resolve;
      });
      run.lists.quiet(headquarters.client, over.signal);
      const answer = await waited;
      over.abort();
      return answer;
    },
    publish: (sequence, ...lists) => {
      headquarters.trust.bytes.clear();
      for (const [, bytes] of lists) headquarters.trust.bytes.set(idOf(bytes), bytes);
      headquarters.trust.index = sign('trust-index', { version: 1, sequence, lists: lists.map(([name, bytes]) => entryOf(name, bytes)) }, made.headquartersKey);
    },
  };
  return run;
}
