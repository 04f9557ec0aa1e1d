/** What headquarters would send back, found while the person is still there: each with its place, warnings to be accepted with a reason. */
import { findingKey } from '../../../../sync/core/checks.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { StepFrame } from '../StepFrame.js';
import { placeOf } from '../step-states.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './ChecksStep.module.css';
import { FindingRow } from './FindingRow.js';
import { rowsOf } from './rows.js';

export function ChecksStep({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, findings } = enrolment;
  const rows = rowsOf(findings, draft);
  const open = rows.filter((one) => one.open).map((one) => one.finding);
  const first = open.find((one) => one.severity === 'block') ?? null;
  const place = first === null ? null : placeOf(first);
  const acceptable = open.filter((one) => one.severity === 'warn');
  return (
    <StepFrame
      enrolment={enrolment}
      title={t('enrolment.step.checks')}
      next={place === null ? t('enrolment.checks.readBack') : t(`enrolment.checks.goTo.${place}`)}
      onNext={() => enrolment.goTo(place ?? 'readback')}
      blocked={place === null && open.length > 0 ? t('enrolment.checks.acceptFirst', { count: open.length }) : null}
    >
      <h2 className={classes['title']}>
        {open.length === 0 ? (
          <StateMark state="good">{t('enrolment.checks.clean')}</StateMark>
        ) : (
          <StateMark state={first === null ? 'weak' : 'blocked'}>{t('enrolment.checks.open', { count: open.length })}</StateMark>
        )}
      </h2>
      <ul className={classes['list']} data-testid="checks-list">
        {rows.map(({ finding, missing }) => (
          <FindingRow key={findingKey(finding)} finding={finding} missing={missing} enrolment={enrolment} keys={digitOf(acceptable.indexOf(finding))} />
        ))}
      </ul>
    </StepFrame>
  );
}

/** The key of the nth thing to accept, from 0; there are nine digits. */
function digitOf(position: number): string | null {
  return position >= 0 && position < 9 ? String(position + 1) : null;
}
