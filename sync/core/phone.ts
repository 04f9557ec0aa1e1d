/** Vietnamese telephone numbers. */
import { fault, ok, type Result } from './result.js';

/**
 * Digits only, with the leading 0: a mobile of 10 digits (03, 05, 07, 08, 09), or a landline of 11 (02 and area). +84, 84 and 0084 are taken for the 0;
 * spaces, dots, hyphens and brackets fall away. Nothing typed is ''.
 */
export function parsePhone(text: string): Result<string, 'phone-malformed'> {
  const plain = text.replace(/[\s.()-]/gu, '');
  if (plain === '') return ok('');
  const digits = plain.replace(/^(\+84|0084|84(?=\d{9,10}$))0?/, '0');
  return /^(0[35789]\d{8}|02\d{9})$/.test(digits) ? ok(digits) : fault('phone-malformed');
}

/** `0912 345 678`; other lengths keep their end together. */
export function groupPhone(digits: string): string {
  return digits.replace(/^(\d{4})(\d{3})(\d{3,4})$/, '$1 $2 $3');
}
