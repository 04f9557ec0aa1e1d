/** The sample helper as a program: `node helper-sample.js [--seed N] [--profile NAME] [--cache FOLDER]`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';

import { profileKeys } from '../../synthetic/profile.js';
import { paint, painter } from './painter.js';
import { serve } from './serve.js';

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      profile: { type: 'string', default: 'adult-normal' },
      cache: { type: 'string', default: join(tmpdir(), 'tan-nha-helper-sample') },
    },
  });
  const profile = profileKeys.find((one) => one === values.profile);
  if (profile === undefined) throw Error(`no such hands: ${values.profile}; there are ${profileKeys.join(', ')}`);
  await serve(painter(new URL(import.meta.url), { seed: Number(values.seed), profile, cache: values.cache }), `SH-${values.seed.padStart(6, '0')}`);
} else paint(workerData as Parameters<typeof paint>[0]);
