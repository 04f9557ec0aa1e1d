/** The machine readable zone of identity cards: TD1, three lines of 30 (ICAO 9303-5), check digits 7-3-1 (ICAO 9303-3, 4.9). */
import { foldName } from './names.js';
import { fault, ok, type Result } from './result.js';

const weights = [7, 3, 1] as const;

/** 0–9 as they are, A–Z as 10–35, `<` as 0; −1 for what an MRZ cannot hold. */
function valueOf(character: string): number {
  if (character === '<') return 0;
  return /^[0-9A-Z]$/.test(character) ? Number.parseInt(character, 36) : -1;
}

/** The check digit of a field, '0'–'9'; null when it holds what an MRZ cannot. */
export function checkDigit(field: string): string | null {
  let sum = 0;
  for (let index = 0; index < field.length; index += 1) {
    const value = valueOf(field[index] ?? '');
    if (value < 0) return null;
    sum += value * (weights[index % 3] ?? 0);
  }
  return String(sum % 10);
}

export interface Td1 {
  /** Two letters, `ID` on identity cards. */
  readonly document: string;
  readonly issuer: string;
  /** 9 characters as printed, fillers kept; all of a longer one, without them. What the chip is opened with. */
  readonly number: string;
  /** Fillers at its end cut. On Vietnamese cards: the 12-digit number, `<<`, one more digit. */
  readonly optional: string;
  /** YYMMDD, `<` where unknown. */
  readonly birth: string;
  readonly sex: 'M' | 'F' | '<';
  readonly expiry: string;
  readonly nationality: string;
  readonly optional2: string;
  readonly surname: string;
  readonly given: string;
}

export type MrzField = 'number' | 'birth' | 'expiry' | 'optional' | 'composite';

/** A check of a zone: the field, the characters that it covers, and the digit that stands there. */
export type MrzCheck = readonly [field: MrzField, covered: string, digit: string | undefined];

export function firstWrong(checks: readonly MrzCheck[]): MrzField | null {
  return checks.find(([, covered, digit]) => checkDigit(covered) !== digit)?.[0] ?? null;
}

/**
 * A number of more than nine characters has a filler for its check digit; its other characters and its digit open the optional data, up to a filler
 * (ICAO 9303-5, 4.2.2.1 note j; 9303-6 the same).
 */
export function wholeNumber(principal: string, digit: string | undefined, optional: string): { readonly number: string; readonly optional: string; readonly check: MrzCheck } {
  const [overflow = '', ...rest] = optional.split('<');
  if (digit !== '<' || overflow.length < 2) return { number: principal, optional: optional.replace(/<+$/, ''), check: ['number', principal, digit] };
  const number = principal + overflow.slice(0, -1);
  return { number, optional: rest.join('<').replace(/<+$/, ''), check: ['number', number, overflow.at(-1)] };
}

/** What the composite check digit covers: line 1 from 6 to 30, line 2 from 1 to 7, 9 to 15, 19 to 29 (counted from 1). */
function composite(first: string, second: string): string {
  return first.slice(5, 30) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
}

/** Three lines, or the 90 characters in one. `values.field` names the first check that fails. */
export function parseTd1(text: string): Result<Td1, 'mrz-malformed' | 'mrz-check-digit'> {
  const read = readTd1(text);
  if (read === null) return fault('mrz-malformed');
  return read.wrong === null ? ok(read.card) : fault('mrz-check-digit', undefined, { field: read.wrong });
}

/** The same with the first check that fails beside it; null for what is no such zone. */
export function readTd1(text: string): { readonly card: Td1; readonly wrong: MrzField | null } | null {
  const zone = text.toUpperCase().replace(/\s/gu, '');
  if (!/^[A-Z0-9<]{90}$/.test(zone)) return null;
  const [first, second, third] = [zone.slice(0, 30), zone.slice(30, 60), zone.slice(60)];
  const { number, optional, check } = wholeNumber(first.slice(5, 14), first[14], first.slice(15));
  const sex = second[7];
  if (sex !== 'M' && sex !== 'F' && sex !== '<') return null;
  const card = {
    document: first.slice(0, 2), issuer: first.slice(2, 5), number, optional, birth: second.slice(0, 6), sex, expiry: second.slice(8, 14), nationality: second.slice(15, 18),
    optional2: second.slice(18, 29).replace(/<+$/, ''), ...namesOf(third),
  } as const;
  return { card, wrong: firstWrong([check, ['birth', card.birth, second[6]], ['expiry', card.expiry, second[14]], ['composite', composite(first, second), second[29]]]) };
}

/** Of a zone's field of names. */
export function namesOf(field: string): Pick<Td1, 'surname' | 'given'> {
  const [surname = '', given = ''] = field.replace(/<+$/, '').split('<<');
  return { surname: surname.replaceAll('<', ' '), given: given.replaceAll('<', ' ') };
}

/** Three lines of 30 with their check digits. Names that are too long are cut; fields that do not fit are a programmer's mistake. */
export function writeTd1(card: Td1): readonly [string, string, string] {
  const fill = (text: string, length: number) => {
    if (text.length > length || checkDigit(text) === null) throw Error(`not a field of ${length} characters of an MRZ`);
    return text.padEnd(length, '<');
  };
  const checked = (text: string, length: number) => fill(text, length) + (checkDigit(fill(text, length)) ?? '');
  const overflow = card.number.slice(9);
  const numbers = overflow === ''
    ? checked(card.number, 9) + fill(card.optional, 15)
    : `${card.number.slice(0, 9)}<${fill(`${overflow}${checkDigit(card.number) ?? ''}<${card.optional}`, 15)}`;
  const first = fill(card.document, 2) + fill(card.issuer, 3) + numbers;
  const second = checked(card.birth, 6) + card.sex + checked(card.expiry, 6) + fill(card.nationality, 3) + fill(card.optional2, 11);
  const names = [mrzName(card.surname), mrzName(card.given)].filter((name) => name !== '').join('<<');
  return [first, second + (checkDigit(composite(first, second)) ?? ''), names.slice(0, 30).padEnd(30, '<')];
}

/** A name as the MRZ spells it: A–Z, `<` for a space or hyphen, apostrophes left out (ICAO 9303-3, 4.6). */
export function mrzName(name: string): string {
  return foldName(name).toUpperCase().replace(/[^A-Z\s-]/gu, '').trim().replace(/[\s-]+/gu, '<');
}

/** On Vietnamese cards: last 9 digits of the number, and the whole number followed by `<<` and its own check digit. */
export function vietnameseNumbers(number: string): { readonly number: string; readonly optional: string } {
  return { number: number.slice(-9), optional: `${number}<<${checkDigit(number) ?? ''}` };
}
