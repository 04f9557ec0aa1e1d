/** Checks of one source against another: the number's own digits, and the person of headquarters' list. */
import { valueOf } from './check-fields.js';
import type { Finding } from './checks.js';
import { showDate } from './dates.js';
import type { Draft } from './dossier.js';
import { sameName } from './names.js';
import { numberAgainst, parsePersonalNumber } from './personal-number.js';

export function checkSources(draft: Draft): readonly Finding[] {
  return [...againstNumber(draft), ...againstWorklist(draft)];
}

function againstNumber(draft: Draft): readonly Finding[] {
  const number = parsePersonalNumber(valueOf(draft, 'number'));
  if (!number.ok) return [];
  const sex = valueOf(draft, 'sex');
  const birth = valueOf(draft, 'birth');
  const wrong = numberAgainst(number.value, { birth, sex: sex === 'male' || sex === 'female' ? sex : null });
  return wrong.map((field): Finding =>
    field === 'birth'
      ? { code: 'dob-mismatch', severity: 'warn', field, values: { with: 'number', here: showDate(birth), there: number.value.birthYear } }
      : { code: 'sex-mismatch', severity: 'warn', field, values: { with: 'number', here: sex, there: number.value.sex } });
}

function againstWorklist(draft: Draft): readonly Finding[] {
  const { person } = draft;
  if (person === null) return [];
  const findings: Finding[] = [];
  const [name, birth, sex, number] = [valueOf(draft, 'fullName'), valueOf(draft, 'birth'), valueOf(draft, 'sex'), valueOf(draft, 'number')];
  if (name !== '' && !sameName(name, person.name)) {
    findings.push({ code: 'name-mismatch', severity: 'warn', field: 'fullName', values: { with: 'worklist', here: name, there: person.name } });
  }
  // A list that knows less (the year alone) is not contradicted by a source that knows more, nor the other way round.
  if (birth !== '' && person.birth !== '' && !birth.startsWith(person.birth) && !person.birth.startsWith(birth)) {
    findings.push({ code: 'dob-mismatch', severity: 'warn', field: 'birth', values: { with: 'worklist', here: showDate(birth), there: showDate(person.birth) } });
  }
  if (sex !== '' && person.sex !== null && sex !== person.sex) {
    findings.push({ code: 'sex-mismatch', severity: 'warn', field: 'sex', values: { with: 'worklist', here: sex, there: person.sex } });
  }
  if (number !== '' && person.number !== '' && number !== person.number) {
    findings.push({ code: 'number-mismatch', severity: 'warn', field: 'number', values: { with: 'worklist', here: number, there: person.number } });
  }
  return findings;
}
