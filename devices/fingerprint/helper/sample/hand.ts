/** What the sample's scanner sees: synthetic hands, each picture made once. */
import sharp from 'sharp';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import { fingersOfStep, isSlap } from '../../../../sync/core/finger-steps.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import { cachedMaster } from '../../synthetic/cache.js';
import { rolled } from '../../synthetic/impression.js';
import type { Master } from '../../synthetic/master.js';
import { platenOf } from '../../synthetic/platen.js';
import type { ProfileKey } from '../../synthetic/profile.js';
import { slap } from '../../synthetic/slap.js';

export interface SampleHand {
  /** 500 pixels per inch; a slap's picture is 1600 × 1000, a rolled print's as wide as the finger. Null where no finger lies there. */
  picture(step: FingerStep, missing: readonly Finger[]): Promise<GreyImage | null>;
  /** 640 pixels wide. */
  preview(step: FingerStep): Promise<Uint8Array>;
}

export interface SampleHandOptions {
  readonly seed: number;
  /** Where grown fingers are kept. */
  readonly cache: string;
  /** Whose hands these are like, coached further with each picture of a step; without one the same good print each time. */
  readonly profile?: ProfileKey;
}

/** From this one on the hand is laid the same way: coaching has done what it can. */
const LAST_ATTEMPT = 4;

export function sampleHand({ seed, cache, profile }: SampleHandOptions): SampleHand {
  const pictures = new Map<string, Promise<GreyImage | null>>();
  const previews = new Map<string, Promise<Uint8Array>>();
  /** Pictures that were asked for so far. */
  const taken = new Map<FingerStep, number>();

  const draw = async (step: FingerStep, missing: readonly Finger[], attempt: number): Promise<GreyImage | null> => {
    const masters = new Map<Finger, Master>();
    for (const finger of fingersOfStep(step)) masters.set(finger, await cachedMaster(cache, seed, finger));
    const masterOf = (_seed: number, finger: Finger): Master => {
      const known = masters.get(finger);
      if (!known) throw Error(`finger ${finger} is of another slap`);
      return known;
    };
    if (profile !== undefined) {
      const { image, fingers } = platenOf(profile, seed, step, attempt, { masterOf, missing });
      return fingers.length > 0 ? image : null;
    }
    return isSlap(step) ? slap(seed, step, missing, masterOf).image : rolled(masterOf(seed, step));
  };
  const drawn = (step: FingerStep, missing: readonly Finger[], attempt: number): Promise<GreyImage | null> => {
    const key = [step, attempt, ...missing].join(' ');
    const known = pictures.get(key) ?? draw(step, missing, attempt);
    pictures.set(key, known);
    return known;
  };
  const attemptAt = (step: FingerStep): number => (profile === undefined ? 1 : Math.min((taken.get(step) ?? 0) + 1, LAST_ATTEMPT));

  return {
    picture: (step, missing) => {
      const attempt = attemptAt(step);
      taken.set(step, attempt);
      return drawn(step, missing, attempt);
    },
    preview: (step) => {
      const attempt = attemptAt(step);
      const key = `${step} ${attempt}`;
      const known = previews.get(key) ?? drawn(step, [], attempt).then(shrink);
      previews.set(key, known);
      return known;
    },
  };
}

async function shrink(image: GreyImage | null): Promise<Uint8Array> {
  const { width, height, pixels } = image ?? { width: 1, height: 1, pixels: Uint8Array.of(255) };
  const small = sharp(pixels, { raw: { width, height, channels: 1 } }).resize({ width: 640, height: 400, fit: 'contain', background: '#fff' });
  return new Uint8Array(await small.toColourspace('b-w').jpeg({ quality: 80 }).toBuffer());
}
