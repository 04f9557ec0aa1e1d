import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { durationParts, sizeParts, timeLeft } from '../../../sync/core/display.js';
import { groupNumber, numberAgainst, parsePersonalNumber } from '../../../sync/core/personal-number.js';
import { groupPhone, parsePhone } from '../../../sync/core/phone.js';
import { uuidv7 } from '../../../sync/core/uuid.js';
import { madeUpPeople } from '../../people.js';

vi.setConfig({ testTimeout: 60_000 });

function number(text: string) {
  const read = parsePersonalNumber(text);
  if (!read.ok) throw Error(`refused: ${text}`);
  return read.value;
}

describe('personal numbers', () => {
  test('NR1: province, sex and year of birth', () => {
    expect(number('079 1 38 012345')).toEqual({ digits: '079138012345', province: '079', provinceName: 'Hồ Chí Minh', sex: 'female', birthYear: 1938 });
    expect(number('001204000001')).toMatchObject({ sex: 'male', birthYear: 2004, provinceName: 'Hà Nội' });
    expect(number('999500000001')).toMatchObject({ sex: 'female', birthYear: 2100, provinceName: null });
  });

  test.each(['', '07913801234', '0791380123456', '07913801234a', '079138012345\u0661'])('NR1: %j is none', (text) => {
    expect(parsePersonalNumber(text)).toEqual({ ok: false, fault: { code: 'number-malformed' } });
  });

  test('NR2: what disagrees is named, what is unknown does not', () => {
    const read = number('079138012345');
    expect(numberAgainst(read, { birth: '1938-05-14', sex: 'female' })).toEqual([]);
    expect(numberAgainst(read, { birth: '1938', sex: null })).toEqual([]);
    expect(numberAgainst(read, { birth: '', sex: '' })).toEqual([]);
    expect(numberAgainst(read, { birth: '1983-05-14', sex: 'male' })).toEqual(['birth', 'sex']);
    for (const person of madeUpPeople(300, 3).filter((one) => one.number !== '')) expect(numberAgainst(number(person.number), person)).toEqual([]);
  });

  test('NR3: grouped', () => {
    expect(groupNumber('079138012345')).toBe('079 1 38 012345');
    expect(groupNumber('201234567')).toBe('201234567');
    expect(groupPhone('0912345678')).toBe('0912 345 678');
    expect(groupPhone('02363123456')).toBe('0236 312 3456');
  });
});

describe('phones', () => {
  test.each([['0912345678', '0912345678'], ['+84912345678', '0912345678'], ['84912345678', '0912345678'], ['0084 912 345 678', '0912345678'],
    ['+84 (0) 912-345-678', '0912345678'], ['0912.345.678', '0912345678'], ['0236 3123 456', '02363123456'], ['', '']])('NR4: %s is %s', (text, digits) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: digits });
  });

  test.each(['912345678', '01212345678', '09123456789', '091234567', '0912a45678', '113', '+1 202 555 0100'])('NR4: %s is none', (text) => {
    expect(parsePhone(text).ok).toBe(false);
  });

  test('NR4: a kept phone is kept as it is', () => {
    for (const person of madeUpPeople(200, 5)) expect(parsePhone(groupPhone(person.phone))).toEqual({ ok: true, value: person.phone });
  });
});

describe('ids, sizes, times', () => {
  test('NR5: version 7, variant 2, sorted by time', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(fc.property(times, times, bytes, bytes, (a, b, random, other) => {
      const [first, second] = [uuidv7(a, random), uuidv7(b, other)];
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(a);
      if (a < b) expect(first < second).toBe(true);
    }));
    // RFC 9562, A.6.
    expect(uuidv7(0x017f22e279b0, Uint8Array.of(0xcc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('NR6: one number and one unit', () => {
    expect(sizeParts(0)).toEqual({ value: 0, unit: 'B' });
    expect(sizeParts(999)).toEqual({ value: 999, unit: 'B' });
    expect(sizeParts(2_430_000)).toEqual({ value: 2.4, unit: 'MB' });
    expect(sizeParts(999_999)).toEqual({ value: 1, unit: 'MB' });
    expect(durationParts(59_001)).toEqual({ value: 1, unit: 'minute' });
    expect(durationParts(185_000)).toEqual({ value: 4, unit: 'minute' });
    expect(durationParts(3 * 3_600_000)).toEqual({ value: 3, unit: 'hour' });
    expect(durationParts(72 * 3_600_000)).toEqual({ value: 3, unit: 'day' });
    expect(timeLeft(1000, 500)).toBe(2000);
    expect(timeLeft(1000, 0)).toBeNull();
    const unit = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e10 }), (time) => {
      const parts = durationParts(time);
      expect(parts.value * unit[parts.unit]).toBeGreaterThanOrEqual(time);
    }));
  });
});
