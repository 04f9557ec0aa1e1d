/** The chip reader in a process of its own, as the device process has it: what it told, and whether it ended by itself. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildReaderProgram } from './reader-program.js';

/** Opens the reader, waits for a state other than looking, tries to read, closes, and prints what came. */
const program = `
import { usualChipReader } from './apart.js';
const states = [];
const known = new Promise((resolve) => {
  globalThis.reader = usualChipReader({ simulated: true, onProgress: () => undefined, onState: (state) => { states.push(state); if (state.state !== 'looking') resolve(); } });
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
  const built = await buildReaderProgram({ apart: 'devices/chip/reader-apart.ts' });
  try {
    const file = join(built.folder, 'main.js');
    await writeFile(file, program);
    return await run(file, environment);
  } finally {
    await built.remove();
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
