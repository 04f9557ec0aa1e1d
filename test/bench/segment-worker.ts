/** Draws simulated slaps and looks for their fingers: half of the bench's slaps in each of two threads. */
import { parentPort, workerData } from 'node:worker_threads';

import { pressWith } from '../../devices/fingerprint/synthetic/press.js';
import { between, mixSeed, random } from '../../devices/fingerprint/synthetic/random.js';
import { slap } from '../../devices/fingerprint/synthetic/slap.js';
import { segmentSlap } from '../../devices/image/segment/segment.js';
import { fingers, fingersOf, type Finger } from '../../sync/core/fingers.js';
import { overlap, person } from '../devices/image/simulated-fingers.js';

export const PEOPLE = 20;
const FIRST_PERSON = 8001;
/** Degrees. */
const TURN = 25;

export interface SegmentedSlap {
  readonly counted: boolean;
  /** null where the hand is not judged: thumbs, fewer than three fingers. */
  readonly rightHand: boolean | null;
  readonly overlaps: readonly number[];
  /** Milliseconds. */
  readonly time: number;
}

/** Of that number and person: a quarter thumbs, a sixth with a finger missing, half pressed as it comes and half dry, wet, light, hard and worn. */
function segmented(number: number, masterOf: Awaited<ReturnType<typeof person>>): SegmentedSlap {
  const next = random(mixSeed(number, 61));
  const step = number % 4 === 3 ? 15 : next() < 0.5 ? 13 : 14;
  const all = fingersOf(step);
  const missing = next() < 1 / 6 ? [all[Math.floor(next() * all.length)] ?? all[0] ?? 1] : [];
  const turn = between(next, -TURN, TURN);
  const height = next() < 0.25 ? 1500 : 1000;
  const hard = next() < 0.5;
  const press = (finger: Finger): ReturnType<typeof pressWith> => {
    const own = random(mixSeed(number, finger, 62));
    return pressWith({ moisture: between(own, -0.7, 0.7), pressure: between(own, -0.6, 0.6), wear: between(own, 0, 0.6), scars: Math.floor(own() * 3), rotation: between(own, -3, 3), warp: between(own, 2, 5) });
  };
  const { image, places } = slap(mixSeed(number, 63), step, missing, masterOf, { turn, height, ...(hard ? { press } : {}) });
  const since = performance.now();
  const found = segmentSlap(image, { step, missing });
  const time = performance.now() - since;
  const overlaps = places.map((place) => {
    const like = found.places.find(({ finger }) => finger === place.finger);
    return like ? overlap(place, like) : 0;
  });
  return { counted: found.seen === places.length, rightHand: step === 15 || places.length < 3 ? null : found.side === (step === 13 ? 'right' : 'left'), overlaps, time };
}

async function run({ slaps, part, parts }: { readonly slaps: number; readonly part: number; readonly parts: number }): Promise<void> {
  for (let one = part; one < PEOPLE; one += parts) {
    const masterOf = await person(FIRST_PERSON + one, fingers);
    for (let number = one; number < slaps; number += PEOPLE) parentPort?.postMessage(segmented(number, masterOf));
  }
}

if (parentPort) await run(workerData as { slaps: number; part: number; parts: number });
