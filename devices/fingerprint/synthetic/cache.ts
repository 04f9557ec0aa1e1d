/** Masters kept on the disk by seed: a person's ten fingers take seconds to grow and a moment to read. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import { grainOf, master, masterSize } from './master.js';
import type { Master } from './master.js';
import { skinSize } from './skin.js';

/** Goes up when the generator draws other pixels for the same seed. */
const GENERATOR = 2;

/** The master from the folder, or grown and put there. A file that is not whole is grown anew. */
export async function cachedMaster(folder: string, seed: number, finger: Finger): Promise<Master> {
  const file = join(folder, `g${GENERATOR}-${seed >>> 0}-${finger}.pgm`);
  const kept = await readIfThere(file);
  const known = kept && unpack(kept, seed, finger);
  if (known) return known;
  const grown = master(seed, finger);
  await mkdir(folder, { recursive: true });
  // Two programs may grow the same finger at once: each writes its own file, the last rename wins with the same bytes.
  const fresh = `${file}.${randomUUID()}`;
  try {
    await writeFile(fresh, Buffer.concat([headerOf(grown), grown.pixels, headerOf(grown.skin), grown.skin.pixels]));
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
  return grown;
}

/** Two raw PGM pictures, one after the other: the print, which any viewer shows, and the skin. */
function unpack(kept: Buffer, seed: number, finger: Finger): Master | null {
  const [flat, wide] = [masterSize(finger), skinSize(finger)];
  const [first, second] = [headerOf(flat), headerOf(wide)];
  const print = first.length + flat.width * flat.height;
  const skin = print + second.length;
  if (kept.length !== skin + wide.width * wide.height) return null;
  if (!kept.subarray(0, first.length).equals(first) || !kept.subarray(print, skin).equals(second)) return null;
  return {
    ...flat, pixels: new Uint8Array(kept.subarray(first.length, print)),
    finger, grain: grainOf(seed, finger), skin: { ...wide, pixels: new Uint8Array(kept.subarray(skin)) },
  };
}

function headerOf({ width, height }: Pick<GreyImage, 'width' | 'height'>): Buffer {
  return Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
