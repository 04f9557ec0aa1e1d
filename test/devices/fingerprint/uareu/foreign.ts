/** The recording of a real 4500 that is no part of this project; null where it is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordingFiles } from './replay.js';

/** The random number that it was made with. */
export const foreignSeed = 0x51ea2124;

/** `root` is the checkout. */
export function foreignRecording(root: string): (RecordingFiles & { readonly picture: string }) | null {
  const folder = join(root, '../shared/data/uru4000-4500');
  if (!existsSync(folder)) return null;
  const device = join(folder, 'device');
  const [first = ''] = readFileSync(device, 'utf8').split('\n');
  return { device, capture: join(folder, 'capture.pcapng'), path: `/sys${first.replace('P: ', '')}`, picture: join(folder, 'capture.png') };
}
