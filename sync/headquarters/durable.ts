/** Files that are on the disk when the promise settles: written aside, fsynced, renamed, folder fsynced. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A freshly made or renamed file is lost by a power cut unless its folder is synced too. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle of a folder to flush; NTFS journals its names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems of sticks know no such thing: nothing more can be done there.
    if (!isError(error, 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await handle.close();
  }
}

/** Makes the folder, and those above it, durably. */
export async function makeFolder(folder: string, mode = 0o700): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function writeAside(file: string, bytes: Uint8Array | string, mode: number): Promise<string> {
  const aside = `${file}.${randomUUID()}.tmp`;
  const handle = await open(aside, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return aside;
}

/** Replaces what was there. */
export async function writeDurably(file: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  const aside = await writeAside(file, bytes, mode);
  try {
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Leaves what was there: of two processes that start at once, both end up with the same file. */
export async function writeOnce(file: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  const aside = await writeAside(file, bytes, mode);
  try {
    await link(aside, file);
  } catch (error) {
    if (!isError(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(dirname(file));
}

export function isError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
