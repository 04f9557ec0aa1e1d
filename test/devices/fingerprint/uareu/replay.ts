/** A recorded reader and the driver, in a process of their own: umockdev plays the recording, libusb and the driver are the real ones. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { GreyImage } from '../../../../devices/image/grey-image.js';
import type { Recording } from '../../../../devices/fingerprint/uareu/simulator/forge.js';
import type { ReplayOptions, ReplayOutcome } from './touch.js';

export interface RecordingFiles {
  readonly device: string;
  readonly capture: string;
  readonly path: string;
}

export interface Replayed extends ReplayOutcome {
  readonly image: GreyImage | null;
}

/** Set-up installs it with the simulated devices. */
export const hasUmockdev = spawnSync('umockdev-run', ['--version'], { stdio: 'ignore' }).status === 0;

export async function writeRecording(folder: string, name: string, recording: Recording): Promise<RecordingFiles> {
  await mkdir(folder, { recursive: true });
  const files = { device: join(folder, `${name}.device`), capture: join(folder, `${name}.pcapng`), path: recording.path };
  await writeFile(files.device, recording.device);
  await writeFile(files.capture, recording.capture);
  return files;
}

/** `program` is the built replay-program.ts. Throws where it told nothing. */
export async function replay(program: string, files: RecordingFiles, options: Omit<ReplayOptions, 'file'>): Promise<Replayed> {
  const folder = await mkdtemp(join(tmpdir(), 'replayed-'));
  try {
    const file = join(folder, 'pixels');
    const told = await run(program, files, { ...options, file });
    if (told.size === null) return { ...told, image: null };
    return { ...told, image: { width: told.size[0], height: told.size[1], pixels: new Uint8Array(await readFile(file)) } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(program: string, { device, capture, path }: RecordingFiles, options: ReplayOptions): Promise<ReplayOutcome> {
  const child = spawn('umockdev-run', ['-d', device, '-p', `${path}=${capture}`, '--', process.execPath, program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 40_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const line = output.trim().split('\n').at(-1) ?? '';
      // Anything else on its output would be a mistake of the program, told here with all it said.
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line) as ReplayOutcome);
      else reject(Error(`the replay ended with ${code}: ${output}${errors}`));
    });
  });
}
