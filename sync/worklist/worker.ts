/** The worker that reads one list and ends: a file that breaks or fills it takes nothing else with it. */
import { parentPort, workerData } from 'node:worker_threads';

import { ok } from '../core/result.js';
import type { Imported, ImportJob } from './import.js';
import { chunkPeople } from './limits.js';
import { readList } from './read-list.js';

const job = workerData as ImportJob;
const list = await readList(job.name, job.bytes, undefined, (done, total) => parentPort?.postMessage({ done, total }));
if (list.ok) {
  const { rows, errors, errorCount } = list.value;
  // Nothing is half-imported: one wrong row, and no person leaves the worker.
  const people = errorCount === 0 ? list.value.people : [];
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < people.length; at += chunkPeople) {
    chunks.push(new TextEncoder().encode(JSON.stringify(people.slice(at, at + chunkPeople))));
  }
  const imported: Imported = { chunks, people: people.length, rows, errors, errorCount };
  parentPort?.postMessage(ok(imported), chunks.map((chunk) => chunk.buffer));
} else {
  parentPort?.postMessage(list);
}
