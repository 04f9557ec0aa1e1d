/** The 12-digit personal number: province or country (3), century and sex (1), year of birth (2), random (6). It has no check digit. */
import type { PartialDate, Sex } from './person.js';
import { provinceNames } from './provinces.js';
import { fault, ok, type Result } from './result.js';

export interface PersonalNumber {
  /** 12 digits. */
  readonly digits: string;
  readonly province: string;
  /** Null for a code that the table does not have: a country, or a province of later days. */
  readonly provinceName: string | null;
  readonly sex: Sex;
  readonly birthYear: number;
}

/** Reads 12 digits, grouped with spaces, dots or hyphens or not. */
export function parsePersonalNumber(text: string): Result<PersonalNumber, 'number-malformed'> {
  const digits = text.replace(/[\s.-]/gu, '');
  if (!/^\d{12}$/.test(digits)) return fault('number-malformed');
  const centuryAndSex = Number(digits[3]);
  const province = digits.slice(0, 3);
  return ok({
    digits, province,
    provinceName: provinceNames[province] ?? null,
    // 0, 1 = male, female born 1900–1999; 2, 3 = 2000–2099; and so on.
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + 100 * Math.floor(centuryAndSex / 2) + Number(digits.slice(4, 6)),
  });
}

/** What does not agree with the number; warned of, never refused: numbers were given before a date was corrected. */
export function numberAgainst(
  number: PersonalNumber,
  person: { readonly birth: PartialDate; readonly sex: Sex | null | '' },
): readonly ('birth' | 'sex')[] {
  const birth = person.birth !== '' && Number(person.birth.slice(0, 4)) !== number.birthYear;
  const sex = person.sex !== null && person.sex !== '' && person.sex !== number.sex;
  return [...(birth ? ['birth' as const] : []), ...(sex ? ['sex' as const] : [])];
}

/** `079 1 38 012345`; other lengths stay as they are. */
export function groupNumber(digits: string): string {
  return digits.replace(/^(\d{3})(\d)(\d{2})(\d{6})$/, '$1 $2 $3 $4');
}
