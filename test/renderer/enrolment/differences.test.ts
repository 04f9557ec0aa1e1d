import { describe, expect, test } from 'vitest';

import { differences, fromChip, takenAtOnce } from '../../../renderer/screens/enrolment/differences.js';

import { typed } from './drafts.js';

const present = typed({ fullName: 'Trần Thị Lài', birth: '1938', sex: 'female', religion: '' }, 'worklist');
const chip = { fullName: 'TRẦN THỊ LÀI', birth: '1938-05-14', sex: 'female', religion: 'Phật giáo', origin: 'Hòa Vang', father: '' };

describe('EN6: the chip fills what is empty and never overwrites', () => {
  test('empty fields and equal ones are taken at once, with the chip as source', () => {
    expect(takenAtOnce(present, chip)).toEqual(typed({ fullName: 'TRẦN THỊ LÀI', sex: 'female', religion: 'Phật giáo', origin: 'Hòa Vang' }, 'chip'));
  });

  test('a field that says something else is the officer\'s to decide', () => {
    const after = { ...present, ...takenAtOnce(present, chip) };
    expect(differences(after, chip)).toEqual([{ field: 'birth', present: '1938', chip: '1938-05-14' }]);
  });

  test('what was not taken at once is asked for, empty fields too', () => {
    expect(differences(present, chip)).toEqual([
      { field: 'birth', present: '1938', chip: '1938-05-14' }, { field: 'religion', present: '', chip: 'Phật giáo' }, { field: 'origin', present: '', chip: 'Hòa Vang' },
    ]);
  });

  test('NFD, case and doubled spaces are not differences', () => {
    expect(differences(typed({ fullName: 'Trần  Thị Lài'.normalize('NFD') }), { fullName: 'TRẦN THỊ LÀI' })).toEqual([]);
  });

  test('a chip that has nothing to say of a field asks nothing', () => {
    expect(differences(typed({ father: 'Trần Văn Ba' }), { father: '' })).toEqual([]);
    expect(takenAtOnce({}, { father: '' })).toEqual({});
  });

  test('what is chosen comes from the chip, and only that', () => {
    expect(fromChip(chip, ['birth', 'father'])).toEqual(typed({ birth: '1938-05-14' }, 'chip'));
  });

  test('what is taken at once leaves only the differences', () => {
    const after = { ...present, ...takenAtOnce(present, chip) };
    expect(takenAtOnce(after, chip)).toEqual({});
    expect(differences(after, chip)).toHaveLength(1);
  });
});
