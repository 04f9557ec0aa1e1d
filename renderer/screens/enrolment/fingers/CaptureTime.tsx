/** A capture under way: how long the scanner waits yet. What has no end of its own that is known shows that it goes on. */
import { useState } from 'react';

import { useNow } from '../../../parts/useNow.js';
import { formatDuration } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { leftByDeadline } from '../time-left.js';

import classes from './LivePicture.module.css';

/** `longest`: milliseconds from now on, or null. */
export function CaptureTime({ longest }: { readonly longest: number | null }) {
  const { t, language } = useText();
  const now = useNow(500);
  const [startedAt] = useState(now);
  const left = leftByDeadline(startedAt, longest, now);
  if (left === null || longest === null) return <div className={classes['progress']} role="progressbar" aria-label={t('enrolment.fingers.capturing')} />;
  return (
    <>
      <span className={classes['left']} data-testid="capture-left">{t('enrolment.fingers.waits', { time: formatDuration(left, language) })}</span>
      <div className={classes['progress']} data-known role="progressbar" aria-label={t('enrolment.fingers.capturing')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round((100 * left) / longest)}>
        <div className={classes['rest']} style={{ width: `${(100 * left) / longest}%` }} />
      </div>
    </>
  );
}
