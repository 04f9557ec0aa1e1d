import { describe, expect, test } from 'vitest';

import { drawPattern, flow } from '../../../devices/fingerprint/synthetic/pattern.js';
import type { Pattern, PrintClass } from '../../../devices/fingerprint/synthetic/pattern.js';
import { random } from '../../../devices/fingerprint/synthetic/random.js';
import { classOf } from '../../../devices/fingerprint/synthetic/skin.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { fingers } from '../../../sync/core/fingers.js';

/** Half turns of the ridges around the middle of a finger, walked as a box. Loop core +1, delta −1. */
function turns(pattern: Pattern, x: number, y: number, reach: number): number {
  const steps = 200;
  let sum = 0;
  let before: number | null = null;
  for (let step = 0; step <= steps; step++) {
    const way = (2 * Math.PI * step) / steps;
    const now = flow(pattern, x + reach * Math.cos(way), y + reach * Math.sin(way));
    if (before !== null) sum += ((((now - before) / Math.PI) % 1) + 1.5) % 1 - 0.5;
    before = now;
  }
  return Math.round(sum);
}

describe('classes of synthetic fingers', () => {
  const drawn = fingers.flatMap((finger) => Array.from({ length: 600 }, (_, seed) => ({ finger, kind: classOf(seed, finger) })));
  const share = (kind: PrintClass, of: readonly Finger[] = fingers): number => {
    const those = drawn.filter((one) => of.includes(one.finger));
    return those.filter((one) => one.kind === kind).length / those.length;
  };

  test('SY1: classes come by population odds', () => {
    expect(share('whorl')).toBeCloseTo(0.28, 1);
    expect(share('double-loop')).toBeCloseTo(0.05, 1);
    expect(share('left-loop') + share('right-loop')).toBeCloseTo(0.61, 1);
    expect(share('arch') + share('tented-arch')).toBeCloseTo(0.06, 1);
    for (const kind of ['arch', 'tented-arch', 'double-loop'] as const) expect(share(kind)).toBeGreaterThan(0.015);
  });

  test('SY1: loops open to the little finger: to the right on a right hand; to the thumb mostly on index fingers', () => {
    expect(share('right-loop', [1, 2, 3, 4, 5])).toBeGreaterThan(8 * share('left-loop', [1, 2, 3, 4, 5]));
    expect(share('left-loop', [6, 7, 8, 9, 10])).toBeGreaterThan(8 * share('right-loop', [6, 7, 8, 9, 10]));
    expect(share('left-loop', [2])).toBeGreaterThan(0.12);
    expect(share('left-loop', [5])).toBeLessThan(0.05);
  });

  test.each([['whorl', 2], ['double-loop', 2], ['left-loop', 1], ['right-loop', 1], ['tented-arch', 1], ['arch', 0]] as const)(
    'SY2: a %s has %i cores and as many deltas, where it says', (kind, count) => {
      for (let seed = 0; seed < 20; seed++) {
        const pattern = drawPattern(random(seed), kind, 320, 428);
        expect(pattern.cores).toHaveLength(count);
        expect(pattern.deltas).toHaveLength(count);
        for (const { x, y } of pattern.cores) expect(turns(pattern, x, y, 6)).toBe(1);
        for (const { x, y } of pattern.deltas) expect(turns(pattern, x, y, 6)).toBe(-1);
      }
    },
  );

  test('SY2: an arch rises in the middle of the finger and leans to no side', () => {
    let sum = 0;
    for (let seed = 0; seed < 100; seed++) {
      const pattern = drawPattern(random(seed), 'arch', 320, 428);
      expect(flow(pattern, -80, 0)).toBeGreaterThan(0.5);
      expect(flow(pattern, 80, 0)).toBeLessThan(-0.5);
      sum += flow(pattern, 0, 0);
    }
    expect(Math.abs(sum / 100)).toBeLessThan(0.05);
  });

  test('SY2: below the pad the ridges lie across', () => {
    for (const kind of ['whorl', 'left-loop', 'right-loop', 'arch'] as const) {
      const pattern = drawPattern(random(3), kind, 320, 428);
      for (let x = -250; x <= 250; x += 50) expect(Math.abs(Math.sin(flow(pattern, x, -214)))).toBeLessThan(0.15);
    }
  });
});
