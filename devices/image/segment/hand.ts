/** A hand's shape: where the tips of four fingers lie to one another, how they fan out, and that the little finger is the smallest. Which hand it is. */
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import type { Tip } from './tips.js';

/** A right hand's index to little finger: pixels from the hand's middle, degrees of lean, length against the middle finger's. */
const right = [
  { x: -485, y: 20, lean: -5, size: 0.98 },
  { x: -155, y: -120, lean: -1, size: 1 },
  { x: 170, y: -55, lean: 4, size: 0.99 },
  { x: 475, y: 160, lean: 11, size: 0.87 },
] as const;
export type Digit = { readonly x: number; readonly y: number; readonly lean: number; readonly size: number };
/** From left to right in the picture: little finger first. */
const left: readonly Digit[] = right.map((digit) => ({ ...digit, x: -digit.x, lean: -digit.lean })).reverse();
/** The left one first; their owner puts them nearer or further. */
const thumbs: readonly Digit[] = [{ x: -280, y: 0, lean: 7, size: 1 }, { x: 280, y: 0, lean: -7, size: 1 }];

/** Of a whole slap, from left to right in the picture. */
export function digitsOf(step: Slap): readonly Digit[] {
  return step === 13 ? right : step === 14 ? left : thumbs;
}

/** How far real hands stray from the model: pixels, degrees, share. */
const STRAY = { across: 45, along: 28, lean: 4, size: 0.07, turn: 3 };
/** Difference of log likelihoods below which nothing is said. */
const SURE = 1.2;

/** Tips from left to right; null where they do not say. Thumbs lie to each other as their owner puts them. */
export function sideOf(tips: readonly Tip[], handAngle: number, expected: { readonly step: Slap; readonly missing: readonly Finger[] }): 'left' | 'right' | null {
  if (expected.step === 15 || tips.length < 2 || tips.length > 4) return null;
  const there = fingersOf(expected.step).map((finger) => !expected.missing.includes(finger));
  // Of the hand that was asked for, the fingers that are there; of the other one any that many.
  const own = there.filter(Boolean).length === tips.length ? [there] : choices(tips.length);
  const likelyRight = likeliest(tips, handAngle, right, expected.step === 13 ? own : choices(tips.length));
  const likelyLeft = likeliest(tips, handAngle, left, (expected.step === 14 ? own : choices(tips.length)).map((one) => [...one].reverse()));
  const difference = likelyRight - likelyLeft;
  return Math.abs(difference) < (tips.length < 3 ? 3 * SURE : SURE) ? null : difference > 0 ? 'right' : 'left';
}

/** All ways to have that many of four fingers, index first. */
function choices(count: number): readonly (readonly boolean[])[] {
  return Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].map((digit) => ((bits >> digit) & 1) === 1)).filter((one) => one.filter(Boolean).length === count);
}

function likeliest(tips: readonly Tip[], handAngle: number, hand: readonly Digit[], ways: readonly (readonly boolean[])[]): number {
  // Many ways to explain the same tips are not more likely for being many.
  return Math.max(...ways.map((way) => likelihood(tips, handAngle, hand.filter((_, at) => way[at]))));
}

function likelihood(tips: readonly Tip[], handAngle: number, digits: readonly Digit[]): number {
  return -layOf(tips, handAngle, digits).off / 2;
}

/** How a hand lies whose digits are these tips. */
export interface Lay {
  /** How far the tips stray from it, in squares of what real hands do: a log likelihood times −2. */
  readonly off: number;
  /** Against the model's hand. */
  readonly scale: number;
  /** Degrees clockwise. */
  readonly angle: number;
}

/** As many digits as tips, in the same order; `handAngle`: the mean lean of the tips. */
export function layOf(tips: readonly Tip[], handAngle: number, digits: readonly Digit[]): Lay {
  const seen = centred(tips.map((tip) => ({ x: tip.x, y: tip.y, lean: tip.angle, size: tip.height })), handAngle);
  const lean = mean(digits.map((digit) => digit.lean));
  const model = centred(digits, lean);
  const scale = Math.max(mean(seen.map((one) => Math.abs(one.x))) / Math.max(mean(model.map((one) => Math.abs(one.x))), 1), 0.3);
  const pairs = seen.map((one, at) => {
    const like = model[at] as Digit;
    return { x: one.x / scale, across: one.x / scale - like.x, along: one.y / scale - like.y, lean: one.lean - like.lean, size: Math.log(one.size / like.size) };
  });
  // A small turn of the whole is free to some extent: the hand's angle is measured, not known.
  const sum = (of: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((total, pair) => total + of(pair), 0);
  const turn = sum((pair) => pair.x * pair.along) / (sum((pair) => pair.x ** 2) + (STRAY.along / ((STRAY.turn * Math.PI) / 180)) ** 2);
  const off = sum((pair) => (pair.across / STRAY.across) ** 2 + ((pair.along - turn * pair.x) / STRAY.along) ** 2 + (pair.lean / STRAY.lean) ** 2 + (pair.size / STRAY.size) ** 2);
  const turned = (turn * 180) / Math.PI;
  return { off: off + (turned / STRAY.turn) ** 2, scale, angle: handAngle - lean + turned };
}

/** Turned upright by so many degrees; around their middle, mean lean and mean size. */
function centred(digits: readonly Digit[], angle: number): readonly Digit[] {
  const cosine = Math.cos((angle * Math.PI) / 180);
  const sine = Math.sin((angle * Math.PI) / 180);
  const upright = digits.map(({ x, y, lean, size }) => ({ x: cosine * x + sine * y, y: cosine * y - sine * x, lean: lean - angle, size }));
  const x = mean(upright.map((one) => one.x));
  const y = mean(upright.map((one) => one.y));
  const size = mean(upright.map((one) => one.size));
  return upright.map((one) => ({ x: one.x - x, y: one.y - y, lean: one.lean, size: one.size / size }));
}

export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
