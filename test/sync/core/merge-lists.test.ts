import { expect, test } from 'vitest';

import { mergeLists } from '../../../sync/core/worklist.js';
import { madeUpPeople } from '../../people.js';

const older = madeUpPeople(20, 3);
const newer = older.map((person, index) => ({ ...person, id: `new-${index}`, phone: '0900000000' }));

test('LI: the same list twice shows each person once, with the newer data and the older id', () => {
  const merged = mergeLists([newer, older]);
  expect(merged.map((person) => person.id)).toEqual(older.map((person) => person.id));
  expect(new Set(merged.map((person) => person.phone))).toEqual(new Set(['0900000000']));
});

test('LI: people of one list alone stay, the newer list first', () => {
  const others = madeUpPeople(5, 99).map((person, index) => ({ ...person, id: `other-${index}` }));
  expect(mergeLists([others, older]).map((person) => person.id)).toEqual([...others, ...older].map((person) => person.id));
});
