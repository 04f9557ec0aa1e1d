/** Bytes that two processes share in memory, as Electron's do for large messages: a file of /dev/shm whose name is gone before the other side hears of it. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/** A descriptor of this process, open until closeSync; null where there is no such memory, or no more of it. */
export function share(bytes: Uint8Array): number | null {
  let descriptor: number | null = null;
  try {
    const file = `/dev/shm/station-${randomUUID()}`;
    descriptor = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    return descriptor;
  } catch {
    // The pipe takes it instead.
    if (descriptor !== null) closeSync(descriptor);
    return null;
  }
}

/** What process `pid` shares as its descriptor; null where this process may not look, or finds less. */
export function takeShared(pid: number, descriptor: number, length: number): Buffer | null {
  let own: number | null = null;
  try {
    own = openSync(`/proc/${pid}/fd/${descriptor}`, 'r');
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let at = 0; at < length;) {
      const read = readSync(own, bytes, at, length - at, at);
      if (read === 0) return null;
      at += read;
    }
    return bytes;
  } catch {
    return null;
  } finally {
    if (own !== null) closeSync(own);
  }
}
