/** The thread that holds the trust anchors and verifies readings: lists of hundreds of certificates take a second, which no screen should wait. */
import { parentPort } from 'node:worker_threads';

import { trustAnchors } from './anchors.js';
import type { TrustAnswer, TrustRequest } from './verify-in-worker.js';
import { verifyReading } from './verify.js';

const anchors = trustAnchors();

function answer(request: TrustRequest): TrustAnswer {
  const { id } = request;
  if (request.kind === 'add') return { id, kind: 'added', report: anchors.add(request.list) };
  return { id, kind: 'verified', facts: verifyReading({ files: request.files, anchors, ...(request.now === null ? {} : { now: request.now }) }) };
}

parentPort?.on('message', (request: TrustRequest) => parentPort?.postMessage(answer(request)));
