/** The one sentence, large enough to be read from the bedside. */
import type { Finger } from '../../../../sync/core/fingers.js';
import { isSlap } from '../../../../sync/core/finger-steps.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useData } from '../../../store/data.js';
import { useText, type TextOf } from '../../../text/language.js';
import { nameOf } from '../../dossiers/rows.js';
import type { Enrolment } from '../useEnrolment.js';

import { coaching, leftWeak, type Coaching } from './coaching.js';
import classes from './FingersStep.module.css';
import { useLive, type LiveFeed } from './useLive.js';

interface CoachingLineProps {
  readonly enrolment: Enrolment;
  readonly feed: LiveFeed;
  /** Of a single-finger scanner. */
  readonly inHand: Finger | null;
  readonly usable: boolean;
}

export function CoachingLine({ enrolment, feed, inHand, usable }: CoachingLineProps) {
  const { t } = useText();
  const dossiers = useData('dossiers');
  const summaries = useData('summaries');
  const says = coaching(enrolment.state, useLive(feed));
  const other = 'elsewhere' in says && says.elsewhere !== null ? dossiers.get(says.elsewhere) : undefined;
  const person = other === undefined ? null : nameOf(other, summaries.get(other.id), t);
  const left = leftWeak(enrolment.state);
  return (
    <div className={classes['coach']}>
      <p className={classes['coaching']} aria-live="polite" data-testid="coaching" data-says={says.says} data-cause={says.says === 'cause' ? says.cause : undefined} data-elsewhere={other?.id}>
        {(usable || says.says !== 'place') && coachingText(says, inHand, t, person)}
      </p>
      {left.length > 0 && <StateMark state="weak">{t('enrolment.coaching.left', { fingers: names(left, t) })}</StateMark>}
    </div>
  );
}

/** Placing is said by the step: four fingers, two thumbs, one finger laid, one rolled. `person`: whose the other dossier is, where it is known. */
export function coachingText(says: Coaching, inHand: Finger | null, t: TextOf, person: string | null = null): string {
  if (says.says === 'place') {
    if (!isSlap(says.step)) return t('enrolment.coaching.roll', { finger: t(`enrolment.finger.${says.step}`) });
    return inHand === null ? t('enrolment.coaching.place', { how: t(`enrolment.coaching.how.${says.step}`) }) : t('enrolment.coaching.placeOne', { finger: t(`enrolment.finger.${inHand}`) });
  }
  const values = {
    ...('step' in says ? { step: t(isSlap(says.step) ? `enrolment.slap.${says.step}` : `enrolment.finger.${says.step}`) } : {}),
    ...('fingers' in says ? { fingers: names(says.fingers, t), count: says.fingers.length } : {}),
    ...('like' in says ? { like: t(`enrolment.finger.${says.like}`) } : {}),
  };
  if (says.says === 'cause') return t(`enrolment.coaching.${says.fingers.length === 0 ? 'cause' : 'causeOf'}.${says.cause}`, values);
  if ('elsewhere' in says && says.elsewhere !== null) return person === null ? t('enrolment.coaching.elsewhere', values) : t('enrolment.coaching.elsewhereOf', { ...values, person });
  return t(`enrolment.coaching.${says.says}`, values);
}

function names(fingers: readonly Finger[], t: TextOf): string {
  return fingers.map((finger) => t(`enrolment.finger.${finger}`)).join(', ');
}
