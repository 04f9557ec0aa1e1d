/** replay-program.ts as one file that plain Node runs, inside the project so that its packages are found. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'vite';

const root = new URL('../../../../', import.meta.url).pathname;

export async function buildReplayProgram(): Promise<{ readonly folder: string; readonly program: string; remove(): Promise<void> }> {
  await mkdir(join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(join(root, 'out', 'replay-'));
  await build({
    root, configFile: false, logLevel: 'error',
    build: {
      ssr: join(root, 'test/devices/fingerprint/uareu/replay-program.ts'), outDir: folder, emptyOutDir: false, minify: false, target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: 'program.js' } },
    },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return { folder, program: join(folder, 'program.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}
