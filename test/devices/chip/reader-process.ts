/** The chip reader in a process of its own, as the device process has it: what it told, and whether it ended by itself. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'vite';

const root = new URL('../../../', import.meta.url).pathname;

/** Opens the reader, waits for a state other than looking, tries to read, closes, and prints what came. */
const program = `
import { openChipReader } from './driver.js';
const states = [];
const known = new Promise((resolve) => {
  globalThis.reader = openChipReader({ simulated: true, onProgress: () => undefined, onState: (state) => { states.push(state); if (state.state !== 'looking') resolve(); } });
});
await known;
const result = await globalThis.reader.read({ number: '138012345', birth: '380514', expiry: '410630' }, new AbortController().signal);
await globalThis.reader.close();
console.log(JSON.stringify({ states, result }));
`;

export interface ReaderProcessEnd {
  /** Null when it had to be killed. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export async function runReaderProcess(environment: Readonly<Record<string, string>>): Promise<ReaderProcessEnd> {
  // Inside the project, so that its packages are found.
  await mkdir(join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(join(root, 'out', 'chip-reader-'));
  try {
    await build({
      root, configFile: false, logLevel: 'error',
      build: {
        ssr: join(root, 'devices/chip/driver.ts'), outDir: folder, emptyOutDir: false, minify: false, target: 'node20',
        rollupOptions: { output: { format: 'es', entryFileNames: 'driver.js' } },
      },
    });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'main.js'), program);
    return await run(join(folder, 'main.js'), environment);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(file: string, environment: Readonly<Record<string, string>>): Promise<ReaderProcessEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output, errors });
    });
  });
}
