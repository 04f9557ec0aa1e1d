import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { chipKeyFrom, datesFromLine2, documentNumber } from '../../../sync/core/chip-key.js';
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
    expect(() => writeTd1({ document: 'ID', issuer: 'VNM', number: '1234567890', optional: '', birth: '', sex: 'F', expiry: '', nationality: '', optional2: '', surname: '', given: '' })).toThrow();
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

  test.each(['', specimen.slice(1), `${specimen}<`, specimen.replace('ERIKSSON', 'ÉRIKSSON')])('MR2: %j is no zone', (text) => {
    expect(parseTd1(text)).toMatchObject({ fault: { code: 'mrz-malformed' } });
  });
});

describe('what opens the chip', () => {
  const typed = { number: '138012345', birth: '380514', expiry: '991231' };

  test('MR3: bare fields, and with check digits', () => {
    expect(chipKeyFrom(typed)).toEqual({ ok: true, value: typed });
    const checked = { number: `138012345${checkDigit('138012345')}`, birth: `380514${checkDigit('380514')}`, expiry: ` 991231 ${checkDigit('991231')}` };
    expect(chipKeyFrom(checked)).toEqual({ ok: true, value: typed });
  });

  test('MR3: the personal number and dates as the card prints them', () => {
    expect(chipKeyFrom({ number: '079 1 38 012345', birth: '14/05/1938', expiry: '31/12/2099' })).toEqual({ ok: true, value: typed });
    expect(documentNumber('d2314589<')).toEqual({ ok: true, value: 'D2314589<' });
  });

  test.each([
    ['number', { ...typed, number: '1380123456' }, 1], ['number', { ...typed, number: '13801234' }, 0], ['number', { ...typed, number: '' }, 0],
    ['birth', { ...typed, birth: '3805149' }, 1], ['birth', { ...typed, birth: '381405' }, 0], ['birth', { ...typed, birth: '31/02/1950' }, 0],
    ['expiry', { ...typed, expiry: '12/2099' }, 0], ['expiry', { ...typed, expiry: '' }, 0],
  ] as const)('MR3: a wrong %s is named: %j', (field, wrong, check) => {
    expect(chipKeyFrom(wrong)).toEqual({ ok: false, fault: { code: 'chip-key-malformed', values: { field, check } } });
  });

  test('MR3: line 2 as it stands', () => {
    expect(datesFromLine2(specimen.slice(30, 60))).toEqual({ ok: true, value: { birth: '740812', expiry: '120415' } });
    expect(datesFromLine2(specimen.slice(30, 45))).toMatchObject({ ok: true });
    expect(datesFromLine2('7408121F1204159')).toMatchObject({ fault: { values: { field: 'birth', check: 1 } } });
    expect(datesFromLine2('7408122F1204158')).toMatchObject({ fault: { values: { field: 'expiry', check: 1 } } });
    expect(datesFromLine2('ERIKSSON').ok).toBe(false);
  });
});
