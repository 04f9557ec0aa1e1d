/** Documents of other countries and kinds, which say nothing or little for the form: they are read, proved and told all the same. */
import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { concat, fromHex } from '../../../devices/chip/bytes.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import { readingOf } from '../../../devices/chip/reading.js';
import { makeCard, type Card } from '../../../devices/chip/simulator/card.js';
import { makeChip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { readCommand } from '../../../devices/doctor/arguments.js';
import { chipJson, chipLines } from '../../../devices/doctor/tell-chip.js';
import { english } from '../../../devices/doctor/words-en.js';
import type { ChipReading, MrzKey } from '../../../sync/core/capture.js';
import { writeTd1 } from '../../../sync/core/mrz.js';
import { countingRandom, person } from './person.js';

const photo = concat(fromHex('FFD8FFE0'), new Uint8Array(700));

/** A document without DG13, with this zone; `key` is what its holder's document shows. */
async function documentOf(zone: string, key: MrzKey): Promise<Card> {
  const text = new Uint8Array(Buffer.from(zone, 'latin1'));
  return { ...(await makeCard(person, photo, { others: { 'chip-dg1': writeTlv(0x61, writeTlv(0x5f1f, text)) } })), key };
}

async function read(card: Card, script: ChipScript = {}): Promise<ChipReading> {
  const password = passwordOf(card.key);
  if (!password.ok) throw Error(password.fault.code);
  const transport = chipTransport(makeChip({ card, random: countingRandom(90), script: { without: ['chip-dg13'], ...script } }));
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined });
  if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
  return readingOf(result.value.files, 'reader', result.value.facts);
}

const finding = (reading: ChipReading) => ({ adapter: 'pcsclite', readers: ['reader'], lists: [], cardPresent: true, reading, fault: null, times: { firstText: 1, whole: 2 } });

/** TD2, with a personal number in its optional data; TD3 without one and without a sex. */
const [td2, td3, wrongDigit] = [
  'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6',
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122<1204159ZE184226B<<<<<10',
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<19',
];
const passportKey = { number: 'L898902C3', birth: '740812', expiry: '120415' };

test.each([
  ['two lines of 36', td2, { number: 'D23145890', birth: '740812', expiry: '120415' }, { sex: 'female' }, ['TD2 I', 'D23145890']],
  ['a passport without a sex', td3, passportKey, {}, ['TD3 P', 'L898902C3']],
  ['a passport with a wrong digit', wrongDigit, passportKey, {}, ['TD3 P', 'L898902C3', 'wrong check digit', 'composite']],
] as const)('CH61: %s is read and told, though it says little for the form', async (_name, zone, key, fields, told) => {
  const reading = await read(await documentOf(zone, key));
  expect(reading.fields).toEqual(fields);
  expect(reading.files.map((one) => one.role)).toEqual(expect.arrayContaining(['chip-dg1', 'chip-dg2', 'chip-sod']));
  expect(reading.facts?.map((one) => `${one.name} ${one.state}`)).toEqual(expect.arrayContaining(['access ok', 'chip-authentication ok', 'active-authentication ok', 'sod-signature ok', 'hash ok']));
  expect(reading.facts?.at(-1)).toEqual({ name: 'cross-check', state: 'not-done', reason: zone === wrongDigit ? 'dg1-malformed' : 'dg13-missing' });
  const lines = chipLines(finding(reading), english, true).join('\n');
  for (const word of [...told, 'ERIKSSON ANNA MARIA', 'UTO']) expect(lines).toContain(word);
  expect(lines).not.toContain('<<');
  expect(JSON.parse(chipJson(finding(reading)))).toMatchObject({ ok: true, document: { kind: told[0], number: told[1], name: 'ERIKSSON ANNA MARIA', issuer: 'UTO' } });
});

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'utf8'));
const dg11 = (name: string): Uint8Array => writeTlv(
  0x6b, writeTlv(0x5f0e, text(name)), writeTlv(0x5f10, text('079138012345')), writeTlv(0x5f2b, text('19380514')), writeTlv(0x5f11, text('Củ Chi')), writeTlv(0x5f42, text('12/3 đường Lê Văn Khương<Quận 12')),
);

test('CH62: a passport\'s DG11 fills name, number, birth and address; the place of birth is nobody\'s', async () => {
  const zone = td3.slice(0, 64) + 'F' + td3.slice(65);
  const card = await makeCard(person, photo, { others: { 'chip-dg1': writeTlv(0x61, writeTlv(0x5f1f, text(zone))), 'chip-dg11': dg11('NGUYỄN<<THỊ<ÁNH<TUYẾT') } });
  expect((await read({ ...card, key: passportKey })).fields).toEqual({
    fullName: 'NGUYỄN THỊ ÁNH TUYẾT', number: '079138012345', birth: '1938-05-14', sex: 'female', residence: '12/3 đường Lê Văn Khương, Quận 12',
  });
});

test('CH62: DG13 goes before DG11; a name without marks may be the zone\'s and is not offered', async () => {
  const both = await makeCard(person, photo, { others: { 'chip-dg11': dg11('TRẦN<<THỊ<BÉ') } });
  expect((await read(both, { without: [] })).fields).toEqual(both.fields);
  const plain = await makeCard(person, photo, { others: { 'chip-dg11': dg11('NGUYEN<<THI<ANH<TUYET') } });
  expect((await read(plain)).fields).not.toHaveProperty('fullName');
});

test('CH61: a document whose number is longer than nine characters is opened by all of it, by PACE and by basic access control', async () => {
  const zone = writeTd1({ document: 'I', issuer: 'UTO', number: 'D23145890734', optional: '', birth: '340712', sex: 'M', expiry: '950712', nationality: 'UTO', optional2: '', surname: 'STEVENSON', given: 'PETER JOHN' });
  for (const options of [['--mrz', zone.join('\n')], ['--number', 'd23145890734', '--birth', '340712', '--expiry', '950712']]) {
    const command = readCommand(['chip', ...options]);
    expect(command).toMatchObject({ ok: true, value: { key: { number: 'D23145890734', birth: '340712', expiry: '950712' } } });
  }
  const card = await documentOf(zone.join(''), { number: 'D23145890734', birth: '340712', expiry: '950712' });
  for (const script of [{}, { bacOnly: true }]) expect(chipLines(finding(await read(card, script)), english, true).join('\n')).toContain('D23145890734');
});

test('CH61: the access key of a long number is that of the standard: the number, its digit, then the dates with theirs', () => {
  const [long, short] = [{ number: 'D23145890734', birth: '340712', expiry: '950712' }, { number: 'L898902C', birth: '690806', expiry: '940623' }].map((key) => passwordOf(key));
  const sha1 = (text: string) => new Uint8Array(createHash('sha1').update(text).digest());
  // The worked examples of Doc 9303-11 appendix D.2.
  expect(long).toMatchObject({ ok: true, value: { secret: sha1('D23145890734934071279507122') } });
  expect(short).toMatchObject({ ok: true, value: { secret: sha1('L898902C<369080619406236') } });
  expect(passwordOf({ number: 'D'.repeat(23), birth: '340712', expiry: '950712' })).toMatchObject({ ok: false, fault: { code: 'chip-key-malformed' } });
});
