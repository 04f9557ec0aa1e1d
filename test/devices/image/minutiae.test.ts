import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { impression, rolled } from '../../../devices/fingerprint/synthetic/impression.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import type { Press } from '../../../devices/fingerprint/synthetic/press.js';
import { between, mixSeed, random } from '../../../devices/fingerprint/synthetic/random.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import { compareDossier } from '../../../devices/image/minutiae/dossier.js';
import type { DossierPrint } from '../../../devices/image/minutiae/dossier.js';
import { findMinutiae } from '../../../devices/image/minutiae/find.js';
import { matchTemplates, sameFinger } from '../../../devices/image/minutiae/match.js';
import type { Template } from '../../../devices/image/minutiae/template.js';
import { MOST_MINUTIAE, MOST_TEMPLATE_BYTES, templateFromBytes, templateToBytes } from '../../../devices/image/minutiae/template.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { fingers } from '../../../sync/core/fingers.js';
import { person } from './simulated-fingers.js';

const masterOf = await person(8001);
const normal = new Map(fingers.map((finger) => [finger, findMinutiae(masterOf(0, finger))]));
const of = (finger: Finger): Template => normal.get(finger) as Template;
const pressed = (finger: Finger, press: Partial<Press>, seed = 1): Template => findMinutiae(impression(masterOf(0, finger), pressWith(press), seed));

/** Grey stripes with a line that ends and one that forks, of a period of ten pixels. */
function stripes(): GreyImage {
  const [width, height] = [240, 240];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let phase = y / 10;
      // Two lines become one from x = 120 on: above it all lines are shifted by half a period each way.
      if (y > 100) phase -= x < 120 ? 0 : Math.min((x - 120) / 60, 1) * Math.exp(-((y - 100) ** 2) / 20_000);
      pixels[y * width + x] = Math.round(128 + 110 * Math.cos(2 * Math.PI * phase));
    }
  }
  return { width, height, pixels };
}

describe('minutiae', () => {
  test('QA13: a normal print has dozens, each within the print and rated', () => {
    for (const finger of fingers) {
      const template = of(finger);
      expect(template.count).toBeGreaterThan(18);
      expect(template.count).toBeLessThanOrEqual(MOST_MINUTIAE);
      for (let at = 0; at < template.count; at++) {
        expect(template.x[at]).toBeLessThan(template.width);
        expect(template.y[at]).toBeLessThan(template.height);
        expect([1, 2]).toContain(template.kind[at]);
        expect(template.quality[at]).toBeLessThanOrEqual(100);
      }
    }
  });

  test('QA13: parallel lines have none, and where lines merge there is one', () => {
    const plain = { width: 240, height: 240, pixels: Uint8Array.from({ length: 57_600 }, (_, at) => Math.round(128 + 110 * Math.cos((2 * Math.PI * Math.floor(at / 240)) / 10))) };
    expect(findMinutiae(plain).count).toBe(0);
    expect(findMinutiae(stripes()).count).toBeGreaterThan(0);
  });

  test('QA13: the minutiae turn with the finger', () => {
    const turned = pressed(2, { rotation: 20, warp: 0 }, 0);
    const straight = pressed(2, { warp: 0 }, 0);
    expect(matchTemplates(straight, turned)).toBeGreaterThan(sameFinger);
  });
});

describe('likeness', () => {
  const ways: readonly Partial<Press>[] = [
    { moisture: -0.5 }, { moisture: 0.6 }, { pressure: -0.5 }, { pressure: 0.7 }, { rotation: 25, x: 15, y: -20 }, { rotation: -25 }, { contact: 0.75, warp: 7 }, { wear: 0.5, scars: 2 },
    { moisture: 0.4, pressure: 0.4, rotation: 12, warp: 6 }, { moisture: -0.4, pressure: -0.3, rotation: -14, warp: 5 },
  ];

  test.each(ways)('QA13: the same finger with %j is found', (press) => {
    const scores = ([1, 2, 5, 8] as const).map((finger) => matchTemplates(of(finger), pressed(finger, press, 7)));
    expect(Math.min(...scores)).toBeGreaterThan(sameFinger);
  });

  test('QA13: a rolled print and a flat one of a finger find each other', () => {
    for (const finger of [1, 3, 10] as const) expect(matchTemplates(of(finger), findMinutiae(rolled(masterOf(0, finger), pressWith({}), 4)))).toBeGreaterThan(sameFinger);
  });

  test('QA13, QA14: no two fingers of a hand are taken for one, and the order is the same to it', () => {
    for (const one of fingers) {
      for (const other of fingers) {
        if (other <= one) continue;
        const score = matchTemplates(of(one), of(other));
        expect(score).toBeLessThan(sameFinger - 0.1);
        expect(matchTemplates(of(other), of(one))).toBe(score);
      }
    }
    expect(matchTemplates(of(4), of(4))).toBeGreaterThan(0.9);
  });
});

describe('a template as bytes', () => {
  test('QA15: there and back', () => {
    for (const finger of fingers) {
      const bytes = templateToBytes(of(finger));
      expect(bytes.length).toBeLessThan(4000);
      expect(templateFromBytes(bytes)).toEqual(of(finger));
    }
  });

  test('QA15: any other bytes are null, whatever was changed or cut', () => {
    const whole = templateToBytes(of(2));
    expect(templateFromBytes(new Uint8Array(0))).toBeNull();
    expect(templateFromBytes(new Uint8Array(MOST_TEMPLATE_BYTES + 1))).toBeNull();
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
      expect(templateFromBytes(whole.subarray(0, length))).toBeNull();
    }), { numRuns: 60 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(templateFromBytes(bytes)).toBeNull();
    }), { numRuns: 100 });
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const broken = whole.slice();
      broken[at] = (broken[at] ?? 0) ^ change;
      const template = templateFromBytes(broken);
      if (template) expect(matchTemplates(template, of(2))).toBeLessThanOrEqual(1);
    }), { numRuns: 40 });
  });
});

describe('a dossier', () => {
  const flat = (finger: Finger, as: Finger = finger): DossierPrint => ({ finger: as, template: of(finger) });
  const again = (finger: Finger, as: Finger = finger): DossierPrint => ({ finger: as, template: pressed(finger, { rotation: 8, moisture: 0.2, warp: 5 }, 9) });

  test('QA16: ten fingers, flat and once more, are as they should be', () => {
    expect(compareDossier([...fingers.map((finger) => flat(finger)), ...([1, 2, 9] as const).map((finger) => again(finger))])).toEqual([]);
    expect(compareDossier([])).toEqual([]);
  });

  test('QA16: one finger under two names', () => {
    expect(compareDossier([flat(2), flat(3), flat(4), again(3, 5)])).toMatchObject([{ code: 'finger-duplicate', finger: 5, like: 3, dossier: null }]);
  });

  test('QA16: a finger that was taken for its neighbour', () => {
    expect(compareDossier([flat(2), flat(3), flat(4), again(2), again(2, 3)])).toMatchObject([{ code: 'finger-swapped', finger: 3, like: 2 }]);
    const both = compareDossier([flat(2), flat(3), again(2, 3), again(3, 2)]);
    expect(both.map(({ code }) => code)).toEqual(['finger-swapped']);
  });

  test('QA16: the other hand', () => {
    // The left hand was laid down twice: named as the right one, from left to right.
    const warnings = compareDossier([...([10, 9, 8, 7] as const).map((finger, at) => again(finger, (at + 2) as Finger)), ...([7, 8, 9, 10] as const).map((finger) => flat(finger))]);
    expect(warnings).toHaveLength(4);
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['wrong-hand']));
    expect(compareDossier([flat(1), flat(6), again(6, 1)])).toMatchObject([{ code: 'wrong-hand', finger: 1, like: 6 }]);
  });

  test('QA16: a finger that another dossier of the day has too', () => {
    const day = [{ ...again(8), dossier: 'd-17' }, { finger: 3 as Finger, template: emptyOf(), dossier: 'd-18' }];
    expect(compareDossier([flat(2), flat(8)], day)).toMatchObject([{ code: 'finger-duplicate', finger: 8, like: 8, dossier: 'd-17' }]);
  });

  function emptyOf(): Template {
    return findMinutiae({ width: 300, height: 300, pixels: new Uint8Array(90_000).fill(250) });
  }
});

test('QA17: any picture has its minutiae, or none', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), fc.integer(), fc.integer({ min: 0, max: 2 }), (width, height, seed, kind) => {
    const next = random(mixSeed(seed, 2));
    const level = between(next, 0, 255);
    const pixels = Uint8Array.from({ length: width * height }, (_, at) => (kind === 0 ? next() * 256 : kind === 1 ? level : ((at % width) * 23 + Math.floor(at / width) * 7) & 255));
    const template = findMinutiae({ width, height, pixels });
    expect(template.count).toBeLessThanOrEqual(MOST_MINUTIAE);
    expect(templateFromBytes(templateToBytes(template))).toEqual(template);
    expect(matchTemplates(template, template)).toBeLessThanOrEqual(1);
  }), { numRuns: 60 });
  const next = random(3);
  expect(findMinutiae({ width: 1200, height: 1200, pixels: Uint8Array.from({ length: 1_440_000 }, () => next() * 256) }).count).toBeLessThanOrEqual(MOST_MINUTIAE);
  expect(findMinutiae({ width: 100_000, height: 100_000, pixels: new Uint8Array(3) }).count).toBe(0);
});
