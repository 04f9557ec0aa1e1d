import { expect, test } from 'vitest';

import { withoutAnalysis } from '../../../devices/fingerprint/analysis.js';
import type { RatedPrint } from '../../../devices/fingerprint/likeness.js';
import { openLikeness } from '../../../devices/fingerprint/likeness.js';
import type { FingerWarning } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';

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
