import { expect, test } from 'vitest';

import { enrolment as english } from '../../../renderer/text/en/enrolment.js';
import { enrolment as vietnamese } from '../../../renderer/text/vi/enrolment.js';
import { checkCodes } from '../../../sync/core/checks.js';
import { fieldNames, fieldSources } from '../../../sync/core/dossier.js';
import { fingerExceptions, fingers, slaps } from '../../../sync/core/fingers.js';

/** Plurals apart: English has two forms. */
function keysOf(text: object, before = ''): readonly string[] {
  return Object.entries(text).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`.replace(/_(one|other)$/, '')],
  );
}

test('EN16: both languages say everything', () => {
  expect([...new Set(keysOf(english))].sort()).toEqual([...new Set(keysOf(vietnamese))].sort());
});

test.each([['Vietnamese', vietnamese], ['English', english]])('EN16: every code, field and finger has its words in %s', (_name, text) => {
  expect(Object.keys(text.finding).sort()).toEqual([...checkCodes].sort());
  expect(Object.keys(text.field).sort()).toEqual([...fieldNames].sort());
  expect(Object.keys(text.source).sort()).toEqual([...fieldSources].sort());
  expect(Object.keys(text.exception.reason).sort()).toEqual([...fingerExceptions].sort());
  expect(Object.keys(text.finger).map(Number)).toEqual([...fingers]);
  expect(Object.keys(text.slap).map(Number)).toEqual([...slaps]);
});
