import { describe, expect, test } from 'vitest';

import { master } from '../../../devices/fingerprint/synthetic/master.js';
import { oddKinds, oddSlap } from '../../../devices/fingerprint/synthetic/odd-slap.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import type { SlapImage } from '../../../devices/fingerprint/synthetic/slap.js';
import { fingers } from '../../../sync/core/fingers.js';
import { covers, hashOf, personOf, share } from './synthetic-measures.js';

const masterOf = await personOf(48, fingers);

/** Share of the dark pixels that lie in a place. */
function placed({ image, places }: SlapImage): number {
  let [dark, within] = [0, 0];
  for (let at = 0; at < image.pixels.length; at++) {
    if ((image.pixels[at] ?? 255) > 120) continue;
    dark++;
    const [x, y] = [at % image.width, Math.floor(at / image.width)];
    if (places.some((place) => covers(place, x, y, 2))) within++;
  }
  return within / dark;
}

describe('slaps of skin', () => {
  test('SY11: every finger has its place from left to right, turned as it lies, within its upright box', () => {
    const hand = slap(3, 13, [], masterOf);
    expect(hand.places.map((place) => place.finger)).toEqual([2, 3, 4, 5]);
    const angles = hand.places.map((place) => place.angle);
    expect([...angles].sort((a, b) => a - b)).toEqual(angles);
    expect(slap(3, 14, [], masterOf).places.map((place) => place.finger)).toEqual([10, 9, 8, 7]);
    expect(slap(3, 15, [], masterOf).places.map((place) => place.finger)).toEqual([6, 1]);
    for (const [index, place] of hand.places.entries()) {
      const box = hand.boxes[index];
      expect(box?.finger).toBe(place.finger);
      expect(place.x).toBeGreaterThanOrEqual((box?.x ?? 0) - 1);
      expect(place.x + place.width).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 1);
    }
    expect(hashOf(slap(3, 13, [], masterOf).image)).toBe(hashOf(hand.image));
    expect(hashOf(slap(4, 13, [], masterOf).image)).not.toBe(hashOf(hand.image));
  });

  test('SY11: a turned hand keeps its fingertips on the platen, and each finger’s angle follows', () => {
    for (const height of [1000, 1500] as const) {
      for (const turn of [-25, 25]) {
        for (const position of [13, 14] as const) {
          const { image, places } = slap(5, position, [], masterOf, { turn, height });
          expect(image.height).toBe(height);
          expect(places).toHaveLength(4);
          for (const place of places) {
            expect(Math.abs(place.angle - turn)).toBeLessThan(18);
            const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
            expect(x > 120 && x < 1480 && y > 150 && y < height - 140, `${place.finger} ${x} ${y}`).toBe(true);
            expect(place.width * place.height).toBeGreaterThan(60_000);
          }
        }
      }
    }
  });

  test('SY11: second joints leave prints outside the places; thumbs’ do not', () => {
    expect(Math.min(...[1, 2, 3].map((seed) => placed(slap(seed, 13, [], masterOf))))).toBeLessThan(0.93);
    expect(placed(slap(1, 15, [], masterOf))).toBeGreaterThan(0.995);
  });

  test('SY11: each finger is pressed as it is told, and a missing one is not there', () => {
    const hand = slap(6, 13, [3], masterOf, { press: (finger) => pressWith({ pressure: finger === 5 ? -0.9 : 0.3 }) });
    expect(hand.places.map((place) => place.finger)).toEqual([2, 4, 5]);
    const area = (finger: number): number => hand.places.filter((place) => place.finger === finger).reduce((sum, place) => sum + place.width * place.height, 0);
    expect(area(5)).toBeLessThan(0.5 * area(4));
    expect(slap(6, 13, [2, 3, 4, 5], masterOf).places).toEqual([]);
  });

  test('SY12: odd things on the platen', () => {
    const odd = Object.fromEntries(oddKinds.map((kind) => [kind, oddSlap(kind, 7, masterOf)])) as Record<(typeof oddKinds)[number], SlapImage>;
    expect(odd['five-fingers'].places.map((place) => place.finger)).toEqual([1, 2, 3, 4, 5]);
    expect(odd['two-fingers'].places.map((place) => place.finger)).toEqual([2, 3]);
    expect(odd.palm.places).toEqual([]);
    expect(share(odd.palm.image, 150)).toBeGreaterThan(0.25);
    expect(share(odd.nothing.image, 150)).toBeLessThan(0.0005);
    expect(share(odd.black.image, 60)).toBeGreaterThan(0.99);
    expect(hashOf(oddSlap('nothing', 7).image)).toBe(hashOf(odd.nothing.image));
    expect(() => oddSlap('palm', 7, () => ({ width: 1, height: 1, pixels: new Uint8Array(1) }))).toThrow('skin');
  });

  test('SY11: without a cache the fingers are grown', () => {
    const grown = slap(9, 13, [2, 3, 4], undefined, {});
    const kept = slap(9, 13, [2, 3, 4], (_seed, finger) => master(9, finger));
    expect(hashOf(grown.image)).toBe(hashOf(kept.image));
  });
});
