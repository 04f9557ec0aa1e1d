/** Imported trust lists on the disk, byte for byte as they came: `<SHA-256>.list`, and beside it `<SHA-256>.json` with name, date, from whom it came and when, written last. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { TrustOrigin } from '../../../sync/core/chip-facts.js';
import { largestTrustList } from '../../../sync/core/reference-data.js';
import { ok, type Result } from '../../../sync/core/result.js';
import { keepFault, syncFolder, writeDurably } from '../../durable-files.js';
import type { AnchorList } from './anchors.js';

export interface NewList extends AnchorList {
  readonly origin: TrustOrigin;
}

export interface StoredList extends NewList {
  readonly id: string;
  /** Milliseconds since 1970; 0 where it was not written down. */
  readonly importedAt: number;
}

export interface StoredLists {
  /** By date of the list, then name; verified by nobody yet but for their hash. */
  readonly lists: readonly StoredList[];
  /** Names of files that are not what was written; they are kept and not used. */
  readonly damaged: readonly string[];
}

export interface AnchorStore {
  /** Durable when it answers; the id is the SHA-256 of the bytes. The same list again is the same list, under its new name and origin. */
  readonly add: (list: NewList, importedAt?: number) => Promise<Result<{ readonly id: string }, 'disk-full' | 'not-durable'>>;
  readonly load: () => Promise<StoredLists>;
  /** No error where there is none. */
  readonly remove: (id: string) => Promise<void>;
}

export function anchorStore(folder: string): AnchorStore {
  const file = (id: string, kind: 'list' | 'json'): string => path.join(folder, `${id}.${kind}`);
  return {
    add: async ({ name, date, bytes, origin }, importedAt = 0) => {
      const id = createHash('sha256').update(bytes).digest('hex');
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeDurably(file(id, 'list'), bytes);
        await writeDurably(file(id, 'json'), Buffer.from(JSON.stringify({ name, date, importedAt, origin }), 'utf8'));
        await syncFolder(folder);
        return ok({ id });
      } catch (error) {
        return { ok: false, fault: keepFault(error) };
      }
    },
    load: async () => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const lists: StoredList[] = [];
      const damaged: string[] = [];
      for (const name of names.filter((one) => /^[0-9a-f]{64}\.json$/.test(one)).sort()) {
        const id = name.slice(0, 64);
        const list = await readList(file(id, 'json'), file(id, 'list'), id);
        if (list === null) damaged.push(name);
        else lists.push(list);
      }
      lists.sort((one, other) => (`${one.date} ${one.name}` < `${other.date} ${other.name}` ? -1 : 1));
      return { lists, damaged };
    },
    remove: async (id) => {
      if (!/^[0-9a-f]{64}$/.test(id)) throw new RangeError('not the id of a list');
      // The description first: a list without one is not used.
      await rm(file(id, 'json'), { force: true });
      await rm(file(id, 'list'), { force: true });
      await syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    },
  };
}

async function readList(description: string, content: string, id: string): Promise<StoredList | null> {
  try {
    const [described, held] = await Promise.all([stat(description), stat(content)]);
    if (described.size > 8192 || held.size > largestTrustList) return null;
    const { name, date, importedAt, origin } = JSON.parse(await readFile(description, 'utf8')) as Readonly<Partial<Record<keyof StoredList, unknown>>>;
    const bytes = new Uint8Array(await readFile(content));
    if (typeof name !== 'string' || typeof date !== 'string' || createHash('sha256').update(bytes).digest('hex') !== id) return null;
    return { id, name, date, origin: originOf(origin), importedAt: typeof importedAt === 'number' ? importedAt : 0, bytes };
  } catch {
    // Missing, unreadable or no JSON: told as damaged, whatever it is.
    return null;
  }
}

/** Lists that were imported before origins were written down came from files. */
function originOf(told: unknown): TrustOrigin {
  const { from, by } = (told ?? {}) as { readonly from?: unknown; readonly by?: unknown };
  return from === 'headquarters' ? { from } : { from: 'file', by: typeof by === 'string' ? by : '' };
}
