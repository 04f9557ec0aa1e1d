import { expect, test } from 'vitest';

import { english } from '../../../devices/doctor/words-en.js';
import { vietnamese } from '../../../devices/doctor/words-vi.js';
import { chipFactReasons, type ChipFactReason } from '../../../sync/core/chip-facts.js';

const reasons = [...new Set(Object.values(chipFactReasons).flatMap((states) => Object.values<readonly ChipFactReason[]>(states).flat()))];

test.each([['vi', vietnamese], ['en', english]] as const)('DR4: in %s every reason of a fact has its words, and there are no others', (_language, words) => {
  expect(reasons.length).toBeGreaterThan(40);
  expect(Object.keys(words.reasons).sort()).toEqual([...reasons].sort());
  expect(reasons.filter((reason) => words.reasons[reason].length < 3 || words.reasons[reason] === reason)).toEqual([]);
});
