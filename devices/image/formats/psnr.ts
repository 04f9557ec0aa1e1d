import type { GreyImage } from '../grey-image.js';

/** Peak signal to noise ratio in dB: how near a picture is to another of its size. Infinity where they are the same. */
export function psnr(one: GreyImage, other: GreyImage): number {
  if (one.pixels.length !== other.pixels.length || one.width !== other.width) throw RangeError('pictures of different sizes');
  let sum = 0;
  for (let at = 0; at < one.pixels.length; at++) sum += ((one.pixels[at] ?? 0) - (other.pixels[at] ?? 0)) ** 2;
  return 10 * Math.log10((255 * 255 * one.pixels.length) / sum);
}
