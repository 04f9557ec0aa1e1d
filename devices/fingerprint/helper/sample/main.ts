/** The sample helper as a program: `node helper-sample.js [--seed N] [--cache FOLDER]`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';

import { paint, painter } from './painter.js';
import { serve } from './serve.js';

if (isMainThread) {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, cache: { type: 'string', default: join(tmpdir(), 'tan-nha-helper-sample') } } });
  await serve(painter(new URL(import.meta.url), Number(values.seed), values.cache), `SH-${values.seed.padStart(6, '0')}`);
} else paint(workerData as Parameters<typeof paint>[0]);
