/** One synthetic finger for all of these tests, and how far two pictures are from one another. */
import { master } from '../../../../devices/fingerprint/synthetic/master.js';
import type { GreyImage } from '../../../../devices/image/grey-image.js';

export const print: GreyImage = master(4500, 2);

export function differing(one: GreyImage, other: GreyImage): number {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  let count = 0;
  for (let at = 0; at < one.pixels.length; at++) if (one.pixels[at] !== other.pixels[at]) count++;
  return count;
}
