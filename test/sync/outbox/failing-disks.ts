/** Disks that refuse: a full one, and one that cannot sync what it took. */
import type { Disk } from '../../../sync/outbox/disk.js';
import type { MemoryDisk } from './memory-disk.js';

/** Full as soon as more is stored than that; what is removed gives room again. */
export function smallDisk(disk: MemoryDisk, capacity: number): Disk {
  const check = async (bytes: Uint8Array): Promise<void> => {
    const sizes = await Promise.all(disk.files().map((file) => disk.size(file)));
    if (sizes.reduce((sum, size) => sum + size, bytes.length) > capacity) throw Object.assign(Error('full'), { code: 'ENOSPC' });
  };
  return {
    ...disk,
    write: async (file, bytes) => {
      await check(bytes);
      await disk.write(file, bytes);
    },
    append: async (file, bytes) => {
      await check(bytes);
      await disk.append(file, bytes);
    },
    lay: async (file, bytes) => {
      await check(bytes);
      return disk.lay(file, bytes);
    },
  };
}

/** The parts' own sync fails, as often as said; all else works. */
export function unsyncable(disk: MemoryDisk, code: string, times: number): Disk {
  let left = times;
  return {
    ...disk,
    lay: async (file, bytes) => {
      const sync = await disk.lay(file, bytes);
      return async () => {
        if (left === 0) return sync();
        left -= 1;
        throw Object.assign(Error('sync'), { code });
      };
    },
  };
}
