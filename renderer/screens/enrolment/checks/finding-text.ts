/** A finding as a sentence: values written as people read them. */
import type { Finding } from '../../../../sync/core/checks.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import type { TextOf } from '../../../text/language.js';
import { textOf } from '../fields.js';

/** `missing`: all fingers that a finding of missing prints stands for. */
export function findingText(finding: Finding, t: TextOf, missing: readonly Finger[] = []): string {
  if (finding.code === 'missing-part') {
    if (finding.finger === undefined) return t('enrolment.finding.missing-part.photo');
    const names = (missing.length === 0 ? [finding.finger] : missing).map((finger) => t(`enrolment.finger.${finger}`));
    const rolled = String(finding.values?.['part']).startsWith('rolled-');
    return t(rolled ? 'enrolment.finding.missing-part.rolled' : 'enrolment.finding.missing-part.fingers', { fingers: names.join(', ') });
  }
  const variant = finding.values?.['with'] ?? finding.values?.['print'] ?? (finding.code === 'finger-excepted' ? finding.values?.['only'] : undefined) ?? 'only';
  return t([`enrolment.finding.${finding.code}.${variant}`, `enrolment.finding.${finding.code}`], {
    ...finding.values,
    ...(finding.field === undefined ? {} : { field: t(`enrolment.field.${finding.field}`) }),
    ...(finding.finger === undefined ? {} : { finger: t(`enrolment.finger.${finding.finger}`) }),
    ...('like' in (finding.values ?? {}) ? { likeFinger: t(`enrolment.finger.${finding.values?.['like']}`) } : {}),
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
