/** Hands of the field, and how they lie on the platen at each attempt while their owner is coached. */
import type { Finger, FingerExceptionReason } from '../../../sync/core/fingers.js';
import type { Press } from './press.js';
import { normalPress, pressWith } from './press.js';
import { between, mixSeed, random } from './random.js';

export interface HandProfile {
  /** At the first attempt. */
  readonly first: Press;
  /** What coaching leads to, in the end; what belongs to the finger (wear, scars, size) does not change. */
  readonly coached: Press;
  /** Turn of a whole hand at the first attempt, degrees clockwise. */
  readonly turn: number;
  /** How unlike one another a hand's fingers are, 0–1. */
  readonly uneven: number;
  /** Fingers that no attempt captures. */
  readonly exceptions: readonly { readonly finger: Finger; readonly reason: FingerExceptionReason; readonly permanent: boolean }[];
}

export const profileKeys = ['adult-normal', 'farmer-worn', 'very-old-dry-worn', 'wet-hands', 'child', 'missing-fingers', 'heavy-hand', 'restless'] as const;
export type ProfileKey = (typeof profileKeys)[number];

const calm = pressWith({ warp: 2.5 });

export const profiles: Readonly<Record<ProfileKey, HandProfile>> = {
  'adult-normal': { first: normalPress, coached: normalPress, turn: 2, uneven: 0.15, exceptions: [] },
  'farmer-worn': {
    first: pressWith({ moisture: -0.5, pressure: 0.15, wear: 0.5, scars: 2 }), coached: pressWith({ moisture: -0.05, pressure: 0.1 }),
    turn: -4, uneven: 0.25, exceptions: [],
  },
  // A woman of 101: dry and worn, too weak to press; two fingers do not lie on the glass.
  'very-old-dry-worn': {
    first: pressWith({ moisture: -0.9, pressure: -0.55, wear: 0.6, scars: 1 }), coached: pressWith({ moisture: 0.05, pressure: 0.15 }),
    turn: 7, uneven: 0.2, exceptions: [{ finger: 4, reason: 'bandaged', permanent: false }, { finger: 10, reason: 'deformed', permanent: true }],
  },
  'wet-hands': { first: pressWith({ moisture: 0.95, pressure: 0.25 }), coached: pressWith({ moisture: 0.05 }), turn: 0, uneven: 0.15, exceptions: [] },
  'child': { first: pressWith({ moisture: 0.25, pressure: -0.3, moved: 0.3, scale: 0.76 }), coached: calm, turn: 9, uneven: 0.2, exceptions: [] },
  'missing-fingers': {
    first: normalPress, coached: normalPress, turn: -3, uneven: 0.15,
    exceptions: [{ finger: 10, reason: 'amputated', permanent: true }, { finger: 2, reason: 'bandaged', permanent: false }],
  },
  'heavy-hand': { first: pressWith({ pressure: 1, moisture: 0.2 }), coached: calm, turn: 3, uneven: 0.1, exceptions: [] },
  // Lies crooked and beside the middle, and does not keep still.
  'restless': { first: pressWith({ rotation: 9, x: 26, y: 30, moved: 0.6, warp: 5 }), coached: calm, turn: 19, uneven: 0.2, exceptions: [] },
};

/** What of the first attempt is left after each further one: coaching is heeded, not all at once. */
const LEFT = 0.3;

export function fingersAway(profile: ProfileKey): readonly Finger[] {
  return profiles[profile].exceptions.map((one) => one.finger);
}

/** `attempt` counts from 1. The same arguments give the same press. */
export function pressOf(profile: ProfileKey, finger: Finger, attempt: number): Press {
  const { first, coached, uneven } = profiles[profile];
  const left = leftAt(attempt);
  const own = random(mixSeed(finger, 61));
  const now = random(mixSeed(finger, attempt, 62));
  const towards = (from: number, to: number): number => to + (from - to) * left;
  // Half of the unevenness is the finger's, half the attempt's.
  const vary = (): number => uneven * (between(own, -0.5, 0.5) + between(now, -0.5, 0.5));
  return {
    moisture: limited(towards(first.moisture, coached.moisture) + vary(), -1, 1),
    pressure: limited(towards(first.pressure, coached.pressure) + vary(), -1, 1),
    wear: limited(first.wear + first.wear * uneven * between(own, -0.5, 0.5), 0, 1),
    scars: Math.max(0, Math.round(first.scars * between(own, 0, 1.4))),
    rotation: towards(first.rotation, coached.rotation) + 12 * vary(),
    x: Math.round(towards(first.x, coached.x) + 30 * vary()),
    y: Math.round(towards(first.y, coached.y) + 30 * vary()),
    contact: limited(towards(first.contact, coached.contact), 0, 1),
    warp: towards(first.warp, coached.warp),
    moved: left > 0.5 ? first.moved : 0,
    scale: first.scale,
  };
}

/** Of the whole hand, degrees clockwise. */
export function turnOf(profile: ProfileKey, attempt: number): number {
  return profiles[profile].turn * leftAt(attempt);
}

function leftAt(attempt: number): number {
  return LEFT ** Math.max(0, attempt - 1);
}

function limited(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
