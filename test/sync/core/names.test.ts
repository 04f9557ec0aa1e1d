import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { foldName, nameFaults, normaliseName, sameName, textFaults, upperName } from '../../../sync/core/names.js';
import { longNames, madeUpPeople } from '../../people.js';
import { anyText } from './any-text.js';

vi.setConfig({ testTimeout: 60_000 });

const names = [...longNames, ...madeUpPeople(200, 7).map((person) => person.name)];

describe('names', () => {
  test('NM1: letters in two parts, odd spaces and unseen characters become one spelling', () => {
    expect(normaliseName('Nguyễn Thị Oanh'.normalize('NFD'))).toBe('Nguyễn Thị Oanh');
    expect(normaliseName('  Nguyễn\u00A0\u2003Thị\t Oanh\n')).toBe('Nguyễn Thị Oanh');
    expect(normaliseName('Ngu\u200Byễn\u00AD Thị\uFEFF Oanh\u2060')).toBe('Nguyễn Thị Oanh');
    // A joiner between a letter and its mark.
    expect(normaliseName('Nguye\u0302\u200D\u0303n')).toBe('Nguyễn');
    expect(normaliseName('H\u2019Niê Y\u2013Bhăm')).toBe("H'Niê Y-Bhăm");
  });

  test('NM1: twice is once, for any text', () => {
    fc.assert(fc.property(anyText, (text) => {
      const once = normaliseName(text);
      expect(normaliseName(once)).toBe(once);
      expect(once).toBe(once.normalize('NFC'));
      expect(once).not.toMatch(/\s\s|^\s|\s$/u);
    }));
  });

  test('NM1: every form of a name gives the same', () => {
    fc.assert(fc.property(fc.constantFrom(...names), fc.constantFrom('NFD', 'NFC', 'NFKD'), (name, form) => {
      expect(normaliseName(name.normalize(form).replaceAll(' ', ' \u00A0'))).toBe(normaliseName(name));
    }));
  });

  test('NM2: real names are clean, the longest too', () => {
    expect(names.flatMap((name) => nameFaults(name))).toEqual([]);
    expect(names.flatMap((name) => nameFaults(upperName(name)))).toEqual([]);
  });

  test.each([['Nguyễn Văn 1', ['1']], ['Trần@@ B_', ['@', '_']], ['Nguy?n V?n A', ['?']], ['NguyÔn V¨n A', ['¨']], ['Лев', ['Л', 'е', 'в']], ['Müller', ['ü']], ["'-", ["'", '-']], ['Nguyễn\u0007', ['\u0007']]])(
    'NM2: what is illegal in %s is named', (name, faults) => expect(nameFaults(name)).toEqual(faults));

  test('NM2: free text takes what addresses need', () => {
    expect(textFaults('12/3 Lê Trọng Tấn, P. Hòa Phát (gần chợ) – Đà Nẵng')).toEqual([]);
    expect(textFaults('K408/12 Tôn Đản; tổ 5, "xóm Gò"')).toEqual([]);
    expect(textFaults('nhà <script>')).toEqual(['<', '>']);
  });

  test('NM3: folded for search', () => {
    expect(foldName('Nguyễn Thị Oanh')).toBe('nguyen thi oanh');
    expect(foldName('ĐẶNG ĐỨC ƯỚC')).toBe('dang duc uoc');
    fc.assert(fc.property(fc.constantFrom(...names), (name) => {
      expect(foldName(name)).toMatch(/^[a-z' -]+$/);
      expect(foldName(name.normalize('NFD'))).toBe(foldName(name));
      expect(foldName(foldName(name))).toBe(foldName(name));
      expect(foldName(name)).toHaveLength(name.length);
    }));
  });

  test('NM4: the same on the card', () => {
    expect(upperName('Đặng Thị Ước')).toBe('ĐẶNG THỊ ƯỚC');
    expect(sameName('đặng thị ước', ' ĐẶNG  THỊ ƯỚC'.normalize('NFD'))).toBe(true);
    expect(sameName('Đặng Thị Uóc', 'Đặng Thị Ước')).toBe(false);
  });
});
