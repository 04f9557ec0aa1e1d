/**
 * Bytes that two processes share in memory, as Electron's do for large messages: a file of /dev/shm whose name is gone before the
 * other side hears of it. It is kept for the next message: touching fresh memory costs more than copying into it.
 */
import { closeSync, openSync, readSync, unlinkSync, writevSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/** A descriptor of this process, open until it is closed here; null where there is no such memory. */
export function openShared(): number | null {
  let descriptor: number | null = null;
  try {
    const file = `/dev/shm/station-${randomUUID()}`;
    descriptor = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
    return descriptor;
  } catch {
    if (descriptor !== null) closeSync(descriptor);
    return null;
  }
}

/** From the start; false where there is no more such memory. */
export function fillShared(descriptor: number, parts: readonly Uint8Array[]): boolean {
  try {
    let at = 0;
    for (const part of parts) {
      for (let done = 0; done < part.length;) done += writevSync(descriptor, [part.subarray(done)], at + done);
      at += part.length;
    }
    return true;
  } catch {
    return false;
  }
}

/** Reads what process `pid` shares as its descriptor, from the start; null where this process may not look, or finds less than asked for. */
export function readShared<Value>(pid: number, descriptor: number, read: (next: (size: number) => Uint8Array) => Value): { readonly value: Value } | null {
  let own: number;
  try {
    own = openSync(`/proc/${pid}/fd/${descriptor}`, 'r');
  } catch {
    return null;
  }
  try {
    let at = 0;
    return { value: read((size) => {
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
      for (let done = 0; done < size;) {
        const count = readSync(own, bytes, done, size - done, at + done);
        if (count === 0) throw Error('less is shared than was told');
        done += count;
      }
      at += size;
      return bytes;
    }) };
  } finally {
    closeSync(own);
  }
}
