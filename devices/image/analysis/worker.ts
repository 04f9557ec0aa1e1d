/** A thread that looks at finger pictures, one after another. */
import { parentPort } from 'node:worker_threads';

import type { JobAnswer, JobRequest } from './jobs.js';
import { jobs } from './jobs.js';

function answer({ id, kind, words }: JobRequest): JobAnswer {
  try {
    const job = jobs[kind] as (...words: readonly unknown[]) => unknown;
    return { id, value: job(...words) };
  } catch (failure) {
    return { id, failure: String(failure) };
  }
}

/** Buffers that hold one array of bytes each: they change hands instead of being copied. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (value instanceof Uint8Array) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) buffersIn(part, found);
  }
  return found;
}

parentPort?.on('message', (request: JobRequest) => {
  const told = answer(request);
  parentPort?.postMessage(told, [...buffersIn('value' in told ? told.value : null)]);
});
