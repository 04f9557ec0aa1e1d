/** The thread that judges trust, built as the station has it: below the repository, so that it finds its packages. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../..');

/** `folder` is new and whoever asked removes it. */
export async function buildTrustWorker(name: string): Promise<{ readonly folder: string; readonly worker: string }> {
  await mkdir(path.join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(path.join(root, 'out', `test-${name}-`));
  await build({
    configFile: false, root, logLevel: 'error',
    build: {
      ssr: path.join(root, 'devices/chip/trust/worker.ts'), outDir: folder, emptyOutDir: false, target: 'node20',
      rollupOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  return { folder, worker: path.join(folder, 'worker.mjs') };
}

/** For one file of tests: there once they run. */
export function builtTrustWorker(): { readonly folder: string; readonly worker: string } {
  const built = { folder: '', worker: '' };
  beforeAll(async () => {
    Object.assign(built, await buildTrustWorker('trust'));
  });
  afterAll(() => rm(built.folder, { recursive: true, force: true }));
  return built;
}
