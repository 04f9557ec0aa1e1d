/** Room kept on the disk from the first day on, given up when the disk is full so that the dossier in hand can be finished. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { codeOf, type Disk } from './disk.js';
import { writeDurably } from './files.js';
import { serial } from './serial.js';

/** Below this no new dossier is begun: 512 MiB. */
export const newDossierFloor = 512 * 2 ** 20;
export const defaultReserve = 64 * 2 ** 20;

export interface Reserve {
  /** Runs the work; when the disk is full, gives the reserve up and runs it once more. The work may run twice. */
  readonly use: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** Makes the reserve again when the disk has room for it and more. */
  readonly refill: (freeBytes: number) => Promise<void>;
}

const name = 'reserve';

export function reserveOf(disk: Disk, folder: string, size: number): Reserve {
  const file = join(folder, name);
  const inTurn = serial();
  let given = 0;

  async function giveUp(): Promise<void> {
    if ((await disk.size(file)) <= 0) return;
    await disk.remove(file);
    await disk.syncFolder(folder);
    given += 1;
  }

  return {
    use: async (work) => {
      const before = given;
      try {
        return await work();
      } catch (error) {
        if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error))) throw error;
        await inTurn(giveUp);
        // Room that another work made meanwhile, or a smaller one within this one, counts as well.
        if (given === before) throw error;
        return work();
      }
    },
    refill: async (freeBytes) => {
      if (size === 0 || freeBytes < newDossierFloor + size || (await disk.size(file)) === size) return;
      // Random, since a file system that compresses would keep no room for zeros.
      const block = randomBytes(Math.min(size, 2 ** 20));
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += block.length) bytes.set(block.subarray(0, Math.min(block.length, size - at)), at);
      await writeDurably(disk, folder, [{ name, bytes }]);
    },
  };
}
