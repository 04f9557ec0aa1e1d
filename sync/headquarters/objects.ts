/** Objects in a folder, named by the SHA-256 of their bytes: `ab/abcd…`. Writing one again changes nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { isError, makeFolder, syncFolder, writeDurably } from './durable.js';

export interface Objects {
  /** Null when it is not there. */
  readonly size: (id: string) => Promise<number | null>;
  readonly read: (id: string) => Promise<Uint8Array>;
  /** At most that many bytes from there on. */
  readonly slice: (id: string, from: number, length: number) => Promise<Uint8Array>;
  /** Answers the name of the bytes. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** Takes a synced file of the same file system whose hash is known to be `id`. */
  readonly take: (id: string, file: string) => Promise<void>;
  /** Copies the file when its bytes have that name; false when they have not. */
  readonly copy: (id: string, file: string, size: number) => Promise<boolean>;
}

export function openObjects(folder: string): Objects {
  const place = (id: string): string => join(folder, id.slice(0, 2), id);
  const size = async (id: string): Promise<number | null> => {
    try {
      return (await stat(place(id))).size;
    } catch (error) {
      if (isError(error, 'ENOENT')) return null;
      throw error;
    }
  };
  const take = async (id: string, file: string): Promise<void> => {
    await makeFolder(dirname(place(id)));
    await rename(file, place(id));
    await syncFolder(dirname(place(id)));
  };
  return {
    size,
    take,
    read: (id) => readFile(place(id)),
    slice: async (id, from, length) => {
      const handle = await open(place(id), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    put: async (bytes) => {
      const id = createHash('sha256').update(bytes).digest('hex');
      if ((await size(id)) === bytes.length) return id;
      await makeFolder(dirname(place(id)));
      await writeDurably(place(id), bytes);
      return id;
    },
    copy: async (id, file, length) => {
      if ((await size(id)) === length) return true;
      await makeFolder(folder);
      const aside = join(folder, `${randomUUID()}.tmp`);
      const handle = await open(aside, 'wx', 0o600);
      try {
        const hash = createHash('sha256');
        let copied = 0;
        // One byte more than promised is enough to know.
        for await (const chunk of createReadStream(file, { end: length }) as AsyncIterable<Buffer>) {
          hash.update(chunk);
          copied += chunk.length;
          await handle.writeFile(chunk);
        }
        if (copied !== length || hash.digest('hex') !== id) return false;
        await handle.sync();
        await take(id, aside);
        return true;
      } finally {
        await handle.close();
        await rm(aside, { force: true });
      }
    },
  };
}

/** SHA-256 of a file, hex. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
