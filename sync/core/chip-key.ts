/** What opens the chip, from what the officer types off the card or the form already knows. */
import type { MrzKey } from './capture.js';
import { isFullDate, parseDate, toMrzDate } from './dates.js';
import { checkDigit } from './mrz.js';
import { fault, ok, type Result } from './result.js';

export type ChipKeyField = keyof MrzKey;

/**
 * Each value as the MRZ shows it, with its check digit (10, 7, 7 characters; verified) or without (9, 6, 6). Also taken: the personal number
 * (12 digits: its last nine are the document number), and dates as `dd/MM/yyyy`. `values.field` names the one that is wrong, `values.check`
 * is 1 when it is its check digit.
 */
export function chipKeyFrom(typed: Readonly<Record<ChipKeyField, string>>): Result<MrzKey, 'chip-key-malformed'> {
  const number = documentNumber(typed.number);
  const birth = mrzDate(typed.birth, 'birth');
  const expiry = mrzDate(typed.expiry, 'expiry');
  if (!number.ok) return number;
  if (!birth.ok) return birth;
  if (!expiry.ok) return expiry;
  return ok({ number: number.value, birth: birth.value, expiry: expiry.value });
}

/** 9 characters, `<` filled. */
export function documentNumber(text: string): Result<string, 'chip-key-malformed'> {
  const clean = text.toUpperCase().replace(/[\s.-]/gu, '');
  if (/^\d{12}$/.test(clean)) return ok(clean.slice(-9));
  return checked(clean, /^[A-Z0-9<]{9}$/, 'number');
}

/**
 * Line 2 of the zone, typed whole (30 characters) or as far as the expiry's check digit (15). Cards without expiry carry a date of their own there,
 * so that the line is typed as it stands.
 */
export function datesFromLine2(text: string): Result<Pick<MrzKey, 'birth' | 'expiry'>, 'chip-key-malformed'> {
  const line = text.toUpperCase().replace(/\s/gu, '');
  const read = /^([0-9<]{7})[MF<]([0-9<]{7})([A-Z0-9<]{15})?$/.exec(line);
  if (read === null) return fault('chip-key-malformed', undefined, { field: 'birth', check: 0 });
  const birth = mrzDate(read[1] ?? '', 'birth');
  const expiry = mrzDate(read[2] ?? '', 'expiry');
  if (!birth.ok) return birth;
  return expiry.ok ? ok({ birth: birth.value, expiry: expiry.value }) : expiry;
}

function mrzDate(text: string, field: 'birth' | 'expiry'): Result<string, 'chip-key-malformed'> {
  const clean = text.trim();
  if (/[/.-]/.test(clean)) {
    const date = parseDate(clean);
    if (!date.ok || !isFullDate(date.value)) return fault('chip-key-malformed', undefined, { field, check: 0 });
    return ok(toMrzDate(date.value));
  }
  const read = checked(clean.replace(/\s/gu, ''), /^\d{2}(0[1-9]|1[0-2]|<<)(0[1-9]|[12]\d|3[01]|<<)$/, field);
  return read;
}

/** The field with its check digit behind it, verified, or the bare field. */
function checked(text: string, shape: RegExp, field: ChipKeyField): Result<string, 'chip-key-malformed'> {
  if (shape.test(text)) return ok(text);
  const bare = text.slice(0, -1);
  if (!shape.test(bare)) return fault('chip-key-malformed', undefined, { field, check: 0 });
  return checkDigit(bare) === text.slice(-1) ? ok(bare) : fault('chip-key-malformed', undefined, { field, check: 1 });
}
