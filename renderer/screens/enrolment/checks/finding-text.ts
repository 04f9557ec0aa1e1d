/** A finding as a sentence: values written as people read them. */
import type { Finding } from '../../../../sync/core/checks.js';
import type { TextOf } from '../../../text/language.js';
import { textOf } from '../fields.js';

export function findingText(finding: Finding, t: TextOf): string {
  return t([`enrolment.finding.${finding.code}.${finding.values?.['with'] ?? 'only'}`, `enrolment.finding.${finding.code}`], {
    ...finding.values,
    ...(finding.field === undefined ? {} : { field: t(`enrolment.field.${finding.field}`) }),
    ...(finding.finger === undefined ? {} : { finger: t(`enrolment.finger.${finding.finger}`) }),
    ...(finding.finger !== undefined || finding.values?.['part'] !== 'photo' ? {} : { finger: t('enrolment.step.photo') }),
    ...(finding.code === 'finger-excepted' ? { reason: t(`enrolment.exception.reason.${finding.values?.['reason']}`) } : {}),
    ...written('here', finding, t),
    ...written('there', finding, t),
  });
}

function written(which: 'here' | 'there', finding: Finding, t: TextOf): Readonly<Record<string, string>> {
  const value = finding.values?.[which];
  if (value === undefined || finding.field === undefined) return {};
  if (finding.field === 'sex') return { [which]: t(`enrolment.sex.${value}`) };
  return { [which]: textOf(finding.field, String(value)) };
}
