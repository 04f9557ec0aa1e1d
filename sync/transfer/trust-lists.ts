/** Headquarters' trust lists on this station: its signed index is asked for while nothing is to be sent, what is new is fetched, verified and handed on, what was withdrawn is given up. */
import { createHash } from 'node:crypto';

import type { ReferenceFault, TransferFault } from '../core/faults.js';
import type { Signed } from '../core/manifest.js';
import { trustListBlock, type ReferenceState, type RefusedTrustList, type TrustIndex, type TrustListEntry } from '../core/reference-data.js';
import { fault, type Result } from '../core/result.js';
import { retryDelay } from '../core/retry.js';
import { hashOf, publicKeyFromRaw, verify } from '../seal/sign.js';
import { ofTheLink, type HeadquartersClient } from './model.js';
import { waitFor } from './wait.js';

export interface TrustListsOptions {
  /** Headquarters', raw Ed25519. */
  readonly receiptKey: Uint8Array;
  /** The newest index that was believed before; null where there is none. */
  readonly kept: () => Promise<Signed<TrustIndex> | null>;
  /** False where it could not be written: it is believed all the same, and asked for again in the next run. */
  readonly keep: (index: Signed<TrustIndex>) => Promise<boolean>;
  readonly holder: TrustListHolder;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Ends, without an error, after that many milliseconds or when the signal says so. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Who judges chips by the lists. */
export interface TrustListHolder {
  /** What it uses of headquarters' lists, each as its index names it; null while it cannot say. */
  readonly held: () => Promise<readonly Pick<TrustListEntry, 'id' | 'name' | 'date'>[] | null>;
  /** A fault whose code begins with `list-` is the list's own, any other one may pass. */
  readonly take: (entry: TrustListEntry, bytes: Uint8Array) => Promise<Result<unknown>>;
  readonly drop: (id: string) => Promise<Result<unknown>>;
}

export interface TrustLists {
  /** For the engine's quiet times, one after the other. Never throws, and sends nothing. */
  readonly quiet: (client: HeadquartersClient, signal: AbortSignal) => void;
  readonly state: () => ReferenceState;
}

/** Milliseconds between two questions for the index: 15 minutes. */
const interval = 900_000;

/** `later`: something is left that may go better after a while. */
type End = 'done' | 'progressed' | 'later';

export function trustLists({ receiptKey, kept, keep, holder, clock, random, wait = waitFor }: TrustListsOptions): TrustLists {
  const key = publicKeyFromRaw(receiptKey);
  let state: ReferenceState = { checkedAt: null, fault: null, refused: [] };
  let index: Signed<TrustIndex> | null | undefined;
  let askedAt: number | null = null;
  let isSettled = false;
  /** Not fetched again while the index stays the same. */
  let refused = new Map<string, RefusedTrustList>();
  let unfinished: { readonly id: string; readonly bytes: Uint8Array; have: number } | null = null;
  let running: Promise<void> = Promise.resolve();

  /** False: nobody is there to fetch from. */
  async function ask(client: HeadquartersClient, signal: AbortSignal): Promise<boolean> {
    // A clock that was set meanwhile makes it due.
    if (askedAt !== null && Math.abs(clock() - askedAt) < interval) return true;
    const answer = await client.trustIndex(index?.value.sequence ?? null, signal);
    if (!answer.ok && ofTheLink.includes(answer.fault.code)) return false;
    askedAt = clock();
    isSettled = false;
    const wrong = answer.ok ? (answer.value === null ? null : await believe(answer.value)) : answer;
    state = wrong === null ? { ...state, checkedAt: clock(), fault: null } : { ...state, fault: wrong.fault };
    return wrong === null;
  }

  async function believe(shown: Signed<TrustIndex>): Promise<ReturnType<typeof fault<TransferFault | ReferenceFault>> | null> {
    if (!verify('trust-index', shown, key)) return fault('index-forged');
    if (index != null && shown.value.sequence <= index.value.sequence) {
      return hashOf(shown.value) === hashOf(index.value) ? null : fault('index-older', `${shown.value.sequence} after ${index.value.sequence}`);
    }
    index = shown;
    refused = new Map();
    state = { ...state, refused: [] };
    // First of all: after a power cut nobody can show the older one any more.
    await keep(shown);
    return null;
  }

  async function look(client: HeadquartersClient, signal: AbortSignal): Promise<End> {
    if (index === undefined) {
      const before = await kept();
      index = before !== null && verify('trust-index', before, key) ? before : null;
    }
    const isThere = await ask(client, signal);
    if (index === null || isSettled) return 'done';
    const held = await holder.held();
    if (held === null) return 'later';
    for (const { id } of held) {
      if (!index.value.lists.some((entry) => entry.id === id) && !(await holder.drop(id)).ok) return 'later';
    }
    for (const entry of index.value.lists.filter((one) => !refused.has(one.id) && !held.some((other) => isSame(one, other)))) {
      if (!isThere) return 'done';
      const end = await bring(client, entry, signal);
      if (end !== 'done') return end;
      if (!(await handOn(entry))) return 'later';
    }
    isSettled = true;
    return 'done';
  }

  /** Into `unfinished`, from where the last try ended. */
  async function bring(client: HeadquartersClient, { id, size }: TrustListEntry, signal: AbortSignal): Promise<End> {
    if (unfinished?.id !== id) unfinished = { id, bytes: new Uint8Array(size), have: 0 };
    const before = unfinished.have;
    while (unfinished.have < size) {
      const block = await client.trustList(id, unfinished.have, Math.min(trustListBlock, size - unfinished.have), signal);
      if (!block.ok) {
        // It was withdrawn meanwhile: a newer index says so.
        if (block.fault.code === 'conflict') askedAt = null;
        return unfinished.have > before ? 'progressed' : 'later';
      }
      // Shorter than promised: its hash will tell.
      if (block.value.length === 0) break;
      unfinished.bytes.set(block.value, unfinished.have);
      unfinished.have += block.value.length;
    }
    return 'done';
  }

  /** False: it may go better later. */
  async function handOn(entry: TrustListEntry): Promise<boolean> {
    const bytes = unfinished?.bytes ?? new Uint8Array();
    const isRight = createHash('sha256').update(bytes).digest('hex') === entry.id;
    const taken = isRight ? await holder.take(entry, bytes) : fault('list-differs');
    // Its bytes stay at hand where only the holder was not ready.
    if (taken.ok || taken.fault.code.startsWith('list-')) unfinished = null;
    if (taken.ok) return true;
    if (!taken.fault.code.startsWith('list-')) return false;
    refused.set(entry.id, { id: entry.id, name: entry.name, code: taken.fault.code });
    state = { ...state, refused: [...refused.values()] };
    return true;
  }

  async function run(client: HeadquartersClient, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const end = await look(client, signal);
      failures = end === 'later' ? failures + 1 : end === 'progressed' ? 1 : 0;
      const due = askedAt === null ? interval : askedAt + interval - clock();
      await wait(end === 'done' ? Math.min(interval, Math.max(1000, due)) : retryDelay(failures, end === 'progressed', random()), signal);
    }
  }

  return {
    quiet: (client, signal) => {
      running = running.then(() => run(client, signal)).catch((mistake: unknown) => console.error('trust lists:', mistake));
    },
    state: () => state,
  };
}

function isSame(entry: TrustListEntry, held: Pick<TrustListEntry, 'id' | 'name' | 'date'>): boolean {
  // A list without a date of headquarters' has its own, which its signer gave.
  return entry.id === held.id && entry.name === held.name && (entry.date === '' || entry.date === held.date);
}
