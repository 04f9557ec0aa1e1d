/** How a hand lies on the platen, as the scanner sees it: no mirror image. */
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import { masterSize } from './master.js';
import { between, mixSeed, random } from './random.js';

/** A fingertip's middle, pixels, and how far the finger leans, degrees clockwise. */
export interface Lying {
  readonly finger: Finger;
  readonly x: number;
  readonly y: number;
  readonly lean: number;
}

export interface HandPlaces {
  readonly width: number;
  readonly height: number;
  /** Of the whole hand, degrees clockwise. */
  readonly turn: number;
  /** Against a grown-up's hand. */
  readonly scale: number;
}

/** A right hand's, pixels from the middle of the hand; the left one is its mirror image. Thumb, index … little finger. */
const tips = [
  { x: 280, y: 0, lean: -7 },
  { x: -485, y: 20, lean: -5 },
  { x: -155, y: -120, lean: -1 },
  { x: 170, y: -55, lean: 4 },
  { x: 475, y: 160, lean: 11 },
] as const;

/** Every finger of the slap, there or not, from left to right. The same arguments give the same places. */
export function layHand(seed: number, position: Slap, { width, height, turn, scale }: HandPlaces): readonly Lying[] {
  const next = random(mixSeed(seed, position, 2));
  const hand = { x: between(next, -25, 25), y: between(next, -20, 25), turn: turn + between(next, -2.5, 2.5) };
  const [cosine, sine] = [Math.cos((hand.turn * Math.PI) / 180), Math.sin((hand.turn * Math.PI) / 180)];
  const middle = { x: width / 2 + hand.x, y: 500 + 0.3 * (height - 1000) + hand.y };
  const lying = fingersOf(position).map((finger): Lying => {
    const tip = tips[(finger - 1) % 5] ?? tips[0];
    const side = finger <= 5 ? 1 : -1;
    const x = scale * (side * tip.x + between(next, -8, 8));
    const y = scale * (tip.y + between(next, -14, 14));
    return {
      finger, lean: side * tip.lean + hand.turn + between(next, -2, 2),
      x: Math.round(middle.x + cosine * x - sine * y), y: Math.round(middle.y + sine * x + cosine * y),
    };
  });
  return within(lying, width, height, scale).sort((a, b) => a.x - b.x);
}

/** The hand is moved so that all its fingertips lie on the platen, as a person is told to; or to its middle where they do not fit. */
function within(lying: readonly Lying[], width: number, height: number, scale: number): Lying[] {
  const reaches = lying.map(({ finger, lean }) => {
    const size = masterSize(finger);
    const angle = (lean * Math.PI) / 180;
    // The pad is squarer than an ellipse: a turned one reaches further than its axes say.
    const [wide, high] = [0.47 * scale * size.width, 0.49 * scale * size.height];
    return { x: Math.hypot(wide * Math.cos(angle), high * Math.sin(angle)), y: Math.hypot(wide * Math.sin(angle), high * Math.cos(angle)) };
  });
  const shift = (axis: 'x' | 'y', end: number): number => {
    const low = Math.min(...lying.map((one, index) => one[axis] - (reaches[index]?.[axis] ?? 0))) - 6;
    const high = Math.max(...lying.map((one, index) => one[axis] + (reaches[index]?.[axis] ?? 0))) + 6;
    return Math.round(high - low > end ? (end - high - low) / 2 : low < 0 ? -low : high > end ? end - high : 0);
  };
  const [dx, dy] = [shift('x', width), shift('y', height)];
  return lying.map((one) => ({ ...one, x: one.x + dx, y: one.y + dy }));
}
