/** The program that reads chips, built as the station has it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'vite';

const root = new URL('../../../', import.meta.url).pathname;

export interface BuiltFolder {
  readonly folder: string;
  /** Of reader-program.ts. */
  readonly program: string;
  remove(): Promise<void>;
}

/** `others`: further entries, name to file from the root. */
export async function buildReaderProgram(others: Readonly<Record<string, string>> = {}): Promise<BuiltFolder> {
  // Inside the project, so that its packages are found.
  await mkdir(join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(join(root, 'out', 'chip-reader-'));
  const input = Object.fromEntries(Object.entries({ ...others, 'chip-reader': 'devices/chip/reader-program.ts' }).map(([name, file]) => [name, join(root, file)]));
  await build({
    root, configFile: false, logLevel: 'error',
    build: { ssr: true, outDir: folder, emptyOutDir: false, minify: false, target: 'node20', rollupOptions: { input, output: { format: 'es', entryFileNames: '[name].js' } } },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return { folder, program: join(folder, 'chip-reader.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}
