/** Checks of single fields: there, well formed, in letters that headquarters takes. */
import type { Finding } from './checks.js';
import type { Draft, FieldName } from './dossier.js';
import { nameFaults, textFaults } from './names.js';
import { parsePersonalNumber } from './personal-number.js';
import { parsePhone } from './phone.js';

const personNames: readonly FieldName[] = ['fullName', 'father', 'mother', 'spouse'];
const texts: readonly FieldName[] = ['nationality', 'ethnicity', 'religion', 'origin', 'residence', 'hamlet', 'ward', 'features'];

export function valueOf(draft: Draft, field: FieldName): string {
  return draft.fields[field]?.value ?? '';
}

export function checkFields(draft: Draft): readonly Finding[] {
  return [...checkRequired(draft), ...checkLetters(draft), ...checkForms(draft)];
}

function checkRequired(draft: Draft): readonly Finding[] {
  const required: FieldName[] = ['fullName', 'birth', 'sex', 'nationality', 'residence'];
  // Who gets a first card may have no number yet: headquarters gives it.
  if (draft.kind !== 'first-issue') required.unshift('number');
  if (draft.kind === 'eid-account') required.push('phone');
  const missing = required.filter((field) => valueOf(draft, field).trim() === '');
  const findings: Finding[] = missing.map((field) => ({ code: 'missing-field', severity: 'block', field }));
  const eidDue = draft.person?.due === 'eid' || draft.person?.due === 'both';
  if (eidDue && draft.kind !== 'eid-account' && valueOf(draft, 'phone') === '') {
    findings.push({ code: 'missing-field', severity: 'warn', field: 'phone' });
  }
  return findings;
}

function checkLetters(draft: Draft): readonly Finding[] {
  const faulty = (fields: readonly FieldName[], faults: (text: string) => readonly string[]) =>
    fields.flatMap((field): Finding[] => {
      const value = valueOf(draft, field);
      // Two spellings of one letter (NFC, NFD) are two names to headquarters' register.
      const found = value === value.normalize('NFC') ? faults(value) : ['NFD'];
      if (found.length === 0) return [];
      return [{ code: 'illegal-character', severity: 'block', field, values: { characters: found.map(visible).join(' ') } }];
    });
  return [...faulty(personNames, nameFaults), ...faulty(texts, textFaults)];
}

/** A character that can be shown; others by their code point. */
function visible(character: string): string {
  return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(character) ? character : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function checkForms(draft: Draft): readonly Finding[] {
  const findings: Finding[] = [];
  const number = valueOf(draft, 'number');
  if (number !== '' && !parsePersonalNumber(number).ok) findings.push({ code: 'number-malformed', severity: 'block', field: 'number' });
  const oldNumber = valueOf(draft, 'oldNumber');
  if (oldNumber !== '' && !/^(\d{9}|\d{12})$/.test(oldNumber)) findings.push({ code: 'number-malformed', severity: 'block', field: 'oldNumber' });
  const sex = valueOf(draft, 'sex');
  if (sex !== '' && sex !== 'male' && sex !== 'female') findings.push({ code: 'sex-unknown', severity: 'block', field: 'sex' });
  if (!parsePhone(valueOf(draft, 'phone')).ok) findings.push({ code: 'phone-malformed', severity: 'block', field: 'phone' });
  const email = valueOf(draft, 'email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) findings.push({ code: 'email-malformed', severity: 'block', field: 'email' });
  return findings;
}
