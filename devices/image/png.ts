import sharp from 'sharp';

import type { GreyImage } from './grey-image.js';

/** A grey PNG that tells its resolution, so that no program guesses one. */
export async function encodePng(image: GreyImage, pixelsPerInch = 500): Promise<Uint8Array> {
  const raw = { width: image.width, height: image.height, channels: 1 } as const;
  return new Uint8Array(await sharp(image.pixels, { raw }).toColourspace('b-w').withMetadata({ density: pixelsPerInch }).png().toBuffer());
}

/** A small grey PNG for lists, at most so many pixels wide. */
export async function encodeThumbnail(image: GreyImage, widest: number): Promise<Uint8Array> {
  const raw = { width: image.width, height: image.height, channels: 1 } as const;
  const small = sharp(image.pixels, { raw }).resize({ width: widest, withoutEnlargement: true });
  return new Uint8Array(await small.toColourspace('b-w').png().toBuffer());
}
