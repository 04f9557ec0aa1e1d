/** Makes an invented person's card: its files, its keys, its signature. */
import type { MrzKey } from '../../../sync/core/capture.js';
import { showDate, toMrzDate } from '../../../sync/core/dates.js';
import type { FieldName } from '../../../sync/core/dossier.js';
import { vietnameseNumbers, writeTd1 } from '../../../sync/core/mrz.js';
import type { SimulatedPerson } from '../../kit.js';
import { concat, fromHex, uint16 } from '../bytes.js';
import { cardAccess, readingOrder, type ElementaryFile } from '../protocol/files.js';
import { writeTlv } from '../protocol/tlv.js';
import { makeSignedMessage, makeSod } from '../trust/make-signed.js';

import { drawFace } from './face.js';
import { simulatedDsc } from './issuer.js';
import { activeKey, chipKeyPair, dg14File, dg15File, type ActiveKey, type ChipKeyPair } from './keys.js';
import { cardAccessFile, paceInfos } from './pace-chip.js';

export interface Card {
  /** What the card's printed zone shows; the chip opens with it. */
  readonly key: MrzKey;
  /** Printed on the front. */
  readonly can: string;
  /** As they are read, EF.CardAccess first where the chip has one. */
  readonly files: readonly { readonly file: ElementaryFile; readonly bytes: Uint8Array }[];
  /** What a reader should report. */
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  /** EF.CardSecurity, outside the application; null where the card has none. */
  readonly cardSecurity: Uint8Array | null;
  /** Of DG14 and DG15. */
  readonly chipKey: ChipKeyPair | null;
  readonly activeKey: ActiveKey | null;
}

export interface CardOptions {
  /** PACE protocols of EF.CardAccess, `ecdh-gm aes-128 13`; none makes a card with basic access control alone. */
  readonly pace?: readonly string[];
  /** `ecdh aes-128 13`; null leaves DG14 out. */
  readonly chipAuthentication?: string | null;
  readonly activeAuthentication?: 'rsa' | 'rsa-sha1' | 'ecdsa' | null;
  /** Standardized curve of an ECDSA key for active authentication. */
  readonly activeCurve?: number;
  /** Who signed; null leaves EF.SOD out. */
  readonly signer?: 'own' | 'stranger' | 'expired' | null;
  readonly can?: string;
  /**
   * Where a chip with chip authentication mapping has its static key: in DG14, as every chip that has one, or in EF.CardSecurity alone. Signed by the one
   * who signed EF.SOD, by another, or changed afterwards.
   */
  readonly cardSecurity?: 'own' | 'stranger' | 'changed' | null;
  readonly mappingKeyIn?: 'dg14' | 'card-security';
  /** Come along with the signer's in EF.SOD, as some issuers put their whole chain there. */
  readonly certificates?: readonly Uint8Array[];
  /** Further files, by role. */
  readonly others?: Readonly<Partial<Record<ElementaryFile['role'], Uint8Array>>>;
}

/** As cards were before PACE, proofs and signatures. */
export const plainCard: CardOptions = { pace: [], chipAuthentication: null, activeAuthentication: null, signer: null };

/** Cards without an end carry this in their zone. */
const neverExpires = '991231';

/** What the officer would type off the card. */
export function chipKeyOf(person: SimulatedPerson): MrzKey {
  return {
    number: vietnameseNumbers(person.number).number,
    birth: toMrzDate(person.birth),
    expiry: person.expiry === '' ? neverExpires : toMrzDate(person.expiry),
  };
}

/** `photo` is a JPEG or JPEG 2000 image; a face is drawn when it is missing. `expiry` '' makes a card without an end. */
export async function makeCard(person: SimulatedPerson, photo?: Uint8Array, options: CardOptions = {}): Promise<Card> {
  const { pace = ['ecdh-gm aes-128 13'], chipAuthentication = 'ecdh aes-128 13', activeAuthentication = 'rsa', signer = 'own', can = '135790', cardSecurity = pace.some((one) => one.includes('-cam')) ? 'own' : null } = options;
  const chipKey = chipAuthentication === null ? null : chipKeyPair(chipAuthentication, person.number);
  const active = activeAuthentication === null ? null : await activeKey(activeAuthentication, person.number, options.activeCurve);
  const infos = [...paceInfos(pace), ...(chipKey?.infos ?? [])];
  const groups: Partial<Record<ElementaryFile['role'], Uint8Array>> = {
    'chip-dg1': zoneFile(person),
    'chip-dg2': faceFile(photo ?? (await drawFace(person.sex))),
    'chip-dg13': personFile(person),
    ...(chipKey === null ? {} : { 'chip-dg14': dg14File(options.mappingKeyIn === 'card-security' ? paceInfos(pace) : infos) }),
    ...(active === null ? {} : { 'chip-dg15': dg15File(active) }),
    ...options.others,
  };
  const listed = readingOrder.filter((file) => file.group > 0 && groups[file.role] !== undefined);
  const tags = Uint8Array.from(listed.map((file) => file.tag).sort((one, other) => one - other));
  const hashed = listed.map((file) => ({ number: file.group, bytes: groups[file.role] ?? new Uint8Array() })).sort((one, other) => one.number - other.number);
  const contents: typeof groups = {
    'chip-com': writeTlv(0x60, writeTlv(0x5f01, ascii('0107')), writeTlv(0x5f36, ascii('040000')), writeTlv(0x5c, tags)),
    ...groups,
    ...(pace.length === 0 ? {} : { 'chip-card-access': cardAccessFile(pace) }),
    ...(signer === null ? {} : { 'chip-sod': makeSod(simulatedDsc(person.issued, signer), hashed, { others: options.certificates ?? [] }) }),
  };
  return {
    key: chipKeyOf(person), can, chipKey, activeKey: active, cardSecurity: securityFile(person, infos, cardSecurity),
    files: [cardAccess, ...readingOrder].flatMap((file) => {
      const bytes = contents[file.role];
      return bytes === undefined ? [] : [{ file, bytes }];
    }),
    fields: fieldsOf(person),
  };
}

function fieldsOf(person: SimulatedPerson): Card['fields'] {
  const { issued, expiry, ...rest } = person;
  const filled = Object.entries({ ...rest, cardIssued: issued }).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(filled.map(([field, value]) => [field, value.normalize('NFC')])), cardExpiry: expiry };
}

function ascii(value: string): Uint8Array {
  return new Uint8Array(Buffer.from(value, 'latin1'));
}

/** Its content is the SecurityInfos of EF.CardAccess and DG14. */
function securityFile(person: SimulatedPerson, infos: readonly Uint8Array[], kind: CardOptions['cardSecurity'] = null): Uint8Array | null {
  if (kind === null) return null;
  const signed = makeSignedMessage(simulatedDsc(person.issued, kind === 'stranger' ? 'stranger' : 'own'), '0.4.0.127.0.7.3.2.1', writeTlv(0x31, ...infos));
  // The last byte is the signature's.
  return kind === 'changed' ? Uint8Array.from(signed, (byte, index) => (index === signed.length - 1 ? byte ^ 1 : byte)) : signed;
}

function zoneFile(person: SimulatedPerson): Uint8Array {
  const [surname = '', ...given] = person.fullName.split(' ');
  const lines = writeTd1({
    document: 'ID', issuer: 'VNM', nationality: 'VNM', optional2: '', surname, given: given.join(' '),
    sex: person.sex === 'male' ? 'M' : 'F', ...vietnameseNumbers(person.number), birth: chipKeyOf(person).birth, expiry: chipKeyOf(person).expiry,
  });
  return writeTlv(0x61, writeTlv(0x5f1f, ascii(lines.join(''))));
}

/** ISO/IEC 19794-5:2005 in its CBEFF wrapping, one image, no feature points. */
function faceFile(image: Uint8Array): Uint8Array {
  const uint32 = (value: number): Uint8Array => concat(uint16(value >>> 16), uint16(value & 0xffff));
  const isJpeg = image[0] === 0xff && image[1] === 0xd8;
  const size = 20 + 12 + image.length;
  const record = concat(
    ascii('FAC\x00010\x00'), uint32(14 + size), uint16(1),
    uint32(size), uint16(0), new Uint8Array(14),
    // Full frontal; JPEG 0 or JPEG 2000 1; width and height; 24-bit sRGB; unspecified source, device, quality.
    Uint8Array.of(1, isJpeg ? 0 : 1), uint16(0), uint16(0), Uint8Array.of(1, 0), uint16(0), uint16(0),
    image,
  );
  // Biometric type face, format owner ISO/IEC JTC 1/SC 37 (0101), format type 0008.
  const header = writeTlv(0xa1, fromHex('81 01 02'), fromHex('87 02 01 01'), fromHex('88 02 00 08'));
  return writeTlv(0x75, writeTlv(0x7f61, writeTlv(0x02, Uint8Array.of(1)), writeTlv(0x7f60, header, writeTlv(0x5f2e, record))));
}

/** The layout that dg13.ts tells. */
function personFile(person: SimulatedPerson): Uint8Array {
  const text = (value: string): Uint8Array => writeTlv(0x0c, new Uint8Array(Buffer.from(value.normalize('NFC'), 'utf8')));
  const printable = (value: string): Uint8Array => writeTlv(0x13, ascii(value));
  const entry = (number: number, ...values: readonly Uint8Array[]): Uint8Array => writeTlv(0x30, writeTlv(0x02, Uint8Array.of(number)), ...values);
  const optional = (value: string, write: (value: string) => Uint8Array): readonly Uint8Array[] => (value === '' ? [] : [write(value)]);
  const plain = [person.nationality, person.ethnicity, person.religion, person.origin, person.residence, person.features];
  const entries = [
    entry(1, printable(person.number)),
    entry(2, text(person.fullName)),
    entry(3, printable(showDate(person.birth))),
    entry(4, text(person.sex === 'male' ? 'Nam' : 'Nữ')),
    ...plain.map((value, index) => entry(5 + index, ...optional(value, text))),
    entry(11, ...optional(showDate(person.issued), printable)),
    entry(12, text(person.expiry === '' ? 'Không thời hạn' : showDate(person.expiry))),
    entry(13, writeTlv(0x30, ...optional(person.father, text)), writeTlv(0x30, ...optional(person.mother, text))),
    entry(14, ...optional(person.spouse, text)),
    entry(15, ...optional(person.oldNumber, printable)),
    entry(16, printable('0000SIMULATED000')),
  ];
  return writeTlv(0x6d, writeTlv(0x30, writeTlv(0x02, Uint8Array.of(1)), fromHex('0606 2B0601040100'), writeTlv(0x31, ...entries)));
}
