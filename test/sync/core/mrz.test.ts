import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { datesFromLine2 } from '../../../sync/core/chip-key.js';
import { checkDigit, mrzName, parseTd1, vietnameseNumbers, writeTd1, type Td1 } from '../../../sync/core/mrz.js';

vi.setConfig({ testTimeout: 60_000 });

/** Specimen of ICAO 9303-5, appendix. */
const specimen = 'I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const cards = fc.record<Td1>({
  document: fc.constant('ID'), issuer: fc.constant('VNM'), number: fc.stringMatching(/^[A-Z0-9]{9}$/), optional: fc.stringMatching(/^([0-9]{12}<<[0-9])?$/),
  birth: digits(6), sex: fc.constantFrom('M', 'F', '<'), expiry: digits(6), nationality: fc.constant('VNM'), optional2: fc.stringMatching(/^[A-Z0-9]{0,11}$/),
  surname: fc.stringMatching(/^[A-Z]{1,8}$/), given: fc.stringMatching(/^[A-Z]{1,8}( [A-Z]{1,8})?$/),
});

describe('the zone', () => {
  test('MR1: check digits of the standard', () => {
    expect(checkDigit('520727')).toBe('3');
    expect(checkDigit('AB2134<<<')).toBe('5');
    expect(checkDigit('D23145890')).toBe('7');
    expect(checkDigit('')).toBe('0');
    expect(checkDigit('ab')).toBeNull();
    expect(checkDigit('Đ')).toBeNull();
  });

  test('MR2: the specimen of the standard is read and written', () => {
    const card = parseTd1(specimen);
    expect(card).toMatchObject({ ok: true, value: { number: 'D23145890', birth: '740812', sex: 'F', expiry: '120415', surname: 'ERIKSSON', given: 'ANNA MARIA' } });
    if (card.ok) expect(writeTd1({ ...card.value, document: 'I' }).join('')).toBe(specimen);
  });

  test('MR2: a Vietnamese card', () => {
    const { number, optional } = vietnameseNumbers('079138012345');
    const lines = writeTd1({
      document: 'ID', issuer: 'VNM', number, optional, birth: '380514', sex: 'F', expiry: '991231', nationality: 'VNM', optional2: '',
      surname: 'Nguyễn', given: 'Thị Đào',
    });
    expect(lines[0]).toMatch(/^IDVNM138012345\d079138012345<<\d$/);
    expect(lines[2]).toBe('NGUYEN<<THI<DAO<<<<<<<<<<<<<<<');
    expect(lines.every((line) => line.length === 30)).toBe(true);
    expect(mrzName("H'Niê Ê-ban")).toBe('HNIE<E<BAN');
    expect(() => writeTd1({ document: 'ID', issuer: 'VNM', number: '12345678901234567890123', optional: '', birth: '', sex: 'F', expiry: '', nationality: '', optional2: '', surname: '', given: '' })).toThrow();
  });

  test('MR2: what is written is read back', () => {
    fc.assert(fc.property(cards, (card) => {
      const lines = writeTd1(card);
      expect(parseTd1(lines.join('\n').toLowerCase())).toEqual({ ok: true, value: card });
    }));
  });

  test('MR2: one changed character is found, but for characters whose values differ by tens', () => {
    const value = (character: string) => (character === '<' ? 0 : Number.parseInt(character, 36));
    const covered = [...Array.from({ length: 25 }, (_, at) => at + 5), ...Array.from({ length: 7 }, (_, at) => at + 30), ...Array.from({ length: 7 }, (_, at) => at + 38), ...Array.from({ length: 12 }, (_, at) => at + 48)];
    fc.assert(fc.property(cards, fc.constantFrom(...covered), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'), (card, at, other) => {
      const zone = writeTd1(card).join('');
      const before = zone[at] ?? '';
      fc.pre((value(before) - value(other)) % 10 !== 0);
      expect(parseTd1(zone.slice(0, at) + other + zone.slice(at + 1)).ok).toBe(false);
    }));
  });

  test('MR2: a number of more than nine characters goes on in the optional data, and its digit covers the whole', () => {
    // Specimen of ICAO 9303-5, appendix.
    const long = 'I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<';
    const card = parseTd1(long);
    expect(card).toMatchObject({ ok: true, value: { number: 'D23145890734', optional: '', birth: '340712' } });
    if (card.ok) expect(writeTd1({ ...card.value, document: 'I' }).join('')).toBe(long);
    const numbers = fc.record({ number: fc.stringMatching(/^[A-Z0-9]{10,15}$/), optional: fc.stringMatching(/^[A-Z0-9]{0,6}$/) });
    fc.assert(fc.property(cards, numbers, (any, parts) => {
      expect(parseTd1(writeTd1({ ...any, ...parts }).join(''))).toEqual({ ok: true, value: { ...any, ...parts } });
    }));
    expect(parseTd1(long.replace('7349', '7348'))).toMatchObject({ fault: { values: { field: 'number' } } });
  });

  test.each(['', specimen.slice(1), `${specimen}<`, specimen.replace('ERIKSSON', 'ÉRIKSSON')])('MR2: %j is no zone', (text) => {
    expect(parseTd1(text)).toMatchObject({ fault: { code: 'mrz-malformed' } });
  });
});

describe('what opens the chip', () => {
  test('MR3: line 2 as it stands, whole or as far as needed', () => {
    const read = { ok: true, value: { birth: '740812', expiry: '120415' } };
    for (const end of [60, 45, 52]) expect(datesFromLine2(specimen.slice(30, end))).toEqual(read);
    expect(datesFromLine2(' 7408122f 1204159uto ')).toEqual(read);
  });

  test('MR3: an expiry that is no date is taken as it is printed, by its check digit alone', () => {
    for (const expiry of ['<<<<<<', '000000', '999999', '99<<<<']) {
      expect(datesFromLine2(`7408122F${expiry}${checkDigit(expiry)}`)).toEqual({ ok: true, value: { birth: '740812', expiry } });
    }
  });

  test('MR3: the date with a wrong check digit is named; what is no line 2 is none', () => {
    expect(datesFromLine2('7408121F1204159')).toMatchObject({ fault: { code: 'chip-key-malformed', values: { field: 'birth' } } });
    expect(datesFromLine2('7408122F1204158')).toMatchObject({ fault: { values: { field: 'expiry' } } });
    for (const text of ['', 'ERIKSSON', specimen.slice(0, 30), '7408122F120415', `${specimen.slice(30, 60)}<`]) expect(datesFromLine2(text)).toEqual({ ok: false, fault: { code: 'chip-key-malformed' } });
  });
});
