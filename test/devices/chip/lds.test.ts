import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex } from '../../../devices/chip/bytes.js';
import { parseCom } from '../../../devices/chip/lds/com.js';
import { parseDg1 } from '../../../devices/chip/lds/dg1.js';
import { parseDg13 } from '../../../devices/chip/lds/dg13.js';
import { parseDg2 } from '../../../devices/chip/lds/dg2.js';
import { chipFields } from '../../../devices/chip/lds/fields.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import { makeCard } from '../../../devices/chip/simulator/card.js';
import { readingOf } from '../../../devices/chip/reading.js';
import { person } from './person.js';

const card = await makeCard(person);
const file = (role: string, from = card): Uint8Array => from.files.find((one) => one.file.role === role)?.bytes ?? new Uint8Array();

const utf8 = (text: string): Uint8Array => writeTlv(0x0c, new TextEncoder().encode(text));
const entry = (number: number, ...values: readonly Uint8Array[]): Uint8Array => writeTlv(0x30, writeTlv(0x02, Uint8Array.of(number)), ...values);
const dg13 = (...entries: readonly Uint8Array[]): Uint8Array =>
  writeTlv(0x6d, writeTlv(0x30, writeTlv(0x02, Uint8Array.of(1)), writeTlv(0x06, Uint8Array.of(42)), writeTlv(0x31, ...entries)));
const fieldsOf = (...entries: readonly Uint8Array[]) => chipFields(null, parseDg13(dg13(...entries)));

test('CH5: EF.COM of Doc 9303-10 tells its version and data groups', () => {
  expect(parseCom(fromHex('60145F0104303130365F36063034303030305C026175'))).toEqual({ version: '0106', tags: [0x61, 0x75] });
  expect(parseCom(fromHex('6003'))).toBeNull();
});

test('CH6: the fields of a whole card are those of the person', () => {
  const zone = parseDg1(file('chip-dg1'));
  expect(zone.ok && chipFields(zone.value, parseDg13(file('chip-dg13')))).toEqual(card.fields);
});

test('CH6: without DG13 the zone gives what it surely knows, and never the name', () => {
  const zone = parseDg1(file('chip-dg1'));
  expect(zone.ok && chipFields(zone.value, new Map())).toEqual({ number: '079138012345', birth: '1938-05-14', sex: 'female', cardExpiry: '2041-06-30' });
});

test.each([['1938', '1938'], ['1938-05', '1938-05']])('CH6: a birth known as %s stays so, in DG13 and in the zone', async (birth, expected) => {
  const old = await makeCard({ ...person, birth });
  const zone = parseDg1(file('chip-dg1', old));
  expect(old.key.birth).toMatch(/^38(05)?<+$/);
  expect(zone.ok && chipFields(zone.value, parseDg13(file('chip-dg13', old)))['birth']).toBe(expected);
  expect(zone.ok && chipFields(zone.value, new Map())['birth']).toBe(expected);
});

test('CH6: a card that never expires gives the expiry as empty, not as the far day of its zone', async () => {
  const endless = await makeCard({ ...person, expiry: '' });
  const zone = parseDg1(file('chip-dg1', endless));
  expect(endless.key.expiry).toBe('991231');
  expect(zone.ok && chipFields(zone.value, parseDg13(file('chip-dg13', endless)))['cardExpiry']).toBe('');
});

test('CH6: a zone with a wrong check digit fills nothing', () => {
  const wrong = Uint8Array.from(file('chip-dg1'));
  wrong[12] = (wrong[12] ?? 0) ^ 1;
  expect(parseDg1(wrong)).toMatchObject({ ok: false, fault: { code: 'mrz-check-digit' } });
});

test('CH7: entries go by their number: out of order, unknown, repeated, missing, empty', () => {
  expect(fieldsOf(
    entry(99, utf8('unknown')), entry(6, utf8('Tày')), entry(2), entry(14), entry(5, utf8('')), entry(2, utf8('Lò Văn Páo')), entry(2, utf8('another')),
    entry(4, utf8('Nam')), entry(3, utf8('1938')), entry(12, utf8('KHÔNG THỜI HẠN')),
  )).toEqual({ ethnicity: 'Tày', fullName: 'Lò Văn Páo', sex: 'male', birth: '1938', cardExpiry: '' });
});

test('CH7: the old number is known by its pattern, at 15 or at 16', () => {
  expect(fieldsOf(entry(15, utf8('020123456')), entry(16, utf8('ABCDEFGH12345678')))).toEqual({ oldNumber: '020123456' });
  expect(fieldsOf(entry(15, utf8('ABCDEFGH12345678')), entry(16, utf8('020123456789')))).toEqual({ oldNumber: '020123456789' });
  expect(fieldsOf(entry(1, utf8('079138012345')), entry(16, utf8('079138012345')))).toEqual({ number: '079138012345' });
});

test('CH7: one parent missing does not move the other', () => {
  expect(fieldsOf(entry(13, writeTlv(0x30), writeTlv(0x30, utf8('Trần Thị Hường'))))).toEqual({ mother: 'Trần Thị Hường' });
  expect(fieldsOf(entry(13, writeTlv(0x30, utf8('Đỗ Văn Ư')), writeTlv(0x30)))).toEqual({ father: 'Đỗ Văn Ư' });
  expect(fieldsOf(entry(13, writeTlv(0x30)))).toEqual({});
});

test('CH7: decomposed letters are composed; text that is not UTF-8 and dates that cannot be are left out', () => {
  expect(fieldsOf(
    entry(2, utf8('Nguye\u0302\u0303n  Thị Oanh ')), entry(9, writeTlv(0x0c, Uint8Array.of(0x41, 0xc3, 0x28))), entry(3, utf8('31/02/1950')), entry(4, utf8('?')),
  )).toEqual({ fullName: 'Nguyễn Thị Oanh' });
});

test('CH7: any bytes, and a real file cut or changed anywhere, never throw', () => {
  const whole = file('chip-dg13');
  const changed = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(whole.length)).map(([at, value, end]) => {
    const copy = Uint8Array.from(whole);
    copy[at] = value;
    return copy.subarray(0, end);
  });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 600 }), changed), (bytes) => {
    chipFields(null, parseDg13(bytes));
  }), { numRuns: 600 });
  const deep = Array.from({ length: 40 }).reduce<Uint8Array>((inner) => writeTlv(0x30, inner), entry(2, utf8('too deep')));
  expect(parseDg13(writeTlv(0x6d, deep)).size).toBe(0);
});

test('CH8: DG2 gives the image as it was put in', async () => {
  const face = parseDg2(file('chip-dg2'));
  expect(face).toMatchObject({ ok: true, value: { type: 'jpeg' } });
  expect(face.ok && face.value.bytes.length).toBeGreaterThan(10_000);
  const other = await makeCard(person, concat(fromHex('0000000C6A5020200D0A870A'), new Uint8Array(50)));
  expect(parseDg2(file('chip-dg2', other))).toMatchObject({ ok: true, value: { type: 'jpeg2000' } });
});

test('CH8: a DG2 cut or changed anywhere is a value, and the photo null', async () => {
  const whole = file('chip-dg2');
  fc.assert(fc.property(fc.nat(120), fc.integer({ min: 0, max: 255 }), fc.nat(whole.length), (at, value, end) => {
    const copy = Uint8Array.from(whole.subarray(0, end));
    copy[at] = value;
    parseDg2(copy);
  }), { numRuns: 300 });
  const files = card.files.map(({ file, bytes }) => ({ role: file.role, bytes: file.role === 'chip-dg2' ? bytes.subarray(0, 60) : bytes }));
  expect(await readingOf(files, 'reader')).toMatchObject({ photo: null, fields: card.fields });
});
