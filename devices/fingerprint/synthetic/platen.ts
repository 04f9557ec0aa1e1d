/** What a scanner sees when a person of a profile does one of the 13 steps, at each attempt. */
import type { FingerPlace, FingerStep } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import { impression, rolledPrint } from './impression.js';
import { emptyPlaten } from './ink.js';
import type { Master } from './master.js';
import { master } from './master.js';
import type { Press } from './press.js';
import type { ProfileKey } from './profile.js';
import { fingersAway, pressOf, turnOf } from './profile.js';
import { mixSeed } from './random.js';
import { develop } from './sensor.js';
import { slap } from './slap.js';

export interface PlatenPicture {
  /** The whole platen: a slap's is 1600 pixels wide, a rolled finger's 800 × 750. */
  readonly image: GreyImage;
  /** From left to right; without the fingers that are not there. */
  readonly places: readonly FingerPlace[];
  /** Fingers of the step that are there. */
  readonly fingers: readonly Finger[];
  /** The print that a single-finger scanner takes of one of them: flat, whatever the step. */
  readonly flat: (finger: Finger, size?: { readonly width: number; readonly height: number }) => GreyImage;
}

export interface PlatenOptions {
  /** Lets a cache answer for the single fingers. */
  readonly masterOf?: (seed: number, finger: Finger) => Master;
  /** Fingers that are away besides the profile's own. */
  readonly missing?: readonly Finger[];
  /** Of a slap scanner's platen. */
  readonly height?: 1000 | 1500;
}

/** `attempt` counts from 1. The same arguments give the same pixels. */
export function platenOf(profile: ProfileKey, seed: number, step: FingerStep, attempt: number, options: PlatenOptions = {}): PlatenPicture {
  const masterOf = options.masterOf ?? master;
  const away = [...fingersAway(profile), ...(options.missing ?? [])];
  const pressNow = (finger: Finger): Press => pressOf(profile, finger, attempt);
  const now = mixSeed(seed, step, attempt, 71);
  const flat: PlatenPicture['flat'] = (finger, size) => impression(masterOf(seed, finger), pressNow(finger), mixSeed(now, finger), size);
  if (step > 10) {
    const position = step as 13 | 14 | 15;
    const fingers = fingersOf(position).filter((finger) => !away.includes(finger));
    const hand = slap(now, position, away, (_seed, finger) => masterOf(seed, finger), { press: pressNow, turn: turnOf(profile, attempt), height: options.height ?? 1000 });
    return { image: hand.image, places: hand.places, fingers, flat };
  }
  const finger = step as Finger;
  if (away.includes(finger)) return { image: develop(emptyPlaten(ROLLED.width, ROLLED.height), now), places: [], fingers: [], flat };
  const { image, place } = rolledPrint(masterOf(seed, finger), pressNow(finger), now, ROLLED);
  return { image, places: place ? [place] : [], fingers: [finger], flat };
}

/** 41 × 38 mm at 500 ppi: the least for one finger. */
const ROLLED = { width: 800, height: 750 };
