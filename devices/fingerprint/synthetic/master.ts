/** One synthetic finger: its skin, and its normal flat print. Belongs to nobody. */
import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import { impression } from './impression.js';
import type { PrintClass } from './pattern.js';
import { mixSeed } from './random.js';
import { growSkin } from './skin.js';

export { masterSize } from './skin.js';

/** What every impression of a finger is made from. */
export interface Grown {
  readonly finger: Finger;
  /** The finger's own seed: its creases, scars and worn spots. */
  readonly grain: number;
  /** From nail to nail; the flat print is its middle. Ridges dark. */
  readonly skin: GreyImage;
}

/** The picture itself is a normal flat print at 500 ppi. */
export interface Master extends GreyImage, Grown {}

/** The same seed and finger give the same pixels on every machine. About 0.6 s; a class may be wished for. */
export function master(seed: number, finger: Finger, kind?: PrintClass): Master {
  const grown: Grown = { finger, grain: grainOf(seed, finger), skin: growSkin(seed, finger, kind) };
  return { ...impression(grown), ...grown };
}

export function grainOf(seed: number, finger: Finger): number {
  return mixSeed(seed, finger, 5);
}
