/** The second line of a card's zone, typed as it stands: cards without an end carry no date of the calendar there, or one of their own. */
import type { MrzKey } from './capture.js';
import { checkDigit } from './mrz.js';
import { fault, ok, type Result } from './result.js';

/** Characters as far as the expiry's check digit. */
export const line2Needed = 15;

/** Typed whole (30 characters) or as far as needed; check digits verified. `values.field` names the date that is wrong. */
export function datesFromLine2(text: string): Result<Pick<MrzKey, 'birth' | 'expiry'>, 'chip-key-malformed'> {
  const line = text.toUpperCase().replace(/\s/gu, '');
  const read = /^([0-9<]{6})([0-9])[MF<]([0-9<]{6})([0-9])[A-Z0-9<]{0,15}$/.exec(line);
  if (read === null) return fault('chip-key-malformed');
  const [, birth = '', birthCheck, expiry = '', expiryCheck] = read;
  if (checkDigit(birth) !== birthCheck) return fault('chip-key-malformed', undefined, { field: 'birth' });
  return checkDigit(expiry) === expiryCheck ? ok({ birth, expiry }) : fault('chip-key-malformed', undefined, { field: 'expiry' });
}
