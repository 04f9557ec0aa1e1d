import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { addDays, ageOn, dateRange, daysBetween, fromMrzDate, isPartialDate, parseDate, showDate, toMrzDate } from '../../../sync/core/dates.js';
import { businessDayOf } from '../../../sync/core/business-day.js';

vi.setConfig({ testTimeout: 60_000 });

function read(text: string): string {
  const date = parseDate(text);
  return date.ok ? date.value : date.fault.code;
}

/** Any date of the calendar as a form can hold it, by the platform's own calendar. */
const fullDates = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2199, 11, 31) }).map((at) => new Date(at).toISOString().slice(0, 10));
const partialDates = fc.tuple(fullDates, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length));

describe('dates', () => {
  test.each([
    ['14/05/1938', '1938-05-14'], ['4-5-1938', '1938-05-04'], ['4.5.1938', '1938-05-04'], [' 14 / 05 / 1938 ', '1938-05-14'], ['14051938', '1938-05-14'],
    ['05/1938', '1938-05'], ['5-1938', '1938-05'], ['1938', '1938'], ['1938-05-14', '1938-05-14'], ['1938-05', '1938-05'],
    ['1938-05-14 00:00:00', '1938-05-14'], ['1938-05-14T00:00:00.000Z', '1938-05-14'], ['29/02/2000', '2000-02-29'], ['', ''],
  ])('DT1: %s is read as %s', (text, date) => expect(read(text)).toBe(date));

  test.each([['1938', '1938'], ['00/00/1938', '1938'], ['00001938', '1938'], ['0/0/1938', '1938'], ['00/05/1938', '1938-05'], ['14/00/1938', 'birth-impossible']])(
    'DT2: %s is the partial date %s', (text, date) => expect(read(text)).toBe(date));

  test.each(['31/02/1950', '29/02/1900', '31/04/1950', '32/01/1950', '14/13/1950', '1950-02-31', '14/05/38', '0050', '00/00/0000', '14/05-1938', 'không rõ', '14/05/1938 10:00', '1e3', '٠١/٠١/١٩٥٠'])(
    'DT3: %s is refused', (text) => expect(read(text)).toBe('birth-impossible'));

  test('DT3: exactly the dates of the calendar are taken', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 33 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1850, max: 2199 }), (day, month, year) => {
      const real = new Date(Date.UTC(year, month - 1, day));
      const known = day > 0 && month > 0;
      fc.pre(known);
      expect(parseDate(`${day}/${month}/${year}`).ok).toBe(real.getUTCDate() === day && real.getUTCMonth() === month - 1);
    }));
  });

  test('DT4: what is shown is read back', () => {
    fc.assert(fc.property(partialDates, (date) => {
      expect(isPartialDate(date)).toBe(true);
      expect(read(showDate(date))).toBe(date);
      expect(read(date)).toBe(date);
    }));
    expect([showDate('1938-05-14'), showDate('1938-05'), showDate('1938'), showDate('')]).toEqual(['14/05/1938', '05/1938', '1938', '']);
  });

  test('DT4: no text breaks the reader, and what it gives is a date', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. -]{1,12}$/)), (text) => {
      const date = parseDate(text);
      if (date.ok && date.value !== '') expect(isPartialDate(date.value)).toBe(true);
    }));
  });

  test('DT5: days between and days later agree with the calendar', () => {
    fc.assert(fc.property(fullDates, fullDates, (from, to) => {
      const days = daysBetween(from, to);
      expect(days).toBe(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
      expect(addDays(from, days)).toBe(to);
    }), { numRuns: 50 });
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });

  test('DT6: an age is said only when it is certain', () => {
    expect(ageOn('2010-05-14', '2024-05-13')).toBe(13);
    expect(ageOn('2010-05-14', '2024-05-14')).toBe(14);
    expect(ageOn('2010-05', '2024-05-30')).toBe(13);
    expect(ageOn('2010-05', '2024-05-31')).toBe(14);
    expect(ageOn('1938', '2024-12-30')).toBe(85);
    expect(ageOn('', '2024-12-30')).toBeNull();
    expect(dateRange('1938-02')).toEqual(['1938-02-01', '1938-02-28']);
  });

  test('DT7: dates of the MRZ', () => {
    expect([toMrzDate('1938-05-14'), toMrzDate('1938-05'), toMrzDate('1938')]).toEqual(['380514', '3805<<', '38<<<<']);
    expect(fromMrzDate('380514', '2026-11-24')).toEqual({ ok: true, value: '1938-05-14' });
    expect(fromMrzDate('260514', '2026-11-24')).toEqual({ ok: true, value: '2026-05-14' });
    expect(fromMrzDate('261225', '2026-11-24')).toEqual({ ok: true, value: '1926-12-25' });
    expect(fromMrzDate('38<<<<', '2026-11-24')).toEqual({ ok: true, value: '1938' });
    expect(fromMrzDate('500231', '2026-11-24').ok).toBe(false);
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1927, 0, 1), max: Date.UTC(2026, 10, 24) }), (at) => {
      const date = new Date(at).toISOString().slice(0, 10);
      expect(fromMrzDate(toMrzDate(date), '2026-11-24')).toEqual({ ok: true, value: date });
    }));
  });

  test('DT8: a business day does not end at midnight', () => {
    expect(businessDayOf({ date: '2026-05-14', hour: 18 }, 'evening')).toBe('2026-05-14');
    expect(businessDayOf({ date: '2026-05-15', hour: 0 }, 'evening')).toBe('2026-05-14');
    expect(businessDayOf({ date: '2026-05-15', hour: 4 }, 'morning')).toBe('2026-05-15');
    expect(businessDayOf({ date: '2026-03-01', hour: 0 }, 'evening')).toBe('2026-02-28');
  });
});
