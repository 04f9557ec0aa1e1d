/** Appends to one file; appends that wait together are written and synced together. */
import type { Disk } from './disk.js';

export interface Appender {
  /** Answers after the sync. After an error the bytes may still be there, whole or torn, until the next append cuts them off. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** `whole` is the length of the whole frames in the file. */
export function appender(disk: Disk, file: string, whole: number): Appender {
  let good = whole;
  /** A failed append may have left a part of its bytes, after which no later frame would be read. */
  let torn = true;
  let waiting: Waiting[] = [];
  let running = false;

  async function write(bytes: Uint8Array): Promise<void> {
    if (torn && (await disk.size(file)) > good) await disk.truncate(file, good);
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
