import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { foldName } from '../../../sync/core/names.js';
import type { Person } from '../../../sync/core/person.js';
import { buildIndex, search } from '../../../sync/core/search.js';
import { madeUpPeople } from '../../people.js';
import { anyText } from './any-text.js';

vi.setConfig({ testTimeout: 60_000 });

const blank: Person = {
  id: '', number: '', name: '', birth: '1938-05-14', sex: null, residence: null, address: '', hamlet: '', ward: '', household: '', phone: '', due: 'card', priority: null,
};

/** Names that a query finds among people of which only that is given. */
function found(people: readonly Partial<Person>[], query: string): readonly string[] {
  const whole = people.map((one) => ({ ...blank, ...one }));
  return search(buildIndex(whole), query).map((position) => whole[position]?.name ?? '');
}

const oanh = { name: 'Nguyễn Thị Oanh' };
const dao = { name: 'ĐẶNG THỊ ĐÀO' };

describe('search', () => {
  test.each(['nguyen thi oanh', 'Nguyễn Thị Oanh', 'NGUYỄN', 'nguyễn thi', 'oanh nguyen', 'guyen', '  oanh  ', 'Nguyễn'.normalize('NFD')])(
    'SR1: %j finds Nguyễn Thị Oanh alone', (query) => expect(found([oanh, dao], query)).toEqual(['Nguyễn Thị Oanh']));

  test('SR1: a mark that is typed must stand there, on the way to the letter too', () => {
    expect(found([oanh], 'nguyên')).toEqual(['Nguyễn Thị Oanh']);
    expect(found([oanh], 'nguyện')).toEqual([]);
    expect(found([{ name: 'Lê Hoa' }, { name: 'Lê Hoà' }], 'hoà')).toEqual(['Lê Hoà']);
    expect(found([{ name: 'Lê Hoa' }, { name: 'Lê Hoà' }], 'hoa')).toEqual(['Lê Hoa', 'Lê Hoà']);
    expect(found([dao, { name: 'Dao Duy' }], 'đ')).toEqual(['ĐẶNG THỊ ĐÀO']);
    expect(found([dao, { name: 'Dao Duy' }], 'dao')).toEqual(['ĐẶNG THỊ ĐÀO', 'Dao Duy']);
    // Not found where it first matches folded, but further on.
    expect(found([{ name: 'Hoa Thị Hoà' }], 'hoà')).toEqual(['Hoa Thị Hoà']);
  });

  test('SR2: every word, in numbers and places too', () => {
    const full = { ...oanh, number: '079138012345', phone: '0912345678', hamlet: 'Tổ 3', ward: 'Phường Hòa Phát', address: '12/3 Lê Trọng Tấn', household: 'HK00012' };
    for (const query of ['079 1 38 012345', '012345', '0912 345 678', 'oanh hoa phat', 'to 3', '12/3 lê trọng', '14/05/1938', '1938', 'hk00012']) {
      expect(found([{ name: 'Trần B', birth: '1950' }, full], query)).toEqual([full.name]);
    }
    expect(found([full], 'oanh an khe')).toEqual([]);
    expect(found([full], 'oanh xyz')).toEqual([]);
  });

  test('SR3: names first, urgent first, then list order', () => {
    const people: Partial<Person>[] = [
      { name: 'Lê Văn A', hamlet: 'Xóm Hoa' }, { name: 'Lê Thoa' }, { name: 'Lê Hoa' }, { name: 'Trần Hoa', priority: 'pupil' }, { name: 'Phạm Hoa', priority: 'bedridden' }, { name: 'Võ Hoa' },
    ];
    expect(found(people, 'hoa')).toEqual(['Phạm Hoa', 'Trần Hoa', 'Lê Hoa', 'Võ Hoa', 'Lê Thoa', 'Lê Văn A']);
    expect(found(people, ' ')).toHaveLength(6);
  });

  test('SR4: a query that grows or shrinks letter by letter finds what it finds at once', () => {
    const people = madeUpPeople(400, 11);
    const index = buildIndex(people);
    const queries = people.flatMap((person) => [person.name, foldName(person.name), person.ward, person.number]).filter((text) => text !== '');
    fc.assert(fc.property(fc.constantFrom(...queries), fc.nat(), fc.nat(), (text, a, b) => {
      const [shorter, longer] = [text.slice(0, a % text.length), text.slice(0, b % text.length)];
      search(index, shorter);
      expect(search(index, longer)).toEqual(search({ ...index, places: new Map() }, longer));
    }));
  });

  test('SR1: everyone is found by name, number and place, however it is typed', () => {
    const people = madeUpPeople(300, 13);
    const index = buildIndex(people);
    fc.assert(fc.property(fc.nat(299), (position) => {
      const person = people[position] as Person;
      for (const query of [person.name, person.name.toUpperCase(), person.name.normalize('NFD'), foldName(person.name), `${person.name} ${person.ward}`, `${person.number} ${person.address}`]) {
        expect(search(index, query)).toContain(position);
      }
    }), { numRuns: 60 });
  });

  test('SR2: no query breaks it', () => {
    const index = buildIndex(madeUpPeople(20, 17));
    fc.assert(fc.property(anyText, (query) => {
      expect(new Set(search(index, query)).size).toBe(search(index, query).length);
    }));
  });

  test.each([['hòa', 'hoà'], ['thúy', 'thuý'], ['khỏe', 'khoẻ'], ['ủy', 'uỷ']])('SR5: %s and %s are the same', (older, newer) => {
    expect(found([{ name: `Lê ${older}` }], newer)).toHaveLength(1);
    expect(found([{ name: `Lê ${newer}` }], older)).toHaveLength(1);
  });

  test('SR5: a tone that has one place only stays there', () => expect(found([{ name: 'Lê Hoàn' }, { name: 'Lê Huỳnh' }], 'huỳnh')).toEqual(['Lê Huỳnh']));
});
