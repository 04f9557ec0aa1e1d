/** Reads a list in a worker of its own, with a deadline and a bound on its memory. */
import { Worker } from 'node:worker_threads';

import type { ImportFault } from '../core/faults.js';
import { fault, type Result } from '../core/result.js';
import type { RowProblem } from '../core/worklist.js';

export interface ImportJob {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Imported {
  /** Each a JSON array of at most 500 Person in UTF-8, in list order, ready to be sealed. Empty when there is any error. */
  readonly chunks: readonly Uint8Array[];
  /** In the chunks. */
  readonly people: number;
  /** Rows of the list that hold anything, below its header. */
  readonly rows: number;
  /** At most 1,000. */
  readonly errors: readonly RowProblem[];
  readonly errorCount: number;
}

/** Milliseconds. 50,000 rows take a few seconds. */
const importDeadline = 180_000;
/** Megabytes of the worker's heap. */
const importHeap = 1024;

/** Rows that are dealt with, of all; `total` is 0 while that is not known. */
export interface RowsDone {
  readonly done: number;
  readonly total: number;
}

export interface ImportBounds {
  readonly deadline?: number;
  readonly heap?: number;
  readonly onRows?: (rows: RowsDone) => void;
}

/**
 * `worker` is the built file of worker.ts. Given up by the signal ('import-cancelled' where the officer did it, 'locked' where a lock or the end of the
 * station did) or at a deadline, this one or the signal's ('spreadsheet-unsafe'); a worker out of memory is 'spreadsheet-too-large', one that fails
 * otherwise 'not-a-spreadsheet'.
 */
export async function importInWorker(
  worker: string | URL, name: string, bytes: Uint8Array, signal: AbortSignal, { deadline = importDeadline, heap = importHeap, onRows = () => undefined }: ImportBounds = {},
): Promise<Result<Imported, ImportFault>> {
  if (signal.aborted) return givenUp(signal);
  const job: ImportJob = { name, bytes };
  const thread = new Worker(worker, { workerData: job, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heap } });
  const { promise, resolve } = withResolvers<Result<Imported, ImportFault>>();
  const timer = setTimeout(() => resolve(fault('spreadsheet-unsafe', `not read in ${deadline / 1000} s`)), deadline);
  const giveUp = () => resolve(givenUp(signal));
  signal.addEventListener('abort', giveUp);
  thread.on('message', (told: RowsDone | Result<Imported, ImportFault>) => ('total' in told ? onRows(told) : resolve(told)));
  thread.once('error', (error: NodeJS.ErrnoException) => {
    const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    resolve(fault(memory ? 'spreadsheet-too-large' : 'not-a-spreadsheet', memory ? 'more than the worker can hold' : `the reader failed: ${error.code ?? error.name}`));
  });
  thread.once('exit', () => resolve(fault('not-a-spreadsheet', 'the reader ended without an answer')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    await thread.terminate();
  }
}

function givenUp(signal: AbortSignal): Result<never, ImportFault> {
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return late ? fault('spreadsheet-unsafe', 'not read in time') : fault(signal.reason === 'cancelled' ? 'import-cancelled' : 'locked', 'given up');
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => { resolve = done; });
  return { promise, resolve };
}
