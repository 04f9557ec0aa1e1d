/** The folder in which a helper leaves its pictures: this program's alone, in memory where the system has such a place, emptied as it is read. */
import { constants } from 'node:fs';
import { access, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';

export interface SessionFolder {
  readonly path: string;
  /** Reads a file by its plain name and removes it: a regular one, no link, of at most so many bytes. */
  take(name: string, most: number): Promise<Result<Uint8Array, ScannerFault>>;
  /** With all that is in it. */
  remove(): Promise<void>;
}

const PREFIX = 'tan-nha-helper-';

/** Fingerprints in clear must not reach the disk: memory first. */
const places: readonly string[] = [...(process.platform === 'linux' ? [process.env['XDG_RUNTIME_DIR'] ?? '', '/dev/shm'] : []), tmpdir()].filter(Boolean);

/** Removes what programs that were killed have left. */
export async function makeSessionFolder(): Promise<SessionFolder> {
  const place = await firstWritable();
  await removeOrphans(place);
  const path = await mkdtemp(join(place, `${PREFIX}${process.pid}-`));
  return {
    path,
    take: async (name, most) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw Error('no plain name');
      const file = join(path, name);
      const bytes = await readWhole(file, most).catch((error: Error) => fault('scanner-garbage', error.message));
      // What cannot be removed now goes with the folder.
      await rm(file, { force: true, recursive: true }).catch(() => undefined);
      return bytes;
    },
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function readWhole(file: string, most: number): Promise<Result<Uint8Array, ScannerFault>> {
  const opened = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => error.code ?? 'unreadable');
  if (typeof opened === 'string') return fault('scanner-garbage', `the picture's file cannot be read: ${opened}`);
  try {
    const about = await opened.stat();
    // A file with a second name lies somewhere else as well.
    if (!about.isFile() || about.nlink > 1) return fault('scanner-garbage', 'the picture is no plain file');
    if (about.size > most) return fault('scanner-garbage', `the picture's file has ${about.size} bytes`);
    const bytes = new Uint8Array(about.size);
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await opened.read(bytes, at, bytes.length - at, at);
      if (bytesRead === 0) return fault('scanner-garbage', 'the picture’s file became shorter');
      at += bytesRead;
    }
    return ok(bytes);
  } finally {
    await opened.close();
  }
}

async function firstWritable(): Promise<string> {
  for (const place of places) {
    const isWritable = await access(place, constants.W_OK | constants.X_OK).then(() => true, () => false);
    if (isWritable) return place;
  }
  return tmpdir();
}

async function removeOrphans(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    const [, owner] = /^tan-nha-helper-(\d+)-/.exec(name) ?? [];
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(place, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
