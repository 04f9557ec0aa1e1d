import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { oddKinds, oddSlap } from '../../../devices/fingerprint/synthetic/odd-slap.js';
import { mixSeed, random } from '../../../devices/fingerprint/synthetic/random.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import { cutFinger } from '../../../devices/image/segment/cut.js';
import { segmentSlap } from '../../../devices/image/segment/segment.js';
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { overlap, person } from './simulated-fingers.js';

const masterOf = await person(8001);
const placed = (seed: number, step: Slap, turn: number, missing: readonly Finger[] = [], height: 1000 | 1500 = 1000) => slap(seed, step, missing, masterOf, { turn, height });
const middle = (found: readonly number[]): number => [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;

/** A picture with the one laid on the other: the darker wins. */
function over(one: GreyImage, other: GreyImage, dx: number, dy: number): GreyImage {
  const pixels = one.pixels.slice();
  for (let y = 0; y < other.height; y++) {
    for (let x = 0; x < other.width; x++) {
      const at = (y + dy) * one.width + x + dx;
      if (x + dx >= 0 && x + dx < one.width && y + dy >= 0 && y + dy < one.height) pixels[at] = Math.min(pixels[at] ?? 255, other.pixels[y * other.width + x] ?? 255);
    }
  }
  return { ...one, pixels };
}

describe('the fingers of a slap', () => {
  test.each([[13, 0], [14, 0], [15, 0], [13, 24], [13, -24], [14, 24], [14, -24], [15, 20]] as const)('QA8, QA10: step %s turned by %s° is found, place by place', (step, turn) => {
    const { image, places } = placed(step * 31 + turn, step, turn);
    const found = segmentSlap(image, { step, missing: [] });
    expect(found.seen).toBe(places.length);
    expect(found.places.map((one) => one.finger)).toEqual(places.map((one) => one.finger));
    expect(middle(places.map((place, at) => overlap(place, found.places[at] as FingerPlace)))).toBeGreaterThan(0.95);
    expect(Math.abs(found.handAngle - places.reduce((sum, place) => sum + place.angle / places.length, 0))).toBeLessThan(3);
    expect(found.side).toBe(step === 13 ? 'right' : step === 14 ? 'left' : null);
  });

  test('QA10: the other hand than asked for is told', () => {
    expect(segmentSlap(placed(5, 14, 6).image, { step: 13, missing: [] })).toMatchObject({ seen: 4, side: 'left' });
    expect(segmentSlap(placed(5, 13, -6).image, { step: 14, missing: [] })).toMatchObject({ seen: 4, side: 'right' });
    expect(segmentSlap(placed(5, 13, -6).image, { step: 14, missing: [8] })).toMatchObject({ seen: 4, side: 'right', isSure: false });
  });

  test.each([[13, [3]], [13, [2]], [14, [10]], [14, [8]], [13, [4, 5]], [15, [6]]] as const)('QA9: of step %s without %j the others keep their names', (step, missing) => {
    const { image, places } = placed(77, step, 9, missing);
    const found = segmentSlap(image, { step, missing });
    expect(found.places.map((one) => one.finger)).toEqual(places.map((one) => one.finger));
    for (const [at, place] of places.entries()) expect(overlap(place, found.places[at] as FingerPlace)).toBeGreaterThan(0.9);
  });

  test.each([[13, [3]], [13, [2]], [13, [5]], [14, [10]], [14, [8]], [13, [4, 5]], [14, [7, 9]]] as const)('QA30: of step %s the hand tells that it is %j that is not seen', (step, away) => {
    const { image, places } = placed(77, step, 9, away);
    const found = segmentSlap(image, { step, missing: [] });
    expect(found).toMatchObject({ seen: places.length, isSure: true });
    expect(found.places.map((one) => one.finger)).toEqual(places.map((one) => one.finger));
    for (const [at, place] of places.entries()) expect(overlap(place, found.places[at] as FingerPlace)).toBeGreaterThan(0.9);
  });

  test('QA30: what the officer calls missing is no name for a finger that is seen', () => {
    const { image } = placed(77, 13, 0, [3, 4]);
    const found = segmentSlap(image, { step: 13, missing: [4] });
    expect(found.places.map((one) => one.finger)).toEqual([2, 5]);
    expect(found.proposed.map((one) => one.finger)).toEqual([2, 3, 5]);
  });

  test.each([[13, [2, 3, 4]], [14, [7, 8, 10]]] as const)('QA30: of step %s one finger alone has a name, and no sure one', (step, away) => {
    const found = segmentSlap(placed(80, step, 4, away).image, { step, missing: [] });
    expect(found).toMatchObject({ seen: 1, isSure: false });
    expect(found.places).toHaveLength(1);
  });

  test.each([[1, 6], [6, 1]] as const)('QA30: thumb %s without the other one is told by its side of the platen', (thumb, other) => {
    expect(segmentSlap(placed(81, 15, 5, [other]).image, { step: 15, missing: [] })).toMatchObject({ seen: 1, places: [{ finger: thumb }], isSure: true });
  });

  test('QA30: three fingers of the other hand have no sure names', () => {
    expect(segmentSlap(placed(5, 14, 6, [8]).image, { step: 13, missing: [] })).toMatchObject({ seen: 3, side: 'left', isSure: false });
  });

  test.each([[13, [3], 12], [14, [10], -14], [15, [6], 0], [13, [2, 3, 4, 5], 0]] as const)('QA31: of step %s it is proposed where %j would lie', (step, away, turn) => {
    const { image } = placed(77, step, turn, away);
    const whole = placed(77, step, turn).places;
    const found = segmentSlap(image, { step, missing: [] });
    expect(found.proposed.map((one) => one.finger)).toEqual(whole.map((one) => one.finger));
    for (const [at, place] of found.proposed.entries()) {
      const there = whole[at] as FingerPlace;
      const gone = (away as readonly Finger[]).includes(place.finger);
      const [dx, dy] = [place.x + place.width / 2 - there.x - there.width / 2, place.y + place.height / 2 - there.y - there.height / 2];
      expect(Math.hypot(dx, dy)).toBeLessThan(gone ? 150 : 15);
    }
  });

  test('QA8: fingers that touch are parted', () => {
    const blank = { width: 1600, height: 1000, pixels: new Uint8Array(1_600_000).fill(250) };
    const side = [2, 3, 4, 5].reduce<GreyImage>((picture, finger, at) => over(picture, masterOf(0, finger as Finger), 230 + at * 281, [240, 150, 190, 330][at] ?? 0), blank);
    const found = segmentSlap(side, { step: 13, missing: [] });
    expect(found.places.map((one) => one.finger)).toEqual([2, 3, 4, 5]);
    for (const { width } of found.places) expect(Math.abs(width - 281)).toBeLessThan(45);
  });

  test.each(oddKinds)('QA11, QA31: %s gives a count, and names only to fingers', (kind) => {
    const odd = oddSlap(kind, 8001, masterOf);
    const found = segmentSlap(odd.image, { step: 13, missing: [] });
    expect(found.seen).toBe(kind === 'five-fingers' ? 5 : kind === 'two-fingers' ? 2 : 0);
    expect(found.places.map((one) => one.finger)).toEqual(kind === 'five-fingers' ? [2, 3, 4, 5] : kind === 'two-fingers' ? [2, 3] : []);
    // The thumb beside the hand is none of the four; somebody has to look all the same.
    for (const place of found.places) expect(overlap(place, odd.places.find((one) => one.finger === place.finger) as FingerPlace)).toBeGreaterThan(0.85);
    expect(found.isSure).toBe(kind !== 'five-fingers');
    expect(found.proposed.map((one) => one.finger)).toEqual([2, 3, 4, 5]);
  });

  test('QA8: letters and dirt are no fingers', () => {
    const next = random(5);
    const { image, places } = placed(78, 13, 0, [], 1500);
    const pixels = image.pixels.slice();
    for (let line = 0; line < 8; line++) {
      for (let x = 200; x < 1400; x++) for (let y = 1250 + line * 26; y < 1266 + line * 26; y++) if (next() < 0.5) pixels[y * 1600 + x] = 40;
    }
    expect(segmentSlap({ ...image, pixels }, { step: 13, missing: [] }).seen).toBe(places.length);
  });

  test('QA17: any picture has an answer', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.integer(), fc.integer({ min: 0, max: 3 }), (width, height, seed, kind) => {
      const next = random(mixSeed(seed, 3));
      const pixels = Uint8Array.from({ length: width * height }, (_, at) => (kind === 0 ? next() * 256 : kind === 1 ? seed & 255 : kind === 2 ? ((at % width) * 28) & 255 : (at >> 3) & 255));
      const found = segmentSlap({ width, height, pixels }, { step: 14, missing: [7] });
      expect(found.seen).toBe(found.tips.length);
    }), { numRuns: 60 });
    expect(segmentSlap({ width: 20_000, height: 20_000, pixels: new Uint8Array(1) }, { step: 13, missing: [] }).seen).toBe(0);
    expect(segmentSlap(placed(1, 13, 0).image, { step: 13, missing: [2, 3, 4, 5] })).toMatchObject({ seen: 4, places: [] });
  });
});

describe('one finger cut out', () => {
  const { image, places } = placed(79, 14, 21);

  test('QA12: upright, whole, on white', () => {
    for (const place of places) {
      const print = cutFinger(image, place);
      expect([print.width, print.height]).toEqual([Math.round(place.width) + 24, Math.round(place.height) + 24]);
      expect(print.pixels.length).toBe(print.width * print.height);
      const again = segmentSlap(print, { step: 15, missing: [1] });
      expect(again.seen).toBe(1);
      expect(Math.abs(again.handAngle)).toBeLessThan(4);
    }
  });

  test.each([
    { finger: 2 as Finger, x: -500, y: -500, width: 300, height: 400, angle: 12 }, { finger: 2 as Finger, x: 0, y: 0, width: 1e9, height: 1e9, angle: 0 },
    { finger: 2 as Finger, x: NaN, y: 3, width: NaN, height: -7, angle: Infinity }, { finger: 2 as Finger, x: 1500, y: 900, width: 300, height: 400, angle: 180 },
  ])('QA12: no place of an officer makes more than a bounded picture: %j', (place) => {
    const print = cutFinger(image, place);
    expect(print.width * print.height).toBeLessThanOrEqual(1224 * 1224);
    expect(print.pixels.length).toBe(print.width * print.height);
  });
});
