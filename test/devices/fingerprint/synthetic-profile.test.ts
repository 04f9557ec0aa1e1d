import { describe, expect, test } from 'vitest';

import { platenOf } from '../../../devices/fingerprint/synthetic/platen.js';
import { fingersAway, pressOf, profileKeys, profiles, turnOf } from '../../../devices/fingerprint/synthetic/profile.js';
import { fingers } from '../../../sync/core/fingers.js';
import { hashOf, personOf } from './synthetic-measures.js';

const masterOf = await personOf(48, fingers);

describe('profiles of hands', () => {
  test.each(profileKeys)('SY13: %s is heeded: after coaching each finger lies better, and what belongs to the finger stays', (profile) => {
    for (const finger of fingers) {
      const [first, third] = [pressOf(profile, finger, 1), pressOf(profile, finger, 3)];
      expect(pressOf(profile, finger, 1)).toEqual(first);
      expect(Math.abs(third.moisture)).toBeLessThan(0.35);
      expect(Math.abs(third.pressure)).toBeLessThan(0.35);
      expect(Math.abs(third.rotation)).toBeLessThan(8);
      expect(third.moved).toBe(0);
      expect([third.wear, third.scars, third.scale]).toEqual([first.wear, first.scars, first.scale]);
      expect(first.wear).toBeLessThanOrEqual(1);
      expect(Math.abs(first.moisture)).toBeLessThanOrEqual(1);
    }
    expect(Math.abs(turnOf(profile, 3))).toBeLessThan(5);
  });

  test('SY13: a moistened finger is less dry at each attempt', () => {
    for (const finger of fingers) {
      const series = [1, 2, 3].map((attempt) => pressOf('very-old-dry-worn', finger, attempt).moisture);
      expect(series[0]).toBeLessThan(-0.6);
      expect(series[1]).toBeGreaterThan((series[0] ?? 0) + 0.3);
      expect(series[2]).toBeGreaterThan(-0.3);
    }
  });

  test('SY13: fingers that no attempt captures are named with their reason', () => {
    expect(fingersAway('missing-fingers')).toEqual([10, 2]);
    expect(profiles['very-old-dry-worn'].exceptions).toHaveLength(2);
    expect(fingersAway('adult-normal')).toEqual([]);
  });
});

describe('the platen at a step', () => {
  test('SY14: a slap shows the fingers that are there', () => {
    const left = platenOf('missing-fingers', 48, 14, 1, { masterOf });
    expect(left.fingers).toEqual([7, 8, 9]);
    expect(left.places.map((place) => place.finger)).toEqual([9, 8, 7]);
    expect([left.image.width, left.image.height]).toEqual([1600, 1000]);
    expect(platenOf('missing-fingers', 48, 14, 1, { masterOf, missing: [7], height: 1500 }).places.map((place) => place.finger)).toEqual([9, 8]);
    expect(hashOf(platenOf('missing-fingers', 48, 14, 1, { masterOf }).image)).toBe(hashOf(left.image));
    expect(hashOf(platenOf('missing-fingers', 48, 14, 2, { masterOf }).image)).not.toBe(hashOf(left.image));
  });

  test('SY14: a finger’s step shows it rolled, and nothing where it is away', () => {
    const rolled = platenOf('adult-normal', 48, 3, 1, { masterOf });
    expect(rolled.places).toMatchObject([{ finger: 3 }]);
    expect((rolled.places[0]?.width ?? 0) / (rolled.places[0]?.height ?? 1)).toBeGreaterThan(1.1);
    const away = platenOf('missing-fingers', 48, 2, 1, { masterOf });
    expect([away.places, away.fingers]).toEqual([[], []]);
    expect(away.image.pixels.filter((grey) => grey < 150).length).toBeLessThan(20);
  });

  test('SY14: a single-finger scanner sees the finger flat, in its own size', () => {
    const { flat } = platenOf('adult-normal', 48, 3, 1, { masterOf });
    const image = flat(3, { width: 256, height: 288 });
    expect([image.width, image.height, image.pixels.length]).toEqual([256, 288, 256 * 288]);
    expect(hashOf(flat(3))).not.toBe(hashOf(platenOf('adult-normal', 48, 3, 2, { masterOf }).flat(3)));
  });
});
