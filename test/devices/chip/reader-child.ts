/**
 * The chip reader in a process of its own, as the device process has it, while the simulated card is served from this one: a binding that makes the process
 * stand still for a moment (smartcard does, when it disconnects) would otherwise keep the card from answering.
 */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'vite';

import type { ChipReader } from '../../../devices/chip/driver.js';
import type { Adapter } from '../../../devices/ports/readers.js';
import type { ChipKey, ChipProgress, DevicesState } from '../../../sync/core/capture.js';

const root = new URL('../../../', import.meta.url).pathname;

const program = `
import { openChipReader } from './driver.js';
import { chooseReaders } from './readers.js';
const [adapter, deadlines] = JSON.parse(process.argv[2]);
const running = new Map();
const reader = openChipReader({
  simulated: true, watchReaders: chooseReaders({ adapter }), ...(deadlines ? { deadlines } : {}),
  onState: (state) => process.send({ state }), onProgress: (progress) => process.send({ progress }),
});
process.on('message', async ({ id, key, cancel, close }) => {
  if (close) {
    await reader.close();
    process.disconnect();
  } else if (cancel) running.get(id)?.abort();
  else {
    const controller = new AbortController();
    running.set(id, controller);
    const result = await reader.read(key, controller.signal);
    process.send({ id, result });
  }
});
`;

export interface BuiltReader {
  open(options: {
    readonly adapter: Adapter;
    readonly deadlines?: { readonly whole: number; readonly command: number };
    readonly onState: (state: DevicesState['chip']) => void;
    readonly onProgress: (progress: ChipProgress) => void;
  }): ChipReader;
  remove(): Promise<void>;
}

type Told = { readonly state: DevicesState['chip'] } | { readonly progress: ChipProgress } | { readonly id: number; readonly result: Awaited<ReturnType<ChipReader['read']>> };

export async function buildReader(): Promise<BuiltReader> {
  // Inside the project, so that its packages are found.
  await mkdir(join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(join(root, 'out', 'chip-reader-'));
  await build({
    root, configFile: false, logLevel: 'error',
    build: {
      ssr: true, outDir: folder, emptyOutDir: false, minify: false, target: 'node20',
      rollupOptions: { input: { driver: join(root, 'devices/chip/driver.ts'), readers: join(root, 'devices/ports/readers.ts') }, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'main.js'), program);
  return {
    open({ adapter, deadlines, onState, onProgress }) {
      const child = fork(join(folder, 'main.js'), [JSON.stringify([adapter, deadlines ?? null])], { serialization: 'advanced' });
      const waiting = new Map<number, (result: Awaited<ReturnType<ChipReader['read']>>) => void>();
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      let next = 1;
      child.on('message', (message) => {
        const told = message as Told;
        if ('state' in told) onState(told.state);
        else if ('progress' in told) onProgress(told.progress);
        else waiting.get(told.id)?.(told.result);
      });
      return {
        read(key: ChipKey, signal: AbortSignal) {
          const id = next++;
          const cancel = (): void => void child.send({ id, cancel: true });
          signal.addEventListener('abort', cancel);
          child.send({ id, key });
          return new Promise((resolve) => waiting.set(id, (result) => {
            signal.removeEventListener('abort', cancel);
            resolve(result);
          }));
        },
        async close() {
          child.send({ close: true });
          // A command that hangs in the reader keeps the process.
          const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
          await ended;
          clearTimeout(timer);
        },
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
