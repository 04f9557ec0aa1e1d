/** Bundles a TypeScript entry into a file that node runs, for tests that need a process or a thread of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { build } from 'vite';

export interface Bundle {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export async function bundle(entry: string): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bundle-'));
  const name = basename(entry).replace(/\.ts$/, '.mjs');
  await build({
    configFile: false, logLevel: 'error', ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, emptyOutDir: false, minify: false, target: 'node20', rolldownOptions: { output: { format: 'esm', entryFileNames: name } } },
  });
  return { file: join(folder, name), remove: () => rm(folder, { recursive: true, force: true }) };
}
