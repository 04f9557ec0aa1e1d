/** Small files of main's own, written as durably as the vault's. */
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

import type { SaveFault } from '../sync/core/faults.js';
import { ok, type Result } from '../sync/core/result.js';
import { nodeDisk } from '../sync/outbox/disk.js';
import { saveFault, writeDurably } from '../sync/outbox/files.js';

/** Made or replaced as a whole, in a folder that is there; a power cut leaves the old one or the new one. */
export async function keep(file: string, value: unknown): Promise<Result<null, SaveFault>> {
  try {
    await writeDurably(nodeDisk, dirname(file), [{ name: basename(file), bytes: Buffer.from(JSON.stringify(value)) }]);
    return ok(null);
  } catch (error) {
    return saveFault(error);
  }
}

/** null where there is no such file; any other trouble is thrown. */
export async function kept(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
