import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { chipKey, cleanLine2, lookAt, prefill, refill, stateOf, typeCheck, typeLine2, typeValue, type ChipKeyInputs } from '../../../renderer/screens/enrolment/chip-key.js';
import { checkDigit } from '../../../sync/core/mrz.js';

import { typed } from './drafts.js';

const nothing = prefill({});
const type = (inputs: ChipKeyInputs, part: keyof ChipKeyInputs, value: string, check: string) => typeCheck(typeValue(inputs, part, value), part, check);
// Check digits of ICAO 9303-11, D.2: the worked example of the access key.
const example = type(type(type(nothing, 'number', 'L898902C<', '3'), 'birth', '690806', '1'), 'expiry', '940623', '6');

describe('EN5: the chip is opened with what the card shows, check digits verified', () => {
  test('the worked example of the standard stands', () => {
    expect(chipKey(example)).toEqual({ number: 'L898902C<', birth: '690806', expiry: '940623' });
    expect(lookAt(example)).toBeNull();
  });

  test.each([
    ['number', '4'], ['birth', '2'], ['expiry', '7'],
  ] as const)('a wrong check digit of %s names it', (part, check) => {
    const wrong = typeCheck(example, part, check);
    expect(stateOf(part, wrong[part])).toBe('check-wrong');
    expect(lookAt(wrong)).toBe(part);
    expect(chipKey(wrong)).toBeNull();
  });

  test('what is not there yet is not wrong', () => {
    expect(stateOf('number', nothing.number)).toBe('empty');
    expect(stateOf('birth', typeValue(nothing, 'birth', '6908').birth)).toBe('incomplete');
    expect(stateOf('expiry', typeValue(nothing, 'expiry', '940623').expiry)).toBe('check-missing');
  });

  test('a day that no calendar has, and a date written the wrong way round', () => {
    expect(stateOf('birth', type(nothing, 'birth', '380732', '0').birth)).toBe('not-a-date');
    expect(stateOf('birth', type(nothing, 'birth', '143805', '0').birth)).toBe('not-a-date');
    expect(stateOf('birth', type(nothing, 'birth', '38<<<<', checkDigit('38<<<<') ?? '').birth)).toBe('good');
  });

  test('letters O are zeros in dates, spaces and points fall away, case does not count', () => {
    expect(typeValue(nothing, 'birth', ' 38 O5.14').birth.value).toBe('380514');
    expect(typeValue(nothing, 'number', 'l898902c<').number.value).toBe('L898902C<');
  });

  test('known values are filled in with their digits: last nine of the number, whole dates only', () => {
    const known = prefill(typed({ number: '048138001234', birth: '1938-05-14', cardExpiry: '2063' }));
    expect(known.number).toEqual({ value: '138001234', check: checkDigit('138001234'), computed: true });
    expect(known.birth.value).toBe('380514');
    expect(known.expiry.value).toBe('');
  });

  test('a digit that was worked out falls away with its value; one that was read off the card stays', () => {
    const known = prefill(typed({ number: '048138001234' }));
    expect(typeValue(known, 'number', '138001235').number).toEqual({ value: '138001235', check: '', computed: false });
    expect(typeValue(example, 'number', '138001235').number.check).toBe('3');
  });

  test.each(['<<<<<<', '000000', '999999'])('an expiry that is no date (%s) counts with its check digit, and is no date without the right one', (expiry) => {
    const digit = checkDigit(expiry) ?? '';
    expect(stateOf('expiry', typeValue(nothing, 'expiry', expiry).expiry)).toBe('check-missing');
    const card = type(example, 'expiry', expiry, digit);
    expect(chipKey(card)).toEqual({ number: 'L898902C<', birth: '690806', expiry });
    expect(stateOf('expiry', typeCheck(card, 'expiry', String((Number(digit) + 1) % 10)).expiry)).not.toBe('good');
    expect(stateOf('birth', type(nothing, 'birth', '000000', '0').birth)).toBe('not-a-date');
  });

  test('line 2 as it stands on a card without an end fills in both dates, and the officer\'s number stays', () => {
    const line = cleanLine2('38o5147f<<<<<<0vnm<<<<<<<<<<<4');
    expect(line).toBe('3805147F<<<<<<0VNM<<<<<<<<<<<4');
    const filled = typeLine2(typeCheck(typeValue(nothing, 'number', '138001234'), 'number', checkDigit('138001234') ?? ''), line);
    expect(filled.state).toBe('good');
    expect(chipKey(filled.inputs)).toEqual({ number: '138001234', birth: '380514', expiry: '<<<<<<' });
    // It was read off the card: a later birth in the form does not take its place.
    expect(refill(filled.inputs, typed({ birth: '1939-01-01' })).birth.value).toBe('380514');
    for (let end = 0; end < 15; end++) expect(typeLine2(example, line.slice(0, end))).toEqual({ inputs: example, state: end === 0 ? 'empty' : 'incomplete' });
    for (const wrong of [`${line.slice(0, 6)}8${line.slice(7)}`, line.replace('F', 'X'), '138001234C<0VNM']) expect(typeLine2(example, wrong)).toEqual({ inputs: example, state: 'wrong' });
  });

  test('what the form learns later fills in what the officer has not typed', () => {
    const half = typeCheck(typeValue(nothing, 'birth', '380515'), 'birth', '0');
    const later = refill(half, typed({ number: '048138001234', birth: '1938-05-14' }));
    expect(later.number.value).toBe('138001234');
    expect(later.birth.value).toBe('380515');
  });

  test('one changed digit of any number is noticed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const other = [...number].map((digit, index) => (index === place ? String((Number(digit) + by) % 10) : digit)).join('');
        const input = { value: other, check: checkDigit(number) ?? '', computed: false };
        // Weights 7, 3 and 1 have no factor in common with 10.
        return stateOf('number', input) === 'check-wrong';
      }),
    );
  });
});

test('EN41: typed back to what the form knows, a value of the key has its computed digit again', () => {
  const known = prefill(typed({ number: '048038001234' }));
  const spoiled = typeValue(known, 'number', '03800123', known);
  expect(spoiled.number).toEqual({ value: '03800123', check: '', computed: false });
  expect(typeValue(spoiled, 'number', '038001234', known)).toEqual(known);
  expect(typeValue(nothing, 'number', '038001234', nothing).number.check).toBe('');
});
