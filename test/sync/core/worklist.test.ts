import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { faults as english } from '../../../renderer/text/en/faults.js';
import { faults as vietnamese } from '../../../renderer/text/vi/faults.js';
import { readRows, type RowProblem } from '../../../sync/core/worklist.js';
import type { Cell } from '../../../sync/core/worklist-columns.js';
import { dueWord, residenceWord, sexWord } from '../../../sync/core/worklist-words.js';
import { listHeader, listRow, madeUpPeople } from '../../people.js';
import { anyText } from './any-text.js';

vi.setConfig({ testTimeout: 60_000 });

const people = madeUpPeople(40, 2);
const ids = (n: number) => people[n]?.id ?? `id-${n}`;
const good = people.map(listRow);

function read(rows: readonly (readonly Cell[])[]) {
  const list = readRows(rows, ids);
  if (!list.ok) throw Error(list.fault.code);
  return list.value;
}

/** The errors of a list in which one cell of its first person is another. */
function errorsOf(column: string, value: Cell): readonly RowProblem[] {
  const row: Cell[] = [...(good[0] as string[])];
  row[listHeader.indexOf(column)] = value;
  return read([listHeader, row]).errors;
}

describe('rows of a list', () => {
  test('LI1: people are read as they are, with partial dates and missing numbers', () => {
    const list = read([listHeader, ...good]);
    expect(list.errors).toEqual([]);
    expect(list.people).toEqual(people);
    expect(list.rows).toBe(40);
  });

  test('LI1: titles above, numbering and empty rows below the header, columns in another order, other names and letters', () => {
    const header = ['STT', 'HỌ, CHỮ ĐỆM VÀ TÊN', 'nam/nu', 'Ngày, tháng, năm sinh', 'Số CCCD (12 số)', 'Xã, phường, thị trấn'.normalize('NFD'), 'Nội dung thu nhận', 'Ghi chú'];
    const list = read([
      ['CÔNG AN QUẬN', '', ''], [], ['DANH SÁCH CHỈ TIÊU', '', '', 'Ngày 14/05/2026'], header, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
      ['1', 'NGUYỄN THỊ OANH'.normalize('NFD'), 'nữ', '1938', '079 138 012 345', 'Hòa  Phát', 'cccd', 'bất kỳ'], ['', '', '', '', '', '', '', ''], [],
      ['2', 'Trần Văn Tý', 'NAM', '00/00/1940', '', 'Hòa Phát', 'Cả hai'],
    ]);
    expect(list.errors).toEqual([]);
    expect(list.people).toMatchObject([
      { name: 'NGUYỄN THỊ OANH', sex: 'female', birth: '1938', number: '079138012345', ward: 'Hòa Phát', due: 'card', residence: null, priority: null },
      { name: 'Trần Văn Tý', sex: 'male', birth: '1940', number: '', due: 'both' },
    ]);
  });

  test('LI2: a list with missing columns is refused and they are named', () => {
    const header = listHeader.filter((name) => name !== 'Ngày sinh' && name !== 'Phường/Xã');
    expect(readRows([header, good[0] as string[]], ids)).toEqual({ ok: false, fault: { code: 'columns-missing', values: { columns: 'Ngày sinh, Phường/Xã' } } });
    expect(readRows([['a', 'b'], ['c', 'd']], ids)).toMatchObject({ fault: { values: { columns: 'Họ và tên, Ngày sinh, Giới tính, Phường/Xã, Nội dung' } } });
    expect(readRows([], ids)).toMatchObject({ fault: { code: 'columns-missing' } });
    // A list with surname and given name apart would be read without its surnames.
    expect(readRows([listHeader.map((name) => (name === 'Họ và tên' ? 'Tên' : name)), good[0] as string[]], ids)).toMatchObject({ fault: { values: { columns: 'Họ và tên' } } });
  });

  test('LI2: a header alone has no rows', () => expect(readRows([listHeader, ['', ' ']], ids)).toMatchObject({ fault: { code: 'no-rows' } }));

  test.each([
    ['Ngày sinh', '31/02/1950', 'birth-impossible'], ['Ngày sinh', '', 'birth-missing'], ['Ngày sinh', 'không rõ', 'birth-impossible'],
    ['Họ và tên', '', 'name-missing'], ['Giới tính', 'khác?', 'sex-unknown'], ['Số định danh', '12345', 'number-malformed'], ['Số định danh', '201234567', 'number-malformed'],
    ['Điện thoại', '09123', 'phone-malformed'], ['Phường/Xã', '', 'ward-missing'], ['Nội dung', '', 'due-unknown'], ['Nội dung', 'hộ chiếu', 'due-unknown'],
    ['Ưu tiên', 'vội', 'priority-unknown'], ['Loại cư trú', 'TT', 'residence-unknown'],
  ] as const)('LI3: %s %j is %s', (column, value, code) => expect(errorsOf(column, value)).toEqual([{ row: 2, column, code, value }]));

  test('LI3: illegal characters of a name are named', () => {
    expect(errorsOf('Họ và tên', 'Nguy?n Th? 0anh')).toEqual([{ row: 2, column: 'Họ và tên', code: 'name-illegal', value: '? 0' }]);
  });

  test.each(['1938', '00/00/1938'])('LI3: %s is a partial date, not an impossible one', (birth) => expect(errorsOf('Ngày sinh', birth)).toEqual([]));

  test('LI3: rows count from the top of the sheet, several errors of a row are told, right rows are read', () => {
    const wrong: Cell[] = [...(good[1] as string[])];
    wrong[listHeader.indexOf('Ngày sinh')] = '31/02/1950';
    wrong[listHeader.indexOf('Giới tính')] = 'x';
    const list = read([['Tiêu đề'], [], listHeader, good[0] as string[], wrong, good[2] as string[]]);
    expect(list.errors.map(({ row, code }) => [row, code])).toEqual([[5, 'birth-impossible'], [5, 'sex-unknown']]);
    expect(list.people).toHaveLength(3);
  });

  test('LI4: a person twice names the row of the first', () => {
    const twice = read([listHeader, ...good, good[3] as string[]]);
    expect(twice.errors).toEqual([{ row: 42, column: expect.any(String), code: 'duplicate-person', value: '5' }]);
    // The same number under another name.
    const [first, second] = [[...(good[0] as string[])], [...(good[1] as string[])]];
    first[1] = second[1] = '079138012345';
    expect(read([listHeader, first, second]).errors).toEqual([{ row: 3, column: 'Số định danh', code: 'duplicate-person', value: '2' }]);
  });

  test('LI4: the same name, birth and place without a number, in another case and without diacritics', () => {
    const other = [...(good[0] as string[])];
    other[1] = '';
    other[2] = (other[2] as string).toUpperCase().normalize('NFD').replace(/\p{M}/gu, '');
    expect(read([listHeader, good[0] as string[], other]).errors).toMatchObject([{ row: 3, code: 'duplicate-person', value: '2' }]);
    expect(read([listHeader, other, good[0] as string[]]).errors).toMatchObject([{ row: 3, code: 'duplicate-person', value: '2' }]);
    // Two numbers tell two people apart.
    const namesake = [...(good[0] as string[])];
    const [numbered, renumbered] = [[...namesake], namesake];
    numbered[1] = '079138012345';
    renumbered[1] = '079138012346';
    expect(read([listHeader, numbered, renumbered]).errors).toEqual([]);
  });

  test('LI5: a formula is one error of its row, and columns that nothing is read from may hold one', () => {
    expect(errorsOf('Ngày sinh', { formula: '=TODAY()' })).toEqual([{ row: 2, column: 'Ngày sinh', code: 'formula-cell', value: '=TODAY()' }]);
    expect(errorsOf('Họ và tên', { formula: '=A1&B1' })).toMatchObject([{ code: 'formula-cell' }]);
    expect(errorsOf('STT', { formula: '=ROW()-1' })).toEqual([]);
  });

  test('LI6: leading zeros that a spreadsheet dropped', () => {
    const row = [...(good[0] as string[])];
    [row[1], row[10]] = ['1204012345', '912345678'];
    expect(read([listHeader, row]).people).toMatchObject([{ number: '001204012345', phone: '0912345678' }]);
  });

  test('LI3: no cells break the reader', () => {
    const cell = fc.oneof(anyText, fc.record({ formula: fc.string() }), fc.constantFrom(...listHeader, '1938', 'Nam', 'CCCD'));
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 8 }), (rows) => {
      const list = readRows([listHeader, ...rows], ids);
      if (list.ok) expect(list.value.people).toHaveLength(list.value.rows);
    }));
  });
});

test('LI51: each word that a row’s fault tells to write is taken', () => {
  const told = { due: ['Thẻ', 'Định danh', 'Cả hai'], sex: ['Nam', 'Nữ'], residence: ['Thường trú', 'Tạm trú'] };
  expect(told.due.map(dueWord)).toEqual(['card', 'eid', 'both']);
  expect(told.sex.map(sexWord)).toEqual(['male', 'female']);
  expect(told.residence.map(residenceWord)).toEqual(['permanent', 'temporary']);
  for (const [code, words] of [['due-unknown', told.due], ['sex-unknown', told.sex], ['residence-unknown', told.residence]] as const) {
    for (const word of words) for (const texts of [vietnamese, english]) expect(texts.row[code].now).toContain(word);
  }
});
