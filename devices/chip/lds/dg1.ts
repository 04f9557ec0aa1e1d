/**
 * DG1: the machine readable zone, check digits verified: three lines of 30 (TD1), two of 36 (TD2) or of 44 (TD3) (Doc 9303-10 clause 4.7.1).
 */
import { firstWrong, namesOf, readTd1, wholeNumber, type MrzCheck, type MrzField, type Td1 } from '../../../sync/core/mrz.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { descend } from '../protocol/tlv.js';

/** In two lines, `optional2` is ''; a passport's `optional` is its personal number. */
export interface Zone extends Td1 {
  readonly format: 'TD1' | 'TD2' | 'TD3';
}

/** A zone, and the first of its checks that fails. */
export interface ReadZone {
  readonly zone: Zone;
  readonly wrong: MrzField | null;
}

type ZoneFault = 'mrz-malformed' | 'mrz-check-digit';

export function parseDg1(bytes: Uint8Array): Result<Zone, ZoneFault> {
  return zoneOf(textOf(bytes));
}

/** Whatever its check digits say; null for what is no zone. */
export function readDg1(bytes: Uint8Array): ReadZone | null {
  return readZone(textOf(bytes));
}

/** In all formats the third to fifth character; '' where there is none. */
export function issuingStateOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : textOf(bytes).replace(/\s/gu, '').slice(2, 5).replace(/<+$/, '');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode((descend(bytes, 0x61, 0x5f1f) ?? new Uint8Array()).subarray(0, 200));
}

/** Of the lines as they are printed, with or without breaks between them. */
export function zoneOf(text: string): Result<Zone, ZoneFault> {
  const read = readZone(text);
  if (read === null) return fault('mrz-malformed');
  return read.wrong === null ? ok(read.zone) : fault('mrz-check-digit', undefined, { field: read.wrong });
}

function readZone(text: string): ReadZone | null {
  const card = readTd1(text);
  if (card !== null) return { zone: { format: 'TD1', ...card.card }, wrong: card.wrong };
  const zone = text.toUpperCase().replace(/\s/gu, '');
  if (!/^[A-Z0-9<]*$/.test(zone)) return null;
  if (zone.length === 72) return readTwoLines(zone.slice(0, 36), zone.slice(36), 'TD2');
  return zone.length === 88 ? readTwoLines(zone.slice(0, 44), zone.slice(44), 'TD3') : null;
}

/**
 * Doc 9303-4 clause 4.2 and 9303-6 clause 4.2: line 2 holds all checked fields, in both formats at the same places but for the end. The composite covers 1 to 10,
 * 14 to 20, 22 to the last but one (counted from 1).
 */
function readTwoLines(first: string, second: string, format: 'TD2' | 'TD3'): ReadZone | null {
  const sex = second[20];
  if (sex !== 'M' && sex !== 'F' && sex !== '<') return null;
  const isPassport = format === 'TD3';
  const last = second.length - 1;
  const personal = second.slice(28, isPassport ? 42 : last);
  // Only a passport's personal number has a digit of its own; an empty one may have a filler for it.
  const hasDigit = isPassport && !(/^<+$/.test(personal) && second[42] === '<');
  const { number, optional, check } = isPassport
    ? { number: second.slice(0, 9), optional: personal.replace(/<+$/, ''), check: ['number', second.slice(0, 9), second[9]] as MrzCheck }
    : wholeNumber(second.slice(0, 9), second[9], personal);
  const [birth, expiry] = [second.slice(13, 19), second.slice(21, 27)];
  const wrong = firstWrong([
    check, ['birth', birth, second[19]], ['expiry', expiry, second[27]],
    ['composite', second.slice(0, 10) + second.slice(13, 20) + second.slice(21, last), second[last]],
    ...(hasDigit ? [['optional', personal, second[42]] as const] : []),
  ]);
  return {
    zone: { format, document: first.slice(0, 2), issuer: first.slice(2, 5), number, optional, birth, sex, expiry, nationality: second.slice(10, 13), optional2: '', ...namesOf(first.slice(5)) },
    wrong,
  };
}
