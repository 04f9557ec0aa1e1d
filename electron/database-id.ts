/** The id that the page's database must carry. Kept outside it: a database with another one was emptied or is foreign. */
import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';

import { nodeDisk } from '../sync/outbox/disk.js';
import { saveFault, writeDurably } from '../sync/outbox/files.js';
import { kept } from './keep.js';

/** Made anew where there is none that reads; the page then rebuilds its database from the vault. Not kept, it holds for this run alone. */
export async function databaseId(file: string): Promise<string> {
  const there = await readId(file);
  if (there !== null) return there;
  const made = randomUUID();
  try {
    await writeDurably(nodeDisk, dirname(file), [{ name: basename(file), bytes: Buffer.from(made) }]);
  } catch (error) {
    console.error('the id of the database was not kept:', saveFault(error).fault.detail);
  }
  return made;
}

async function readId(file: string): Promise<string | null> {
  try {
    const text = await kept(file);
    return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
  } catch (unreadable) {
    console.error('the id of the database could not be read:', String(unreadable));
    return null;
  }
}
