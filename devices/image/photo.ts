/** The still of the webcam: JPEG for the dossier, thumbnail for the screens. */
import sharp from 'sharp';

import type { PhotoEncoded } from '../../sync/core/capture.js';
import type { PhotoFault } from '../../sync/core/faults.js';
import { fault, ok, type Result } from '../../sync/core/result.js';

/** A 35 × 45 mm print at 300 dpi is 413 × 531 px: less than that cannot be printed sharply. */
const smallest = { width: 413, height: 531 };
const limitInputPixels = 40_000_000;

/** Colour, 4:4:4, so that skin and lips keep their edges; no metadata is carried over. */
export async function encodePhoto(still: Uint8Array): Promise<Result<PhotoEncoded, PhotoFault>> {
  try {
    const image = sharp(still, { limitInputPixels, failOn: 'error' });
    const { data, info } = await image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer({ resolveWithObject: true });
    if (info.width < smallest.width || info.height < smallest.height) {
      return fault('photo-too-small', undefined, { width: info.width, height: info.height });
    }
    return ok({ jpeg: data, thumbnail: await thumbnail(data), width: info.width, height: info.height });
  } catch (unreadable) {
    return fault('photo-unreadable', String(unreadable));
  }
}

/** JPEG, 240 px high, of a photo in the vault. */
export async function photoThumbnail(photo: Uint8Array): Promise<Result<Uint8Array, PhotoFault>> {
  try {
    return ok(await thumbnail(photo));
  } catch (unreadable) {
    return fault('photo-unreadable', String(unreadable));
  }
}

function thumbnail(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo, { limitInputPixels }).resize({ height: 240 }).jpeg({ quality: 80 }).toBuffer();
}
