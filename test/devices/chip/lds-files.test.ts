import { generateKeyPairSync } from 'node:crypto';

import * as fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';

import { concat, fromHex } from '../../../devices/chip/bytes.js';
import { parseDg1, readDg1 } from '../../../devices/chip/lds/dg1.js';
import { parseDg11 } from '../../../devices/chip/lds/dg11.js';
import { parseDg12 } from '../../../devices/chip/lds/dg12.js';
import { parseDg15 } from '../../../devices/chip/lds/dg15.js';
import { parseDg2 } from '../../../devices/chip/lds/dg2.js';
import { showFace } from '../../../devices/chip/lds/face-image.js';
import { decodeFaceJpeg2000 } from '../../../devices/chip/lds/face-jpeg2000.js';
import { chipFields } from '../../../devices/chip/lds/fields.js';
import { parseSecurityInfos } from '../../../devices/chip/lds/security-infos.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import { drawFace } from '../../../devices/chip/simulator/face.js';
import { wrapGreyJp2 } from '../../../devices/frame/jp2-boxes.js';
import { encodeCodestream } from '../../../devices/image/openjpeg.js';
import { checkDigit } from '../../../sync/core/mrz.js';

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'utf8'));
const dg1 = (zone: string): Uint8Array => writeTlv(0x61, writeTlv(0x5f1f, text(zone)));
const jpeg = await drawFace('female');

/** Two lines of 44 with an invented holder; `optional` is the personal number of 14. */
function passport(optional: string, empty = '<'): string {
  const digit = (field: string): string => checkDigit(field) ?? '';
  const [number, birth, expiry] = ['C1234567<', '380514', '310629'];
  const personal = optional.padEnd(14, '<');
  const checked = personal.replaceAll('<', '') === '' ? personal + empty : personal + digit(personal);
  const second = `${number}${digit(number)}VNM${birth}${digit(birth)}F${expiry}${digit(expiry)}${checked}`;
  return 'P<VNMNGUYEN<<THI<ANH<TUYET'.padEnd(44, '<') + second + digit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43));
}

test('CT21: a passport\'s zone is read with its check digits', () => {
  expect(parseDg1(dg1('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'))).toEqual({ ok: true, value: {
    format: 'TD3', document: 'P<', issuer: 'UTO', number: 'L898902C3', optional: 'ZE184226B', birth: '740812', sex: 'F', expiry: '120415', nationality: 'UTO', optional2: '',
    surname: 'ERIKSSON', given: 'ANNA MARIA',
  } });
  for (const empty of ['<', '0']) expect(parseDg1(dg1(passport('', empty)))).toMatchObject({ ok: true, value: { optional: '' } });
  const zone = passport('079138012345');
  for (const [field, at] of [['number', 45], ['birth', 58], ['expiry', 66], ['composite', 87]] as const) {
    const changed = zone.slice(0, at) + (zone[at] === '0' ? '1' : '0') + zone.slice(at + 1);
    expect(parseDg1(dg1(changed))).toMatchObject({ fault: { code: 'mrz-check-digit', values: { field } } });
  }
  expect(parseDg1(dg1(zone.slice(1)))).toMatchObject({ fault: { code: 'mrz-malformed' } });
});

test('CT21: a passport fills the person, and its end is not the card\'s', () => {
  const zone = parseDg1(dg1(passport('079138012345')));
  expect(zone.ok && chipFields(zone.value, new Map())).toEqual({ number: '079138012345', birth: '1938-05-14', sex: 'female' });
});

/** Two lines of 36. */
function card36(number: string, optional: string): string {
  const digit = (field: string): string => checkDigit(field) ?? '';
  const [birth, expiry] = ['740812', '120415'];
  const second = `${number.length > 9 ? `${number.slice(0, 9)}<` : number.padEnd(9, '<') + digit(number.padEnd(9, '<'))}UTO${birth}${digit(birth)}F${expiry}${digit(expiry)}${optional.padEnd(7, '<')}`;
  return 'I<UTOERIKSSON<<ANNA<MARIA'.padEnd(36, '<') + second + digit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 35));
}

test('CH61: a zone of two lines of 36 is read, also one whose number goes on in its optional data', () => {
  // Specimen of Doc 9303-6, appendix.
  const specimen = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6';
  const rest = { format: 'TD2', document: 'I<', issuer: 'UTO', birth: '740812', sex: 'F', expiry: '120415', nationality: 'UTO', optional2: '', surname: 'ERIKSSON', given: 'ANNA MARIA' };
  expect(parseDg1(dg1(specimen))).toEqual({ ok: true, value: { ...rest, number: 'D23145890', optional: '' } });
  expect(card36('D23145890', '')).toBe(specimen);
  expect(parseDg1(dg1(card36('D23145890734', '7349<X')))).toEqual({ ok: true, value: { ...rest, number: 'D23145890734', optional: 'X' } });
  for (const [field, at] of [['number', 45], ['birth', 49], ['expiry', 57], ['composite', 71]] as const) {
    const changed = specimen.slice(0, at) + (specimen[at] === '0' ? '1' : '0') + specimen.slice(at + 1);
    expect(parseDg1(dg1(changed))).toMatchObject({ fault: { code: 'mrz-check-digit', values: { field } } });
    // Told all the same to who asks what document it is.
    expect(readDg1(dg1(changed))).toMatchObject({ zone: { format: 'TD2', issuer: 'UTO', surname: 'ERIKSSON' }, wrong: field });
  }
  expect(readDg1(dg1(specimen.slice(1)))).toBeNull();
});

/** 65 { A0 version, A1 { 30 { 80 id, A1 { A0 { A0 { 80 image, A1 … } } } } } }. */
function record39794(image: Uint8Array): Uint8Array {
  const version = writeTlv(0xa0, fromHex('8001 03'), fromHex('8102 07E3'));
  return writeTlv(0x65, version, writeTlv(0xa1, writeTlv(0x30, fromHex('8001 00'), writeTlv(0xa1, writeTlv(0xa0, writeTlv(0xa0, writeTlv(0x80, image), writeTlv(0xa1, fromHex('8001 02'))))))));
}
const dg2 = (tag: number, record: Uint8Array): Uint8Array =>
  writeTlv(0x75, writeTlv(0x7f61, fromHex('020101'), writeTlv(0x7f60, writeTlv(0xa1, fromHex('8101 02 8702 0101 8802 001B')), writeTlv(tag, record))));

test('CT22: a face of ISO/IEC 39794-5 is taken out as it was put in, whatever the wrapping', () => {
  for (const file of [dg2(0x7f2e, record39794(jpeg)), dg2(0x5f2e, record39794(jpeg)), dg2(0x7f2e, writeTlv(0xa1, record39794(jpeg))), dg2(0x7f2e, writeTlv(0x65, writeTlv(0xa1, writeTlv(0x80, jpeg))))]) {
    const face = parseDg2(file);
    expect(face).toMatchObject({ ok: true, value: { type: 'jpeg' } });
    expect(face.ok && Buffer.from(face.value.bytes).equals(jpeg)).toBe(true);
  }
  expect(parseDg2(dg2(0x7f2e, record39794(text('no image at all'))))).toMatchObject({ fault: { code: 'face-record-malformed' } });
  const deep = Array.from({ length: 60 }).reduce<Uint8Array>((inner) => writeTlv(0xa1, inner), writeTlv(0x80, jpeg));
  expect(parseDg2(dg2(0x7f2e, writeTlv(0x65, deep)))).toMatchObject({ fault: { code: 'face-record-malformed' } });
});

async function pixels(grey = false) {
  const picture = grey ? sharp(jpeg).greyscale().toColourspace('b-w') : sharp(jpeg);
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels as 1 | 3, samples: new Uint8Array(data) };
}

test('CT23: a colour photo in JPEG 2000 is decoded sample by sample, a lossy one nearly, and shown as JPEG', async () => {
  const picture = await pixels();
  const lossless = await encodeCodestream(picture);
  const decoded = await decodeFaceJpeg2000(lossless);
  expect(decoded.ok && decoded.value.channels === 3 && Buffer.from(decoded.value.samples).equals(picture.samples)).toBe(true);
  const lossy = await encodeCodestream(picture, 'lossy');
  expect(lossy.length).toBeLessThan(lossless.length);
  const shown = await showFace({ type: 'jpeg2000', bytes: lossy });
  if (!shown.ok) throw Error(shown.fault.detail);
  expect([shown.value.width, shown.value.height]).toEqual([360, 480]);
  const [was, is] = await Promise.all([sharp(jpeg).resize(360, 480).raw().toBuffer(), sharp(shown.value.jpeg).raw().toBuffer()]);
  const difference = is.reduce((sum, sample, index) => sum + Math.abs(sample - (was[index] ?? 0)), 0) / is.length;
  expect(difference).toBeLessThan(6);
});

test('CT23: grey photos and JPEG are shown as well', async () => {
  expect(await showFace({ type: 'jpeg2000', bytes: await encodeCodestream(await pixels(true)) })).toMatchObject({ ok: true, value: { height: 480 } });
  expect(await showFace({ type: 'jpeg', bytes: jpeg })).toMatchObject({ ok: true, value: { width: 360, height: 480 } });
});

test('CT24: photos that do not decode are values: cut, garbled, of impossible size', async () => {
  const whole = await encodeCodestream(await pixels(true), 'lossy');
  expect(await showFace({ type: 'jpeg2000', bytes: whole.subarray(0, 400) })).toMatchObject({ fault: { code: 'face-undecodable' } });
  expect(await showFace({ type: 'jpeg2000', bytes: concat(fromHex('0000000C6A5020200D0A870A'), new Uint8Array(50)) })).toMatchObject({ fault: { code: 'face-undecodable' } });
  const huge = Uint8Array.from(whole);
  new DataView(huge.buffer).setUint32(8, 1_000_000);
  expect(await showFace({ type: 'jpeg2000', bytes: huge })).toMatchObject({ fault: { code: 'face-too-large' } });
  expect(await showFace({ type: 'jpeg', bytes: jpeg.subarray(0, 100) })).toMatchObject({ fault: { code: 'face-undecodable' } });
  await fc.assert(fc.asyncProperty(fc.integer({ min: 60, max: whole.length - 3 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
    const copy = Uint8Array.from(whole);
    copy[at] = (copy[at] ?? 0) ^ mask;
    await showFace({ type: 'jpeg2000', bytes: copy });
  }), { numRuns: 12 });
  expect(await showFace({ type: 'jpeg2000', bytes: whole })).toMatchObject({ ok: true });
});

/** In a colour codestream: SIZ has the size at 8, the tile's at 24, COD the layers six behind its marker. */
test.each([
  ['millions of tiles', 'face-undecodable', [[24, 1], [28, 1]], null], ['tiles of no size', 'face-undecodable', [[24, 0], [28, 0]], null],
  ['a size that no memory holds', 'face-too-large', [[8, 0x7fffffff], [12, 0x7fffffff]], null], ['thousands of layers', 'face-undecodable', [], 0xffff],
] as const)('CT24: a colour photo whose header lies of %s is refused before it is decoded', async (_what, code, words, layers) => {
  const lying = Uint8Array.from(await encodeCodestream({ width: 30, height: 40, channels: 3, samples: new Uint8Array(3600).fill(90) }));
  const view = new DataView(lying.buffer);
  for (const [at, value] of words) view.setUint32(at, value);
  if (layers !== null) view.setUint16(Buffer.from(lying).indexOf('ff52', 0, 'hex') + 6, layers);
  const before = process.memoryUsage().rss;
  // The boxes of a JP2 around it may say what they like.
  for (const bytes of [lying, wrapGreyJp2(lying, 0x7fffffff, 0x7fffffff)]) expect(await showFace({ type: 'jpeg2000', bytes })).toMatchObject({ fault: { code } });
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
});

test('CT25: DG11 gives names, places, dates and lists; unknown tags are passed over', () => {
  const file = writeTlv(0x6b,
    writeTlv(0x5c, fromHex('5F0E5F0F5F105F2B5F115F42')), writeTlv(0x5f0e, text('NGUYỄN<<THỊ<ÁNH<TUYẾT')), writeTlv(0xa0, fromHex('020102'), writeTlv(0x5f0f, text('TUYẾT<CŨ')), writeTlv(0x5f0f, text('ÁNH'))),
    writeTlv(0x5f10, text('079138012345')), writeTlv(0x5f2b, fromHex('19380514')), writeTlv(0x5f11, text('Củ Chi<Thành phố Hồ Chí Minh')),
    writeTlv(0x5f42, text('12/3 đường Lê Văn Khương<Quận 12')), writeTlv(0x5f12, text('0900000000')), writeTlv(0x5f99, text('unknown')),
  );
  expect(parseDg11(file)).toMatchObject({
    fullName: 'NGUYỄN THỊ ÁNH TUYẾT', otherNames: ['TUYẾT CŨ', 'ÁNH'], personalNumber: '079138012345', birth: '1938-05-14', birthPlace: ['Củ Chi', 'Thành phố Hồ Chí Minh'],
    address: ['12/3 đường Lê Văn Khương', 'Quận 12'], phone: '0900000000', profession: '',
  });
  expect(parseDg11(writeTlv(0x6b, writeTlv(0x5f2b, text('19380014')), writeTlv(0x5f0e, fromHex('41C328'))))).toMatchObject({ birth: '', fullName: '' });
});

test('CT25: DG12 gives authority and day of issue, as text or in four bytes', () => {
  for (const issued of [text('20210630'), fromHex('20210630')]) {
    const file = writeTlv(0x6c, writeTlv(0x5f19, text('Cục Cảnh sát thử nghiệm')), writeTlv(0x5f26, issued), writeTlv(0x5f55, text('20210701120000')), writeTlv(0x5f56, text('M-1')));
    expect(parseDg12(file)).toMatchObject({ authority: 'Cục Cảnh sát thử nghiệm', issued: '2021-06-30', personalised: '20210701120000', machineSerial: 'M-1' });
  }
  expect(parseDg12(writeTlv(0x6c, writeTlv(0x5f26, text('20211332'))))).toMatchObject({ issued: '' });
});

test('CT25: DG15 gives the key of active authentication, RSA or of a curve', () => {
  const key = (kind: 'rsa' | 'ec'): Uint8Array => new Uint8Array((kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' }))
    .publicKey.export({ format: 'der', type: 'spki' }));
  expect(parseDg15(writeTlv(0x6f, key('rsa')))).toMatchObject({ kind: 'rsa', exponent: 65_537n });
  expect(parseDg15(writeTlv(0x6f, key('ec')))).toMatchObject({ kind: 'ec', curve: { name: 'P-256' } });
  expect(parseDg15(fromHex('6F00'))).toBeNull();
});

test('CT26: any bytes, and files cut, changed, of huge or indefinite lengths, are values in every parser', () => {
  const files = [dg1(passport('079138012345')), dg2(0x7f2e, record39794(jpeg.subarray(0, 300))), writeTlv(0x6b, writeTlv(0xa0, writeTlv(0x5f0f, text('a')))), fromHex('6C 80 5F26 08 3230'), fromHex('6F 84 FFFFFFFF 30 80')];
  const changed = fc.tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(500), fc.constantFrom(0x00, 0x30, 0x80, 0x83, 0x84, 0xff)), { maxLength: 4 }), fc.nat(500)).map(([bytes, changes, end]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return copy.subarray(0, end);
  });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), (bytes) => {
    for (const parse of [parseDg1, readDg1, parseDg2, parseDg11, parseDg12, parseDg15, parseSecurityInfos]) parse(bytes);
  }), { numRuns: 500 });
});
