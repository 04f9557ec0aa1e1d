import { expect, test } from 'vitest';

import { findingText } from '../../../renderer/screens/enrolment/checks/finding-text.js';
import { rowsOf } from '../../../renderer/screens/enrolment/checks/rows.js';
import { check, findingKey } from '../../../sync/core/checks.js';
import { change } from '../../../sync/core/dossier.js';

import { draftOf, person, typed, withFingers, withPart } from './drafts.js';

const today = '2026-05-14';
const say = (key: string | string[], values?: object): string => `${[key].flat().join('|')} ${JSON.stringify(values ?? {})}`;

test('EN17: fingers that are not captured yet are one row', () => {
  const draft = withFingers(draftOf(), [2, 3, 4, 5]);
  const missing = rowsOf(check(draft, today), draft).filter((row) => row.finding.code === 'missing-part');
  expect(missing.map((row) => row.missing)).toEqual([[1, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], []]);
});

test('EN17: an accepted warning is no longer open, and stays in the list', () => {
  const weak = withPart(withFingers(draftOf(), [2, 3, 4, 5]), 'finger-5', 20);
  const warning = check(weak, today).find((one) => one.code === 'finger-quality');
  if (warning === undefined) throw new Error('no warning');
  const accepted = change(weak, { kind: 'accepted', check: findingKey(warning), note: 'mòn' });
  expect(rowsOf(check(accepted, today), accepted).find((row) => row.finding.code === 'finger-quality')?.open).toBe(false);
});

test('EN16: the sentence names the source that disagrees, and writes values as people read them', () => {
  const draft = change(draftOf(person), { kind: 'fields', fields: typed({ number: '079200000001', birth: '1950-05-14', sex: 'female' }) });
  const texts = check(draft, today).filter((one) => one.code.endsWith('-mismatch')).map((one) => findingText(one, say));
  expect(texts.some((text) => text.startsWith('enrolment.finding.dob-mismatch.number|') && text.includes('"here":"14/05/1950"'))).toBe(true);
  expect(texts.some((text) => text.startsWith('enrolment.finding.dob-mismatch.worklist|') && text.includes('"there":"1938"'))).toBe(true);
});
