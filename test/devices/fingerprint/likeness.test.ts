import { describe, expect, test } from 'vitest';

import { withoutAnalysis } from '../../../devices/fingerprint/analysis.js';
import { openLikeness } from '../../../devices/fingerprint/likeness.js';
import { impression } from '../../../devices/fingerprint/synthetic/impression.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { jobs } from '../../../devices/image/analysis/jobs.js';
import type { FingerWarning, RatedPrint } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { grownFinger } from '../image/simulated-fingers.js';

/** Prints are alike when their templates are the same byte. */
const likeness = () => openLikeness({
  ...withoutAnalysis(),
  compare: async (prints, day) => {
    const found: FingerWarning[] = [];
    prints.forEach((print, at) => {
      for (const before of prints.slice(0, at)) {
        if (before.finger !== print.finger && before.template[0] === print.template[0]) found.push({ code: 'finger-duplicate', finger: print.finger, like: before.finger, dossier: null, score: 1 });
      }
      for (const other of day) if (other.template[0] === print.template[0]) found.push({ code: 'finger-duplicate', finger: print.finger, like: other.finger, dossier: other.dossier, score: 1 });
    });
    return found;
  },
});
const print = (finger: Finger, byte: number, impression: RatedPrint['impression'] = 'flat'): RatedPrint => ({ finger, impression, template: Uint8Array.of(byte) });

test('FS27: a finger that the dossier has under another name, and one that another dossier has, are named', async () => {
  const { judge } = likeness();
  expect(await judge('a', [print(2, 1), print(3, 2)])).toEqual([]);
  expect(await judge('a', [print(4, 2)])).toMatchObject([{ finger: 4, like: 3, dossier: null }]);
  expect(await judge('b', [print(7, 1)])).toMatchObject([{ finger: 7, like: 2, dossier: 'a' }]);
});

test('FS27: another try takes the place of the one before, a rolled print stands beside the flat one, and nothing is said twice', async () => {
  const { judge } = likeness();
  await judge('a', [print(2, 1)]);
  expect(await judge('a', [print(3, 1)])).toHaveLength(1);
  expect(await judge('a', [print(3, 5)])).toEqual([]);
  expect(await judge('a', [print(2, 9, 'rolled')])).toEqual([]);
  expect(await judge('a', [print(5, 1)])).toMatchObject([{ finger: 5, like: 2 }]);
  expect(await judge('a', [print(8, 7)])).toEqual([]);
});

test('FS27: of a finger that another dossier has flat and rolled, the flat print is compared', async () => {
  const { judge } = likeness();
  await judge('a', [print(2, 1), print(2, 7, 'rolled'), print(3, 8, 'rolled')]);
  expect(await judge('b', [print(9, 1)])).toMatchObject([{ finger: 9, like: 2, dossier: 'a' }]);
  expect(await judge('b', [print(8, 7)])).toEqual([]);
  expect(await judge('b', [print(10, 8)])).toMatchObject([{ finger: 10, like: 3, dossier: 'a' }]);
});

describe('FS28: prints from before the process was started', () => {
  const measured = () => openLikeness({ ...withoutAnalysis(), compare: async (prints, day) => jobs.compare(prints, day) });
  const taken = async (seed: number, finger: Finger, attempt: number): Promise<RatedPrint> => {
    const picture = impression(await grownFinger(seed, finger), pressWith({ rotation: 4 * attempt, x: 3 * attempt, moisture: attempt / 10 }), attempt);
    return { finger, impression: 'flat', template: jobs.minutiae(picture) };
  };

  test('are compared with, in the dossier in hand and in others', async () => {
    const { judge, know } = measured();
    know([{ dossier: 'a', prints: [await taken(48, 2, 1)] }, { dossier: 'b', prints: [await taken(48, 8, 1)] }]);
    expect(await judge('c', [{ ...(await taken(48, 2, 2)), finger: 3 }])).toMatchObject([{ code: 'finger-duplicate', finger: 3, like: 2, dossier: 'a' }]);
    expect(await judge('b', [{ ...(await taken(48, 8, 2)), finger: 7 }])).toMatchObject([{ finger: 7, like: 8, dossier: null }]);
  });

  test('give way to a retake of the same finger, and what is no template is passed over', async () => {
    const { judge, know } = measured();
    const [first, again] = [await taken(48, 2, 1), await taken(48, 2, 2)];
    const rubbish = [new Uint8Array(), Uint8Array.of(1, 2, 3), first.template.subarray(0, -1), new Uint8Array(100_000)].map((template, index): RatedPrint => ({ finger: (3 + index) as Finger, impression: 'flat', template }));
    know([{ dossier: 'a', prints: [first, ...rubbish] }]);
    expect(await judge('a', [await taken(48, 8, 1)])).toEqual([]);
    know([{ dossier: 'a', prints: [{ ...(await taken(48, 8, 1)), finger: 2 }] }]);
    expect(await judge('b', [again])).toEqual([]);
  });

  test('are all that is known from then on', async () => {
    const { judge, know } = measured();
    know([{ dossier: 'a', prints: [await taken(48, 2, 1)] }]);
    await judge('b', [await taken(48, 8, 1)]);
    know([{ dossier: 'b', prints: [await taken(48, 8, 1)] }]);
    expect(await judge('c', [await taken(48, 2, 2)])).toEqual([]);
    expect(await judge('c', [await taken(48, 8, 2)])).toMatchObject([{ finger: 8, dossier: 'b' }]);
  });
});
