import { describe, expect, test } from 'vitest';

import { flatPrint, impression, rolled, rolledPrint } from '../../../devices/fingerprint/synthetic/impression.js';
import type { Press } from '../../../devices/fingerprint/synthetic/press.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import { core, covers, deviation, hashOf, likeness, personOf, pieces, share } from './synthetic-measures.js';

const masterOf = await personOf(48, [2, 3]);
const [index, middle] = [masterOf(48, 2), masterOf(48, 3)];
const pressed = (wanted: Partial<Press>, seed = 1): GreyImage => impression(index, pressWith(wanted), seed);

const rising = (values: readonly number[]): void => expect([...values].sort((a, b) => a - b), values.map((one) => one.toFixed(3)).join(' ')).toEqual(values);

describe('impressions', () => {
  test('SY3: the same arguments give the same pixels, here and everywhere; another seed or press gives others', () => {
    const one = pressed({ moisture: -0.4, rotation: 7 });
    expect(hashOf(pressed({ moisture: -0.4, rotation: 7 }))).toBe(hashOf(one));
    expect(hashOf(one)).toBe('3db7f211389dd08a');
    expect(hashOf(pressed({ moisture: -0.4, rotation: 7 }, 2))).not.toBe(hashOf(one));
    expect(hashOf(pressed({ moisture: -0.3, rotation: 7 }))).not.toBe(hashOf(one));
  });

  test('SY3: dark ridges on a white platen that is not wholly clean', () => {
    const { pixels, width } = pressed({});
    const rim = pixels.subarray(0, 6 * width);
    expect(rim.reduce((sum, grey) => sum + grey, 0) / rim.length).toBeGreaterThan(240);
    expect(deviation([...rim])).toBeGreaterThan(0.8);
    expect(share(pressed({}), 100)).toBeGreaterThan(0.2);
  });

  test('SY4: the ridges stay: impressions of one finger are alike, those of others are not', () => {
    for (const press of [{ moisture: 0.5 }, { moisture: -0.4 }, { pressure: 0.7 }, { pressure: -0.4 }, { wear: 0.5 }]) {
      expect(likeness(index, pressed({ warp: 2, ...press }, 5)), JSON.stringify(press)).toBeGreaterThan(0.4);
    }
    expect(likeness(index, middle)).toBeLessThan(0.3);
  });

  test('SY5: the drier, the paler and the more broken', () => {
    const series = [0, -0.4, -0.7, -1].map((moisture) => pressed({ moisture }));
    rising(series.map((image) => -share(image, 150)));
    const broken = series.map(pieces);
    expect(broken[2]).toBeGreaterThan(3 * (broken[0] ?? 0));
  });

  test('SY5: the wetter, the darker, until valleys fill', () => {
    rising([0, 0.4, 0.7, 1].map((moisture) => share(pressed({ moisture }), 120)));
    const solid = (image: GreyImage): number => core(image).filter((grey) => grey < 110).length / core(image).length;
    expect(solid(pressed({ moisture: 1, pressure: 0.5 }))).toBeGreaterThan(solid(pressed({})) + 0.15);
  });

  test('SY6: the harder, the larger and the thicker the ridges', () => {
    const series = [-1, -0.5, 0, 0.5, 1].map((pressure) => flatPrint(index, pressWith({ pressure }), 1));
    rising(series.map(({ place }) => (place ? place.width * place.height : 0)));
    rising(series.map(({ image }) => core(image).filter((grey) => grey < 130).length));
  });

  test('SY7: wear takes contrast and leaves creases that stay where they are', () => {
    rising([0, 0.4, 0.7, 1].map((wear) => -deviation(core(pressed({ wear })))));
    const lines = (seed: number): GreyImage => {
      const young = pressed({ warp: 0 }, seed);
      const old = pressed({ wear: 0.9, warp: 0 }, seed);
      return { ...old, pixels: old.pixels.map((grey, at) => (grey - (young.pixels[at] ?? 0) > 60 ? 0 : 255)) };
    };
    expect(likeness(lines(1), lines(2))).toBeGreaterThan(0.3);
    expect(hashOf(pressed({ scars: 2 }))).not.toBe(hashOf(pressed({})));
  });

  test('SY8: rotation, shift and scale are those of the place', () => {
    const plain = flatPrint(index, pressWith({}), 1, { width: 480, height: 560 }).place;
    const laid = flatPrint(index, pressWith({ rotation: 20, x: 30, y: -25 }), 1, { width: 480, height: 560 }).place;
    const small = flatPrint(index, pressWith({ scale: 0.75 }), 1, { width: 480, height: 560 }).place;
    if (!plain || !laid || !small) throw Error('a finger that touches has a place');
    expect(laid.angle).toBe(20);
    expect(laid.x + laid.width / 2 - plain.x - plain.width / 2).toBeCloseTo(30, -1);
    expect(laid.y + laid.height / 2 - plain.y - plain.height / 2).toBeCloseTo(-25, -1);
    expect(small.height / plain.height).toBeCloseTo(0.75, 1);
  });

  test('SY8: the place is tight: what is dark lies in it, and each side of it is touched', () => {
    const { image, place } = flatPrint(index, pressWith({ rotation: -15 }), 3, { width: 480, height: 560 });
    if (!place) throw Error('a finger that touches has a place');
    let [outside, inside, narrower] = [0, 0, 0];
    const smaller = { ...place, x: place.x + 12, y: place.y + 12, width: place.width - 24, height: place.height - 24 };
    for (let at = 0; at < image.pixels.length; at++) {
      if ((image.pixels[at] ?? 255) > 120) continue;
      const [x, y] = [at % image.width, Math.floor(at / image.width)];
      if (!covers(place, x, y, 3)) outside++;
      else inside++;
      if (covers(place, x, y, 0) && !covers(smaller, x, y, 0)) narrower++;
    }
    expect(outside / inside).toBeLessThan(0.002);
    expect(narrower / inside).toBeGreaterThan(0.008);
  });

  test('SY8: a part of the pad leaves a part of the print', () => {
    const whole = share(pressed({}), 150);
    rising([0.2, 0.4, 0.6, 0.8, 1].map((contact) => share(pressed({ contact }), 150)));
    const half = share(pressed({ contact: 0.5 }), 150) / whole;
    expect(half).toBeGreaterThan(0.3);
    expect(half).toBeLessThan(0.7);
  });

  test('SY9: a finger that moved is blurred', () => {
    expect(deviation(core(pressed({ moved: 0.8 })))).toBeLessThan(0.75 * deviation(core(pressed({}))));
  });

  test('SY3: any press gives a picture of the sensor’s size', () => {
    for (const [moisture, pressure] of [[-1, -1], [-1, 1], [1, -1], [1, 1]] as const) {
      const image = impression(index, pressWith({ moisture, pressure, wear: 1, scars: 4, contact: 0, rotation: 180, x: 400, y: -300, moved: 1, warp: 20 }), 9, { width: 256, height: 288 });
      expect(image.pixels).toHaveLength(256 * 288);
    }
    expect(flatPrint(index, pressWith({ x: 2000 }), 1).place).toBeNull();
  });
});

describe('rolled prints', () => {
  const flat = flatPrint(index, pressWith({ warp: 0 }), 1);
  const wide = rolledPrint(index, pressWith({ warp: 0 }), 1);

  test('SY10: from nail to nail, about as high and 1.6 to 2 times as wide as the flat one', () => {
    if (!flat.place || !wide.place) throw Error('a finger that touches has a place');
    const times = wide.place.width / flat.place.width;
    expect(times).toBeGreaterThan(1.6);
    expect(times).toBeLessThan(2);
    expect(wide.place.height / flat.place.height).toBeGreaterThan(0.95);
    const corners = [[0.1, 0.15], [0.9, 0.15], [0.1, 0.85], [0.9, 0.85]] as const;
    const dark = corners.map(([x, y]) => patch(wide.image, wide.place!.x + x * wide.place!.width, wide.place!.y + y * wide.place!.height));
    for (const level of dark) expect(level).toBeLessThan(200);
  });

  test('SY10: the flat print’s ridges are in its middle, another finger’s are not', () => {
    expect(likeness(flat.image, wide.image)).toBeGreaterThan(0.6);
    expect(likeness(flat.image, rolled(middle))).toBeLessThan(0.3);
    expect(hashOf(rolled(index))).toBe(hashOf(rolled(index)));
  });
});

/** Mean grey of 21 × 21 pixels. */
function patch({ width, pixels }: GreyImage, x: number, y: number): number {
  let sum = 0;
  for (let dy = -10; dy <= 10; dy++) for (let dx = -10; dx <= 10; dx++) sum += pixels[(Math.round(y) + dy) * width + Math.round(x) + dx] ?? 255;
  return sum / 441;
}
