/** Threads that look at finger pictures, so that no screen waits: started when first needed, and anew after one broke. */
import { Worker } from 'node:worker_threads';

import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { JobAnswer, JobKind, JobRequest, Jobs } from './jobs.js';

/** `analysis-timeout`: not in time, its thread is ended; `analysis-cancelled`: given up by who asked; `analysis-failed`: the job or its thread broke. */
export type AnalysisFault = 'analysis-timeout' | 'analysis-cancelled' | 'analysis-failed';

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds from when a thread takes it up. */
  readonly deadline?: number;
  /** The pictures' bytes are given away, not copied: who asks must not use them again. */
  readonly give?: boolean;
}

export type AnalysisPool = {
  readonly [Kind in JobKind]: (words: Parameters<Jobs[Kind]>, options?: AskOptions) => Promise<Result<ReturnType<Jobs[Kind]>, AnalysisFault>>;
} & { readonly close: () => Promise<void> };

export interface AnalysisOptions {
  /** The built file of worker.ts. */
  readonly workerFile: string | URL;
  /** 1. */
  readonly workers?: number;
  /** Milliseconds for one job where none is given. */
  readonly deadline?: number;
}

interface Waiting {
  readonly request: JobRequest;
  readonly transfer: readonly ArrayBuffer[];
  readonly deadline: number;
  readonly settle: (answer: Result<unknown, AnalysisFault>) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Waiting | null;
  timer: NodeJS.Timeout | null;
}

/** Megabytes of a thread's heap; pictures lie outside of it. */
const HEAP = 256;

export function openAnalysis({ workerFile, workers = 1, deadline = 20_000 }: AnalysisOptions): AnalysisPool {
  const threads = new Set<Thread>();
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  const finish = (thread: Thread, answer: Result<unknown, AnalysisFault>): void => {
    if (thread.timer) clearTimeout(thread.timer);
    thread.timer = null;
    const { job } = thread;
    thread.job = null;
    job?.settle(answer);
  };
  const drop = (thread: Thread, reason: AnalysisFault, detail?: string): void => {
    threads.delete(thread);
    finish(thread, fault(reason, detail));
    void thread.worker.terminate();
    serve();
  };
  const start = (): Thread => {
    // A program started with flags of its own (tests, tools) must not hand them on.
    const worker = new Worker(workerFile, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP } });
    const thread: Thread = { worker, job: null, timer: null };
    threads.add(thread);
    worker.on('message', (answer: JobAnswer) => {
      if (thread.job?.request.id !== answer.id) return;
      finish(thread, 'value' in answer ? ok(answer.value) : fault('analysis-failed', answer.failure));
      serve();
    });
    worker.once('error', (error) => drop(thread, 'analysis-failed', String(error)));
    worker.once('exit', () => {
      if (threads.has(thread)) drop(thread, 'analysis-failed', 'the thread ended');
    });
    // Waiting for work does not keep the program alive; a job does, by its timer.
    worker.unref();
    return thread;
  };
  const serve = (): void => {
    if (closed) return;
    while (queue.length > 0) {
      const free = [...threads].find((thread) => thread.job === null) ?? (threads.size < workers ? start() : null);
      if (!free) return;
      const job = queue.shift() as Waiting;
      free.job = job;
      free.timer = setTimeout(() => drop(free, 'analysis-timeout'), job.deadline);
      free.worker.postMessage(job.request, [...job.transfer]);
    }
  };

  const ask = (kind: JobKind, words: readonly unknown[], options: AskOptions): Promise<Result<unknown, AnalysisFault>> => new Promise((answer) => {
    const { signal } = options;
    if (closed || signal?.aborted) return answer(fault('analysis-cancelled'));
    const giveUp = (): void => {
      const at = queue.indexOf(waiting);
      if (at >= 0) queue.splice(at, 1);
      // A job that runs is left to end: the next one takes its place then.
      waiting.settle(fault('analysis-cancelled'));
    };
    const waiting: Waiting = {
      request: { id: nextId++, kind, words }, deadline: options.deadline ?? deadline, transfer: options.give ? givenBuffers(words) : [],
      settle: (result) => {
        signal?.removeEventListener('abort', giveUp);
        answer(result);
      },
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    queue.push(waiting);
    return serve();
  });
  const asking = <Kind extends JobKind>(kind: Kind) => (words: Parameters<Jobs[Kind]>, options: AskOptions = {}): Promise<Result<ReturnType<Jobs[Kind]>, AnalysisFault>> =>
    ask(kind, words, options) as Promise<Result<ReturnType<Jobs[Kind]>, AnalysisFault>>;

  return {
    rate: asking('rate'), ratePrint: asking('ratePrint'), segment: asking('segment'), cut: asking('cut'), cutAndRate: asking('cutAndRate'), glance: asking('glance'),
    minutiae: asking('minutiae'), match: asking('match'), compare: asking('compare'),
    close: async () => {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.settle(fault('analysis-cancelled'));
      const all = [...threads];
      threads.clear();
      for (const thread of all) finish(thread, fault('analysis-cancelled'));
      await Promise.all(all.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Of pictures among the words: their bytes, where nothing else lies in the same buffer. */
function givenBuffers(words: readonly unknown[]): readonly ArrayBuffer[] {
  return words.flatMap((word) => {
    const pixels = typeof word === 'object' && word !== null && 'pixels' in word ? word.pixels : word;
    return pixels instanceof Uint8Array && pixels.buffer instanceof ArrayBuffer && pixels.byteLength === pixels.buffer.byteLength ? [pixels.buffer] : [];
  });
}
