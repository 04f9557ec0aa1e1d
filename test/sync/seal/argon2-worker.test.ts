import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { deriveFromSecret, type Argon2Parameters } from '../../../sync/seal/argon2.js';
import { bundle } from './bundle.js';

const parameters: Argon2Parameters = { name: 'argon2id', memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

test('SE14: the worker derives what this thread derives, and an entry that is none is an error', async () => {
  const worker = await bundle(fileURLToPath(new URL('../../../sync/seal/argon2-worker.ts', import.meta.url)));
  try {
    const salt = new Uint8Array(16).fill(3);
    const here = await deriveFromSecret('một hai ba bốn', salt, parameters, {});
    expect(await deriveFromSecret('một hai ba bốn', salt, parameters, { worker: worker.file })).toEqual(here);
    await expect(deriveFromSecret('một', salt, parameters, { worker: `${worker.file}.none` })).rejects.toThrow();
  } finally {
    await worker.remove();
  }
}, 60_000);
