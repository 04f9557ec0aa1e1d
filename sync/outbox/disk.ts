/** The few file operations that the vault is made of. Tests put a disk in their place that fails, fills up or loses power. */
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';

/** Every operation rejects with the system's error; what answers has happened. */
export interface Disk {
  /** Of a file that may exist; its bytes are on the disk when it answers, its name not before syncFolder. */
  readonly write: (file: string, bytes: Uint8Array) => Promise<void>;
  /** The same, but the bytes are not on the disk before the function that it answers has; that one is to be called in any case, once. */
  readonly lay: (file: string, bytes: Uint8Array) => Promise<() => Promise<void>>;
  /** At the end of a file, made when missing; the bytes and the length are on the disk when it answers. */
  readonly append: (file: string, bytes: Uint8Array) => Promise<void>;
  /** Over the first bytes of a file in place, on the disk when it answers. */
  readonly overwrite: (file: string, bytes: Uint8Array) => Promise<void>;
  readonly truncate: (file: string, size: number) => Promise<void>;
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Bytes; −1 where there is no such file. */
  readonly size: (file: string) => Promise<number>;
  /** Names, sorted; none where there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (folder: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** A file, or a folder with all in it; no error where there is none. */
  readonly remove: (path: string) => Promise<void>;
  /** The names in the folder are on the disk when it answers. */
  readonly syncFolder: (folder: string) => Promise<void>;
  /** Bytes that this user may still write. */
  readonly free: (folder: string) => Promise<number>;
}

export const nodeDisk: Disk = {
  write: (file, bytes) => withFile(file, 'w', async (handle) => {
    await writeAll(handle, bytes);
    await handle.sync();
  }),
  lay: async (file, bytes) => {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return async () => {
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    };
  },
  append: (file, bytes) => withFile(file, 'a', async (handle) => {
    await writeAll(handle, bytes);
    await handle.datasync();
  }),
  overwrite: (file, bytes) => withFile(file, 'r+', async (handle) => {
    await writeAll(handle, bytes);
    await handle.sync();
  }),
  truncate: (file, size) => withFile(file, 'r+', async (handle) => {
    await handle.truncate(size);
    await handle.sync();
  }),
  read: async (file) => {
    const bytes = await readFile(file);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  },
  size: async (file) => (await missing(stat(file)))?.size ?? -1,
  list: async (folder) => ((await missing(readdir(folder))) ?? []).sort(),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  syncFolder: async (folder) => {
    // Windows has no handle of a folder to flush; NTFS journals its names.
    if (process.platform === 'win32') return;
    try {
      await withFile(folder, constants.O_RDONLY, (handle) => handle.sync());
    } catch (error) {
      // Some file systems of sticks know no such thing (EINVAL): nothing more can be done there, and refusing to save would be worse.
      if (!['EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error;
    }
  },
  free: async (folder) => {
    const space = await statfs(folder);
    return space.bavail * space.bsize;
  },
};

/** From the handle's own place on. The handle's writeFile would go to the system once for every 512 KiB. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

async function withFile(path: string, flags: string | number, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

async function missing<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The system's code of an error (`ENOSPC`), or '' where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
