/** What the sample's scanner sees: the synthetic hands of a profile, coached a little further with each capture of a step. */
import sharp from 'sharp';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { fingers, fingersOf } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import { cachedMaster } from '../../synthetic/cache.js';
import type { Master } from '../../synthetic/master.js';
import { platenOf } from '../../synthetic/platen.js';
import type { ProfileKey } from '../../synthetic/profile.js';

export interface SampleHand {
  /** As the hand lies now; then it is lifted, and laid down anew. 500 pixels per inch; a slap's picture is 1600 × 1000, a rolled print's 800 × 750. */
  picture(step: FingerStep, missing: readonly Finger[]): Promise<GreyImage>;
  /** As the hand lies now, 640 pixels wide. */
  preview(step: FingerStep): Promise<Uint8Array>;
}

export interface SamplePerson {
  readonly seed: number;
  readonly profile: ProfileKey;
  /** Where grown fingers are kept. */
  readonly cache: string;
}

/** What further coaching no longer changes is not drawn anew. */
const DIFFERENT_ATTEMPTS = 4;

export function sampleHand({ seed, profile, cache }: SamplePerson): SampleHand {
  const attempts = new Map<FingerStep, number>();
  const pictures = new Map<string, Promise<GreyImage>>();
  const previews = new Map<string, Promise<Uint8Array>>();
  const attemptAt = (step: FingerStep): number => Math.min((attempts.get(step) ?? 0) + 1, DIFFERENT_ATTEMPTS);

  const draw = async (step: FingerStep, attempt: number, missing: readonly Finger[]): Promise<GreyImage> => {
    const masters = new Map<Finger, Master>();
    for (const finger of isFinger(step) ? [step] : fingersOf(step)) masters.set(finger, await cachedMaster(cache, seed, finger));
    const masterOf = (_seed: number, finger: Finger): Master => {
      const known = masters.get(finger);
      if (!known) throw Error(`finger ${finger} is of another step`);
      return known;
    };
    return platenOf(profile, seed, step, attempt, { masterOf, missing }).image;
  };
  const drawn = (step: FingerStep, missing: readonly Finger[]): Promise<GreyImage> => once(pictures, [step, attemptAt(step), ...missing].join(' '), () => draw(step, attemptAt(step), missing));

  const shrink = async ({ width, height, pixels }: GreyImage): Promise<Uint8Array> => {
    const small = sharp(pixels, { raw: { width, height, channels: 1 } }).resize({ width: 640 });
    return new Uint8Array(await small.toColourspace('b-w').jpeg({ quality: 80 }).toBuffer());
  };

  return {
    picture: (step, missing) => {
      const picture = drawn(step, missing);
      attempts.set(step, (attempts.get(step) ?? 0) + 1);
      return picture;
    },
    preview: (step) => once(previews, `${step} ${attemptAt(step)}`, () => drawn(step, []).then(shrink)),
  };
}

/** A picture is made once. */
function once<Made>(known: Map<string, Promise<Made>>, key: string, make: () => Promise<Made>): Promise<Made> {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

function isFinger(step: FingerStep): step is Finger {
  return fingers.some((one) => one === step);
}
