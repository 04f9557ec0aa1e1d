/** The person in front of the simulated scanner: made before anything is asked, so that a capture itself is quick. */
import sharp from 'sharp';

import type { Finger, Slap } from '../../../../sync/core/fingers.js';
import { fingers, fingersOf, slaps } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import { crop } from '../../../image/grey-image.js';
import { encodeJpeg2000 } from '../../../image/jpeg2000.js';
import { cachedMaster } from '../../synthetic/cache.js';
import { mixSeed, random } from '../../synthetic/random.js';
import { slap } from '../../synthetic/slap.js';

export interface SimulatedPrint {
  readonly finger: Finger;
  readonly width: number;
  readonly height: number;
  /** JPEG 2000 lossless. */
  readonly image: Uint8Array;
  /** 62–94, drawn from the seed. */
  readonly quality: number;
}

export interface SimulatedSlap {
  /** 640 × 400 grey: what the preview shows when the fingers lie still. */
  readonly preview: GreyImage;
  readonly prints: readonly SimulatedPrint[];
}

export type SimulatedPerson = Readonly<Record<Slap, SimulatedSlap>>;

export const PREVIEW_WIDTH = 640;

/** Fingers that are missing are not on the platen, whatever is asked for. Takes seconds the first time for a seed, then a moment. */
export async function preparePerson(seed: number, missing: readonly Finger[], cacheFolder: string): Promise<SimulatedPerson> {
  const masters = new Map<Finger, GreyImage>();
  for (const finger of fingers) {
    if (missing.includes(finger)) continue;
    masters.set(finger, await cachedMaster(cacheFolder, seed, finger));
    // Growing one takes a third of a second: let the process breathe in between.
    await new Promise(setImmediate);
  }
  const made = new Map<Slap, SimulatedSlap>();
  for (const position of slaps) made.set(position, await prepareSlap(seed, position, missing, masters));
  return Object.fromEntries(made) as Record<Slap, SimulatedSlap>;
}

async function prepareSlap(
  seed: number,
  position: Slap,
  missing: readonly Finger[],
  masters: ReadonlyMap<Finger, GreyImage>,
): Promise<SimulatedSlap> {
  const masterOf = (_seed: number, finger: Finger): GreyImage => {
    const image = masters.get(finger);
    if (!image) throw Error(`finger ${finger} was not grown`);
    return image;
  };
  const { image, boxes } = slap(seed, position, missing, masterOf);
  const prints: SimulatedPrint[] = [];
  for (const finger of fingersOf(position)) {
    const box = boxes.find((one) => one.finger === finger);
    if (!box) continue;
    const quality = 62 + Math.floor(random(mixSeed(seed, finger, 3))() * 33);
    prints.push({ finger, width: box.width, height: box.height, image: await encodeJpeg2000(crop(image, box)), quality });
  }
  return { preview: await shrink(image), prints };
}

async function shrink(image: GreyImage): Promise<GreyImage> {
  const raw = { width: image.width, height: image.height, channels: 1 } as const;
  const small = await sharp(image.pixels, { raw }).resize({ width: PREVIEW_WIDTH }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: small.info.width, height: small.info.height, pixels: new Uint8Array(small.data) };
}
