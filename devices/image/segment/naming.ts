/** Which finger each tip is where not as many are seen as are expected: what fits the hand best; and where the others would lie. */
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import type { Digit, Lay } from './hand.js';
import { digitsOf, layOf, mean } from './hand.js';
import type { Tip } from './tips.js';

export interface Expected {
  readonly step: Slap;
  /** Fingers that the officer calls missing. */
  readonly missing: readonly Finger[];
}

export interface Naming {
  /** Of the fingers expected those that are seen, from left to right; what is seen besides has no name. */
  readonly places: readonly FingerPlace[];
  /** Every finger expected, from left to right: as it was found, else where it would lie by the others. */
  readonly proposed: readonly FingerPlace[];
  /** False where other names fit nearly as well, or more lies there than is expected: somebody has to look. */
  readonly isSure: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Named extends Digit {
  readonly finger: Finger;
}
interface Way extends Lay {
  readonly tips: readonly Tip[];
  readonly digits: readonly Named[];
  /** The whole hand's middle, pixels. */
  readonly x: number;
  readonly y: number;
}

/** How far hands stray from the usual one upright in the platen's middle: share, degrees, pixels. */
const USUAL = { scale: 0.13, angle: 15, place: 220, thumbs: 150 };
/** Of the second best names against the best, as a difference of `off`: some 90 times less likely. */
const SURE = 9;
/** Above it, for each tip, no hand lies there as it is expected. */
const STRANGE = 12;
/** The more the tips, the more the ways: no platen shows more fingers than two hands have. */
const MOST = 10;
/** A flat print's size, pixels at 500 ppi. */
const PRINT = { width: 290, height: 390 };

export function nameTips(tips: readonly Tip[], expected: Expected, picture: Size): Naming {
  const wanted = digitsWanted(expected);
  const ways = waysToName(tips.slice(0, MOST), wanted).map(([some, digits]) => wayOf(some, digits, expected.step, picture)).sort((a, b) => a.off - b.off);
  const [best, second] = ways;
  const isCounted = tips.length === wanted.length;
  const isPlain = best !== undefined && tips.length < wanted.length && best.off < STRANGE * tips.length && (second === undefined || second.off - best.off > SURE);
  const places = best?.digits.flatMap(({ finger }, at) => placeOf(finger, best.tips[at])) ?? [];
  const proposed = wanted.map((digit) => places.find((place) => place.finger === digit.finger) ?? supposed(digit, best, picture));
  return { places, proposed, isSure: isCounted || tips.length === 0 || isPlain };
}

function digitsWanted({ step, missing }: Expected): readonly Named[] {
  // A left hand's little finger lies leftmost; of two thumbs the left one.
  const inOrder = step === 13 ? fingersOf(step) : [...fingersOf(step)].reverse();
  return digitsOf(step).flatMap((digit, at) => {
    const finger = inOrder[at];
    return finger === undefined || missing.includes(finger) ? [] : [{ ...digit, finger }];
  });
}

/** From left to right, none crosses another; as many as can be. */
function waysToName(tips: readonly Tip[], wanted: readonly Named[]): readonly (readonly [readonly Tip[], readonly Named[]])[] {
  const count = Math.min(tips.length, wanted.length);
  if (count === 0) return [];
  return choices(tips, count).flatMap((some) => choices(wanted, count).map((digits) => [some, digits] as const));
}

function choices<One>(all: readonly One[], count: number): readonly (readonly One[])[] {
  if (count === 0) return [[]];
  return all.flatMap((one, at) => choices(all.slice(at + 1), count - 1).map((rest) => [one, ...rest]));
}

function wayOf(tips: readonly Tip[], digits: readonly Named[], step: Slap, picture: Size): Way {
  const lay = layOf(tips, mean(tips.map((tip) => tip.angle)), digits);
  const scale = tips.length === 1 ? 1 : lay.scale;
  const middle = turned({ x: mean(digits.map((digit) => digit.x)), y: mean(digits.map((digit) => digit.y)) }, scale, lay.angle);
  const [x, y] = [mean(tips.map((tip) => tip.x)) - middle.x, mean(tips.map((tip) => tip.y)) - middle.y];
  const usual = usualMiddle(picture);
  const stray = step === 15 ? USUAL.thumbs : USUAL.place;
  const off = lay.off + (Math.log(scale) / USUAL.scale) ** 2 + (lay.angle / USUAL.angle) ** 2 + ((x - usual.x) / stray) ** 2 + ((y - usual.y) / stray) ** 2;
  return { tips, digits, off, scale, angle: lay.angle, x, y };
}

function usualMiddle({ width, height }: Size): { readonly x: number; readonly y: number } {
  return { x: width / 2, y: Math.min(500, height / 2) + 0.3 * Math.max(height - 1000, 0) };
}

function turned({ x, y }: { readonly x: number; readonly y: number }, scale: number, angle: number): { readonly x: number; readonly y: number } {
  const [cosine, sine] = [scale * Math.cos((angle * Math.PI) / 180), scale * Math.sin((angle * Math.PI) / 180)];
  return { x: cosine * x - sine * y, y: sine * x + cosine * y };
}

function placeOf(finger: Finger, tip: Tip | undefined): readonly FingerPlace[] {
  return tip ? [{ finger, x: tip.x - tip.width / 2, y: tip.y - tip.height / 2, width: tip.width, height: tip.height, angle: tip.angle }] : [];
}

/** Its middle stays in the picture: somebody has to be able to take hold of it. */
function supposed(digit: Named, by: Way | undefined, picture: Size): FingerPlace {
  const hand = by ?? { ...usualMiddle(picture), scale: 1, angle: 0, tips: [] };
  const size = hand.tips.length === 0 ? PRINT : { width: mean(hand.tips.map((tip) => tip.width)), height: mean(hand.tips.map((tip) => tip.height)) };
  const from = turned(digit, hand.scale, hand.angle);
  const [width, height] = [Math.round(size.width * digit.size), Math.round(size.height * digit.size)];
  const [x, y] = [within(hand.x + from.x, picture.width), within(hand.y + from.y, picture.height)];
  return { finger: digit.finger, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height, angle: Math.round(hand.angle + digit.lean) };
}

function within(value: number, end: number): number {
  return Math.min(Math.max(value, 0), end);
}
