/** The sample helper as a program: `node helper-sample.js [--seed N] [--profile HANDS] [--cache FOLDER]`; hands by the names of synthetic/profile.ts. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';

import { profileKeys } from '../../synthetic/profile.js';
import { paint, painter } from './painter.js';
import { serve } from './serve.js';

if (isMainThread) {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, profile: { type: 'string' }, cache: { type: 'string', default: join(tmpdir(), 'tan-nha-helper-sample') } } });
  const profile = profileKeys.find((one) => one === values.profile);
  if (values.profile !== undefined && profile === undefined) {
    console.error(`no such hands: ${values.profile}; there are ${profileKeys.join(', ')}`);
    process.exit(2);
  }
  const hand = painter(new URL(import.meta.url), { seed: Number(values.seed), cache: values.cache, ...(profile === undefined ? {} : { profile }) });
  await serve(hand, `SH-${values.seed.padStart(6, '0')}`);
} else paint(workerData as Parameters<typeof paint>[0]);
