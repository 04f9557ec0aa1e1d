/** The trust anchors and passive authentication in a thread of their own, started when first needed and again after it broke. */
import { Worker } from 'node:worker_threads';

import type { ToldChipFact } from '../../../sync/core/chip-facts.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import type { AnchorList, AnchorReport } from './anchors.js';
import type { ListFault } from './master-list.js';

export type TrustRequest =
  | { readonly id: number; readonly kind: 'add'; readonly list: AnchorList }
  | { readonly id: number; readonly kind: 'verify'; readonly files: ReadonlyMap<string, Uint8Array>; readonly now: number | null };

export type TrustAnswer =
  | { readonly id: number; readonly kind: 'added'; readonly report: Result<AnchorReport, ListFault> }
  | { readonly id: number; readonly kind: 'verified'; readonly facts: readonly ToldChipFact[] };

/** `trust-timeout`: not in time; `trust-cancelled`: given up by the caller; `trust-failed`: the thread broke, the next call starts another. */
export type TrustFault = 'trust-timeout' | 'trust-cancelled' | 'trust-failed';

export interface TrustVerifier {
  /** Takes a list in; a list that is refused changes nothing. */
  readonly add: (list: AnchorList, signal: AbortSignal) => Promise<Result<AnchorReport, ListFault | TrustFault>>;
  /** Of the lists given at the start and added since, in their order; waits until all are in. Null for one that was refused. */
  readonly reports: (signal: AbortSignal) => Promise<Result<readonly (AnchorReport | null)[], TrustFault>>;
  readonly verify: (files: ReadonlyMap<string, Uint8Array>, now: number | null, signal: AbortSignal) => Promise<Result<readonly ToldChipFact[], TrustFault>>;
  readonly close: () => Promise<void>;
}

export interface TrustVerifierOptions {
  /** The built file of worker.ts. */
  readonly worker: string | URL;
  /** Imported before; verified anew in each thread. */
  readonly lists: readonly AnchorList[];
  /** Milliseconds for one call. The largest list known takes some seconds on a slow machine. */
  readonly deadline?: number;
  /** Megabytes of the thread's heap. */
  readonly heap?: number;
}

interface Running {
  readonly thread: Worker;
  readonly waiting: Map<number, (answer: Result<TrustAnswer, TrustFault>) => void>;
  /** Of the lists that it started with. */
  readonly loading: Promise<readonly Result<TrustAnswer, TrustFault>[]>;
}

export function trustVerifier({ worker, lists: first, deadline = 60_000, heap = 512 }: TrustVerifierOptions): TrustVerifier {
  const lists = [...first];
  let running: Running | null = null;
  let nextId = 1;

  const stop = (one: Running, reason: TrustFault): void => {
    if (running === one) running = null;
    for (const settle of one.waiting.values()) settle(fault(reason));
    one.waiting.clear();
  };
  const send = (one: Running, request: TrustRequest): Promise<Result<TrustAnswer, TrustFault>> => new Promise((settle) => {
    one.waiting.set(request.id, settle);
    one.thread.postMessage(request);
  });
  const start = (): Running => {
    const thread = new Worker(worker, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heap } });
    const waiting: Running['waiting'] = new Map();
    const one: Running = { thread, waiting, loading: Promise.resolve().then(() => Promise.all(lists.map((list) => send(one, { id: nextId++, kind: 'add', list })))) };
    thread.on('message', (answer: TrustAnswer) => {
      waiting.get(answer.id)?.(ok(answer));
      waiting.delete(answer.id);
    });
    thread.once('error', () => stop(one, 'trust-failed'));
    thread.once('exit', () => stop(one, 'trust-failed'));
    // A reading's end must not wait for it.
    thread.unref();
    return one;
  };
  /** Gives up waiting at the signal; at the deadline the thread is ended as well, since it will not answer the next one either. */
  const ask = async <Value>(signal: AbortSignal, work: (one: Running) => Promise<Result<Value, TrustFault>>): Promise<Result<Value, TrustFault>> => {
    if (signal.aborted) return fault('trust-cancelled');
    const one = (running ??= start());
    let giveUp = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    const ends = new Promise<Result<Value, TrustFault>>((settle) => {
      giveUp = () => settle(fault('trust-cancelled'));
      signal.addEventListener('abort', giveUp);
      timer = setTimeout(() => {
        settle(fault('trust-timeout'));
        stop(one, 'trust-timeout');
        void one.thread.terminate();
      }, deadline);
    });
    try {
      return await Promise.race([work(one), ends]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  };

  return {
    add: async (list, signal) => {
      const answer = await ask<Result<AnchorReport, ListFault>>(signal, async (one) => {
        await one.loading;
        const added = await send(one, { id: nextId++, kind: 'add', list });
        if (!added.ok) return added;
        return added.value.kind === 'added' ? ok(added.value.report) : fault('trust-failed');
      });
      if (!answer.ok) return answer;
      if (answer.value.ok) lists.push(list);
      return answer.value;
    },
    reports: (signal) => ask(signal, async (one) => {
      const answers = await one.loading;
      const broken = answers.find((answer) => !answer.ok);
      if (broken !== undefined && !broken.ok) return broken;
      return ok(answers.map((answer) => (answer.ok && answer.value.kind === 'added' && answer.value.report.ok ? answer.value.report.value : null)));
    }),
    verify: (files, now, signal) => ask(signal, async (one) => {
      await one.loading;
      const answer = await send(one, { id: nextId++, kind: 'verify', files, now });
      if (!answer.ok) return answer;
      return answer.value.kind === 'verified' ? ok(answer.value.facts) : fault('trust-failed');
    }),
    close: async () => {
      const one = running;
      if (one === null) return;
      stop(one, 'trust-cancelled');
      await one.thread.terminate();
    },
  };
}
