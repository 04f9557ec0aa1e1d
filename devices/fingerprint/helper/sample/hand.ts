/** What the sample's scanner sees: synthetic hands, each picture made once. */
import sharp from 'sharp';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { fingers, fingersOf } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import { cachedMaster } from '../../synthetic/cache.js';
import { rolled } from '../../synthetic/impression.js';
import type { Master } from '../../synthetic/master.js';
import { slap } from '../../synthetic/slap.js';

export interface SampleHand {
  /** 500 pixels per inch; a slap's picture is 1600 × 1000, a rolled print's as wide as the finger. */
  picture(step: FingerStep, missing: readonly Finger[]): Promise<GreyImage>;
  /** 640 pixels wide. */
  preview(step: FingerStep): Promise<Uint8Array>;
}

export function sampleHand(seed: number, cache: string): SampleHand {
  const pictures = new Map<string, Promise<GreyImage>>();
  const previews = new Map<FingerStep, Promise<Uint8Array>>();

  const draw = async (step: FingerStep, missing: readonly Finger[]): Promise<GreyImage> => {
    if (isFinger(step)) return rolled(await cachedMaster(cache, seed, step));
    const masters = new Map<Finger, Master>();
    for (const finger of fingersOf(step)) masters.set(finger, await cachedMaster(cache, seed, finger));
    const masterOf = (_seed: number, finger: Finger): Master => {
      const known = masters.get(finger);
      if (!known) throw Error(`finger ${finger} is of another slap`);
      return known;
    };
    return slap(seed, step, missing, masterOf).image;
  };

  const picture = (step: FingerStep, missing: readonly Finger[]): Promise<GreyImage> => {
    const key = [step, ...missing].join(' ');
    const drawn = pictures.get(key) ?? draw(step, missing);
    pictures.set(key, drawn);
    return drawn;
  };

  const shrink = async ({ width, height, pixels }: GreyImage): Promise<Uint8Array> => {
    const small = sharp(pixels, { raw: { width, height, channels: 1 } }).resize({ width: 640, height: 400, fit: 'contain', background: '#fff' });
    return new Uint8Array(await small.toColourspace('b-w').jpeg({ quality: 80 }).toBuffer());
  };

  return {
    picture,
    preview: (step) => {
      const drawn = previews.get(step) ?? picture(step, []).then(shrink);
      previews.set(step, drawn);
      return drawn;
    },
  };
}

function isFinger(step: FingerStep): step is Finger {
  return fingers.some((one) => one === step);
}
