/** Free space as the file system tells it: the browser's own figure is a constant. */
import { statfs } from 'node:fs/promises';

import type { SpaceState } from './contract/calls.js';

const low = 2 * 1024 ** 3;
const full = 512 * 1024 ** 2;

export async function spaceOf(folder: string): Promise<SpaceState> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, level: freeBytes < full ? 'full' : freeBytes < low ? 'low' : 'ok' };
}

/** Tells the figure every ten seconds: a capture of a whole hand fills a disk that was nearly full. Answers a function that ends it. */
export function watchSpace(folder: string, listener: (state: SpaceState) => void): () => void {
  const timer = setInterval(() => {
    spaceOf(folder).then(listener, (mistake: unknown) => console.error('free space is unknown:', String(mistake)));
  }, 10_000);
  return () => clearInterval(timer);
}
