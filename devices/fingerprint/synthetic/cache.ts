/** Masters kept on the disk by seed: a person's ten fingers take seconds to grow and a moment to read. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import { master, masterSize } from './master.js';

/** Goes up when the generator draws other pixels for the same seed. */
const GENERATOR = 1;

/** The master from the folder, or grown and put there. A file that is not whole is grown anew. */
export async function cachedMaster(folder: string, seed: number, finger: Finger): Promise<GreyImage> {
  const file = join(folder, `g${GENERATOR}-${seed >>> 0}-${finger}.pgm`);
  const { width, height } = masterSize(finger);
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const kept = await readIfThere(file);
  if (kept?.length === header.length + width * height && kept.subarray(0, header.length).equals(header)) {
    return { width, height, pixels: new Uint8Array(kept.subarray(header.length)) };
  }
  const image = master(seed, finger);
  await mkdir(folder, { recursive: true });
  // Two programs may grow the same finger at once: each writes its own file, the last rename wins with the same bytes.
  const fresh = `${file}.${randomUUID()}`;
  try {
    await writeFile(fresh, Buffer.concat([header, image.pixels]));
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  return image;
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
