/** The person in front of the simulated scanner: each laying of the hand is made before it is asked for, so that a capture itself is quick. */
import sharp from 'sharp';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { fingers } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import { encodeJpeg2000 } from '../../../image/jpeg2000.js';
import { cutFinger } from '../../../image/segment/cut.js';
import { cachedMaster } from '../../synthetic/cache.js';
import type { Master } from '../../synthetic/master.js';
import { platenOf } from '../../synthetic/platen.js';
import type { ProfileKey } from '../../synthetic/profile.js';
import { fingersAway, pressOf } from '../../synthetic/profile.js';
import { mixSeed, random } from '../../synthetic/random.js';

export interface SimulatedPrint {
  readonly finger: Finger;
  readonly width: number;
  readonly height: number;
  /** JPEG 2000 lossless. */
  readonly image: Uint8Array;
  /** 0–100, as the device rates it. */
  readonly quality: number;
}

export interface Laid {
  /** Grey, at most 640 px wide: what the preview shows when the fingers lie still. */
  readonly preview: GreyImage;
  readonly prints: readonly SimulatedPrint[];
}

export interface SimulatedPerson {
  /** The fingers of a step on the platen, at that attempt (from 1). */
  lay(step: FingerStep, attempt: number): Promise<Laid>;
}

export interface PersonOptions {
  readonly seed: number;
  readonly profile: ProfileKey;
  /** Besides the profile's own: fingers that the person does not have: they are not on the platen, whatever is asked for. */
  readonly missing: readonly Finger[];
  /** Where grown fingers are kept; made when missing. */
  readonly cacheFolder: string;
}

const PREVIEW_WIDTH = 640;

/** Takes seconds the first time for a seed, then a moment; a laying takes some tenths of a second, once. */
export async function preparePerson({ seed, profile, missing, cacheFolder }: PersonOptions): Promise<SimulatedPerson> {
  const masters = new Map<Finger, Master>();
  for (const finger of fingers) {
    if (missing.includes(finger) || fingersAway(profile).includes(finger)) continue;
    masters.set(finger, await cachedMaster(cacheFolder, seed, finger));
    // Growing one takes a third of a second: let the process breathe in between.
    await new Promise(setImmediate);
  }
  const masterOf = (_seed: number, finger: Finger): Master => {
    const master = masters.get(finger);
    if (!master) throw Error(`finger ${finger} was not grown`);
    return master;
  };
  const made = new Map<string, Promise<Laid>>();
  const lay = async (step: FingerStep, attempt: number): Promise<Laid> => {
    const { image, places } = platenOf(profile, seed, step, attempt, { masterOf, missing });
    const prints: SimulatedPrint[] = [];
    for (const place of [...places].sort((a, b) => a.finger - b.finger)) {
      const print = cutFinger(image, place);
      prints.push({ finger: place.finger, width: print.width, height: print.height, image: await encodeJpeg2000(print), quality: scoreOf(profile, place.finger, attempt, seed) });
    }
    return { preview: await shrink(image), prints };
  };
  return {
    lay: (step, attempt) => {
      const key = `${step} ${attempt}`;
      const known = made.get(key) ?? lay(step, attempt);
      made.set(key, known);
      return known;
    },
  };
}

/** What such a device makes of skin like that: dry, wet, worn or badly pressed costs. */
function scoreOf(profile: ProfileKey, finger: Finger, attempt: number, seed: number): number {
  const { moisture, pressure, wear } = pressOf(profile, finger, attempt);
  const grain = random(mixSeed(seed, finger, attempt, 3))() * 12;
  return Math.round(Math.min(Math.max(92 - grain - 45 * Math.abs(moisture) - 20 * Math.abs(pressure) - 35 * wear, 5), 100));
}

async function shrink(image: GreyImage): Promise<GreyImage> {
  const raw = { width: image.width, height: image.height, channels: 1 } as const;
  const small = sharp(image.pixels, { raw }).resize({ width: PREVIEW_WIDTH, withoutEnlargement: true }).toColourspace('b-w');
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}
