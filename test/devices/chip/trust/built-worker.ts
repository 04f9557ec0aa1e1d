/** The trust thread's file as a station has it, built below the repository so that it finds its packages. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';

import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../../../..');

/** `folder` is new and whoever asked removes it. */
export async function builtTrustWorker(name: string): Promise<{ readonly folder: string; readonly worker: string }> {
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
