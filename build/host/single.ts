/** One station per data folder: a named socket of the kernel, which cannot be left behind by a crash. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

import { decode, encode } from './codec.js';

let server: Server | null = null;
let telling: Promise<void> | null = null;

type Second = (argv: string[], workingFolder: string, data: unknown) => void;

/** true when the folder is now ours; else the one who has it is told of this start. */
export function holdLock(folder: string, data: unknown, second: Second): boolean {
  if (server !== null) return true;
  const name = `\0station-host-${createHash('sha256').update(realpathSync(folder)).digest('hex')}`;
  const candidate = createServer((socket) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (broken) => console.error('a second start was cut off:', broken.message));
    socket.on('end', () => {
      const [argv, cwd, more] = decode(Buffer.concat(chunks)) as [string[], string, unknown];
      second(argv, cwd, more);
    });
  });
  // Taken: said by `listening` below, at once.
  candidate.on('error', () => undefined);
  candidate.listen(name);
  if (candidate.listening) {
    candidate.unref();
    server = candidate;
    return true;
  }
  const socket = connect(name);
  socket.on('error', (refused) => console.error('the running station does not answer:', refused.message));
  socket.setTimeout(1000, () => socket.destroy());
  telling = new Promise((resolve) => socket.once('close', () => resolve()));
  socket.end(encode([process.argv, process.cwd(), data]));
  return false;
}

/** Resolves when the one who has the folder knows of this start, or after a second; null when there is nothing to tell. */
export function otherTold(): Promise<void> | null {
  return telling;
}

export function releaseLock(): void {
  server?.close();
  server = null;
}
