/** The chip's photo for the screen, from JPEG or JPEG 2000. What does not decode is a value. */
import sharp, { type Sharp } from 'sharp';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { mostPixels } from '../../image/openjpeg.js';
import type { FaceImage } from './dg2.js';
import { decodeFaceJpeg2000, type FaceImageFault } from './face-jpeg2000.js';

export interface ShownFace {
  /** JPEG, at most 480 pixels high. */
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const shownHeight = 480;

export async function showFace(face: FaceImage): Promise<Result<ShownFace, FaceImageFault>> {
  try {
    if (face.type === 'jpeg') return ok(await shown(sharp(face.bytes, { limitInputPixels: mostPixels }).rotate()));
    const picture = await decodeFaceJpeg2000(face.bytes);
    if (!picture.ok) return picture;
    const { width, height, channels, samples } = picture.value;
    const raw = sharp(samples, { raw: { width, height, channels } });
    return ok(await shown(channels === 4 ? raw.removeAlpha() : raw));
  } catch (error) {
    return fault('face-undecodable', error instanceof Error ? error.message : String(error));
  }
}

async function shown(picture: Sharp): Promise<ShownFace> {
  const { data, info } = await picture.resize({ height: shownHeight, withoutEnlargement: true }).jpeg({ quality: 85, optimiseCoding: false }).toBuffer({ resolveWithObject: true });
  return { jpeg: new Uint8Array(data), width: info.width, height: info.height };
}
