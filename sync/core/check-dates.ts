/** Checks of the dates: on the calendar, not ahead, of age, in order. */
import { valueOf } from './check-fields.js';
import type { Finding } from './checks.js';
import { ageOn, dateRange, isPartialDate, showDate } from './dates.js';
import type { Draft, FieldName } from './dossier.js';

/** Cards are for citizens from 14 years; under that on request, with a guardian. */
export const ageOfCards = 14;

export function checkDates(draft: Draft, today: string): readonly Finding[] {
  const dates: readonly FieldName[] = ['birth', 'cardIssued', 'cardExpiry'];
  const impossible = dates.filter((field) => valueOf(draft, field) !== '' && !isPartialDate(valueOf(draft, field)));
  const findings: Finding[] = impossible.map((field) => ({ code: 'date-impossible', severity: 'block', field }));
  const known = (field: FieldName) => (impossible.includes(field) ? '' : valueOf(draft, field));

  for (const field of ['birth', 'cardIssued'] as const) {
    const date = known(field);
    if (date !== '' && dateRange(date)[0] > today) {
      findings.push({ code: 'date-in-future', severity: 'block', field, values: { here: showDate(date) } });
    }
  }
  const [birth, issued, expiry] = [known('birth'), known('cardIssued'), known('cardExpiry')];
  const age = ageOn(birth, today);
  if (age !== null && age >= 0 && age < ageOfCards) findings.push({ code: 'under-age', severity: 'warn', field: 'birth', values: { age } });
  if (issued !== '' && expiry !== '' && dateRange(expiry)[1] < dateRange(issued)[0]) {
    findings.push({ code: 'card-dates', severity: 'warn', field: 'cardExpiry', values: { here: showDate(expiry), there: showDate(issued) } });
  }
  return findings;
}
