/** What cannot be read is set aside and reported, never deleted. */
import { join } from 'node:path';

import type { Disk } from './disk.js';
import { makeFolderDurably, writeDurably } from './files.js';

export interface Quarantine {
  /** Copies the end of a file from `good` on, then cuts it off. */
  readonly tail: (file: readonly string[], bytes: Uint8Array, good: number) => Promise<void>;
  /** Copies a whole file and then removes it where it was. */
  readonly whole: (file: readonly string[], bytes: Uint8Array) => Promise<void>;
  /** Something that should be there and is not. */
  readonly missing: (file: readonly string[]) => void;
  readonly names: () => readonly string[];
}

/** Files are named by their path below `root`. A start that is killed in the middle leaves a second copy, never none; one that begins again reports all. */
export function quarantineOf(disk: Disk, root: string): Quarantine {
  const names: string[] = [];

  async function keep(name: string, bytes: Uint8Array): Promise<void> {
    const folder = await makeFolderDurably(disk, root, 'quarantine');
    const taken = await disk.list(folder);
    let free = name;
    for (let count = 2; taken.includes(free); count += 1) free = `${name}.${count}`;
    await writeDurably(disk, folder, [{ name: free, bytes }]);
    names.push(free);
  }

  return {
    tail: async (file, bytes, good) => {
      await keep(`${file.join('_')}.tail`, bytes.subarray(good));
      await disk.truncate(join(root, ...file), good);
    },
    whole: async (file, bytes) => {
      await keep(file.join('_'), bytes);
      await disk.remove(join(root, ...file));
      await disk.syncFolder(join(root, ...file.slice(0, -1)));
    },
    missing: (file) => names.push(file.join('_')),
    names: () => [...new Set(names)],
  };
}
