/** Helpers for tests: the sample, built as it is delivered, and misbehaving ones of a few lines. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from 'vite';

const root = new URL('../../../', import.meta.url).pathname;

export interface BuiltProgram {
  readonly file: string;
  remove(): Promise<void>;
}

export async function buildProgram(entry: string): Promise<BuiltProgram> {
  // Inside the project, so that its packages are found.
  await mkdir(join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(join(root, 'out', 'helper-'));
  await build({
    root, configFile: false, logLevel: 'error',
    build: { ssr: join(root, entry), outDir: folder, emptyOutDir: false, target: 'node20', minify: false, rollupOptions: { output: { entryFileNames: 'program.mjs' } } },
  });
  return { file: join(folder, 'program.mjs'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A proper helper with one device; `odd` are statements that change it: `on.capture = (message) => …`, `say(…)`, `hello = …`. */
const proper = `
import { existsSync, writeFileSync, symlinkSync, linkSync, mkdirSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';
let folder = '';
let hello = { type: 'hello', contract: 1, name: 'odd', version: '1' };
const device = { device: 'd1', make: 'M', model: 'X', serial: '1', takes: 'slaps', rolled: false, preview: true, forRegistration: true };
const say = (message) => process.stdout.write((typeof message === 'string' ? message : JSON.stringify(message)) + '\\n');
const leave = (name, bytes = Buffer.concat([Buffer.from('P5\\n40 30\\n255\\n'), Buffer.alloc(1200, 200)])) => writeFileSync(folder + '/' + name, bytes);
const picture = (change = {}) => ({ shows: 13, finger: null, file: 'a.pgm', format: 'pgm', ppi: 500, quality: 70, ...change });
const captured = (id, ...pictures) => say({ type: 'captured', id, pictures });
const on = {
  hello: (message) => { folder = message.folder; say(hello); },
  list: ({ id }) => say({ type: 'devices', id, devices: [device] }),
  ping: ({ id }) => say({ type: 'pong', id }),
  capture: ({ id }) => { leave('a.pgm'); captured(id, picture()); },
  preview: () => undefined,
  cancel: ({ id }) => say({ type: 'error', id, code: 'cancelled', words: '' }),
  bye: () => process.exit(0),
};
`;

export interface OddHelpers {
  command(odd: string): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export async function oddHelpers(): Promise<OddHelpers> {
  const folder = await mkdtemp(join(tmpdir(), 'odd-helper-'));
  let count = 0;
  return {
    command: async (odd) => {
      const file = join(folder, `odd-${++count}.mjs`);
      await writeFile(file, `${proper}\n${odd}\ncreateInterface({ input: process.stdin }).on('line', (line) => { const message = JSON.parse(line); on[message.type]?.(message); }).on('close', () => process.exit(0));\n`);
      return [process.execPath, file];
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
