/** Appends to one file; appends that wait together are written and synced together. */
import type { Disk } from './disk.js';

export interface Appender {
  /** Answers after the sync. An error means that nothing of it is in the file. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** `size` is the length of the whole frames in the file, which exists when it is above zero. */
export function appender(disk: Disk, file: string, size: number): Appender {
  let good = size;
  /** A failed append may have left a part of its bytes, after which no later frame would be read. */
  let torn = false;
  let waiting: Waiting[] = [];
  let running = false;

  async function write(bytes: Uint8Array): Promise<void> {
    if (torn) await disk.truncate(file, good);
    torn = true;
    await disk.append(file, bytes);
    good += bytes.length;
    torn = false;
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(Buffer.concat(batch.map((one) => one.bytes)));
        for (const one of batch) one.done();
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
    }
    running = false;
  }

  return {
    append: (bytes) => new Promise((done, failed) => {
      waiting.push({ bytes, done, failed });
      if (!running) void run();
    }),
  };
}
