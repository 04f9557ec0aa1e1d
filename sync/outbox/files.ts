/** What durable means here: bytes, then name, then folder, each on the disk before the next is relied upon. */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

import { fault, type Result } from '../core/result.js';
import { codeOf, type Disk } from './disk.js';

/** Ending of files that were never finished; what a start finds of them is removed. */
export const unfinished = '.tmp';

export interface NewFile {
  /** A function is asked while the bytes are being written: for names that follow from the bytes. */
  readonly name: string | (() => string);
  readonly bytes: Uint8Array;
}

/** All files of one folder, made or replaced: a power cut leaves each as it was or as it is to be, never between. Answers their names. */
export async function writeDurably(disk: Disk, folder: string, files: readonly NewFile[]): Promise<readonly string[]> {
  const names = await writeUnsynced(disk, folder, files);
  await disk.syncFolder(folder);
  return names;
}

/**
 * The same, but nothing is sure before `sync`, neither bytes nor names: one commit of the file system then serves all that is synced
 * with it. A power cut before that may leave a file under its name with less than its bytes.
 */
export async function layFiles(
  disk: Disk, folder: string, files: readonly NewFile[],
): Promise<{ readonly names: readonly string[]; readonly sync: () => Promise<void>; readonly discard: () => Promise<void> }> {
  const batch = randomBytes(6).toString('hex');
  const temporary = files.map((_, index) => join(folder, `${batch}-${index}${unfinished}`));
  const laying = Promise.allSettled(files.map(({ bytes }, index) => disk.lay(temporary[index] ?? '', bytes)));
  const names = files.map(({ name }) => (typeof name === 'string' ? name : name()));
  const laid = await laying;
  const syncs = laid.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    const failed = laid.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    for (const [index, name] of names.entries()) await disk.rename(temporary[index] ?? '', join(folder, name));
  } catch (error) {
    await Promise.allSettled(syncs.map((sync) => sync()));
    await tidy(disk, temporary);
    throw error;
  }
  return {
    names,
    sync: () => settled([...syncs.map((sync) => sync()), disk.syncFolder(folder)]),
    discard: () => tidy(disk, names.map((name) => join(folder, name))),
  };
}

async function writeUnsynced(disk: Disk, folder: string, files: readonly NewFile[]): Promise<readonly string[]> {
  const batch = randomBytes(6).toString('hex');
  const temporary = files.map((_, index) => join(folder, `${batch}-${index}${unfinished}`));
  try {
    const written = files.map(({ bytes }, index) => disk.write(temporary[index] ?? '', bytes));
    const names = files.map(({ name }) => (typeof name === 'string' ? name : name()));
    await settled(written);
    for (const [index, name] of names.entries()) await disk.rename(temporary[index] ?? '', join(folder, name));
    return names;
  } catch (error) {
    await tidy(disk, temporary);
    throw error;
  }
}

/** The folder and each missing one above it, down from `root`, which exists; each name synced in the folder that holds it. */
export async function makeFolderDurably(disk: Disk, root: string, ...names: readonly string[]): Promise<string> {
  let folder = root;
  for (const name of names) {
    const inside = join(folder, name);
    await disk.makeFolder(inside);
    await disk.syncFolder(folder);
    folder = inside;
  }
  return folder;
}

/** The vault's own folder with each missing one above it. The folder that holds it is synced also when it was there: an earlier start may have been cut short. */
export async function makeRootDurably(disk: Disk, root: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = dirname(root); (await disk.size(folder)) < 0; folder = dirname(folder)) missing.unshift(folder);
  for (const folder of [...missing, root]) {
    await disk.makeFolder(folder);
    await disk.syncFolder(dirname(folder));
  }
}

/**
 * Destroys a key's file: overwritten with random bytes, removed, the folder synced. A flash disk may keep the old cells
 * for a while; the wrap in them is opened by the station key alone.
 */
export async function destroy(disk: Disk, file: string): Promise<void> {
  const size = await disk.size(file);
  if (size < 0) return;
  await disk.overwrite(file, randomBytes(size));
  await disk.remove(file);
  await disk.syncFolder(dirname(file));
}

/** The code for a failed write. The detail is the system's code and operation: paths and bytes stay out of it. */
export function saveFault(error: unknown): { readonly ok: false } & Extract<Result<never, 'disk-full' | 'not-durable'>, { ok: false }> {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? fault('disk-full', code) : fault('not-durable', code === '' ? 'write' : code);
}

/** Waits for all, so that nothing still writes when an error is reported; then rejects with the first error. */
async function settled(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function tidy(disk: Disk, files: readonly string[]): Promise<void> {
  for (const file of files) {
    try {
      await disk.remove(file);
    } catch {
      // The error that led here is the one to report; what is left over is removed at the next start.
      return;
    }
  }
}
