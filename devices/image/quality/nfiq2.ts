/** NFIQ 2 of NIST, where its command is installed on the machine: a second opinion beside this project's own indicator, kept apart from it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { GreyImage } from '../grey-image.js';
import { encodePng } from '../png.js';

/** As IBIA lists it: NIST, NFIQ 2. */
export const NFIQ2_VENDOR = 0x000f;

export interface Nfiq2Options {
  readonly signal: AbortSignal;
  /** Milliseconds; loading its model takes a second or two. */
  readonly deadline?: number;
  /** Another place or name of the command. */
  readonly command?: string;
}

/**
 * 0–100, or null: the command is not there, did not answer in time, could not rate the picture, or `signal` was aborted.
 * The picture has to be of 500 ppi, says so itself (the command refuses others), and is gone from the disk when this answers.
 */
export async function nfiq2(image: GreyImage, { signal, deadline = 15_000, command = 'nfiq2' }: Nfiq2Options): Promise<number | null> {
  if (signal.aborted) return null;
  const folder = await mkdtemp(join(tmpdir(), 'nfiq2-'));
  try {
    const file = join(folder, 'finger.png');
    await writeFile(file, await encodePng(image), { mode: 0o600 });
    return scoreIn(await run(command, ['-F', '-i', file], signal, deadline));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What it prints, or '' for any failure. */
function run(command: string, words: readonly string[], signal: AbortSignal, deadline: number): Promise<string> {
  return new Promise((answer) => {
    execFile(command, words, { signal, timeout: deadline, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024 }, (failure, stdout) => answer(failure ? '' : stdout));
  });
}

/** Its answer is the score alone, or a table with a heading; 255 is a failure. */
function scoreIn(text: string): number | null {
  const lines = text.trim().split('\n');
  const column = Math.max(lines[0]?.split(',').findIndex((title) => title.trim() === 'UnifiedQualityScore') ?? 0, 0);
  const word = lines.at(-1)?.split(',')[column]?.trim() ?? '';
  return /^\d{1,3}$/.test(word) && Number(word) <= 100 ? Number(word) : null;
}
