/** Every print of the step's fingers that was taken: the one that stands is marked, any other is brought back by a press. */
import { UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import { fingersOfStep, impressionOf, printRole } from '../../../../sync/core/finger-steps.js';
import { lowQuality, type Placed } from '../../../../sync/core/prints.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './Tries.module.css';

export function Tries({ enrolment, step }: { readonly enrolment: Enrolment; readonly step: FingerStep }) {
  const { t } = useText();
  const { draft, thumbnails } = enrolment;
  const { want } = thumbnails;
  const taken = fingersOfStep(step).map((finger) => ({ finger, role: printRole(finger, impressionOf(step)), tries: draft.tries[printRole(finger, impressionOf(step))] ?? [] })).filter((one) => one.tries.length > 0);
  useEffect(() => {
    for (const role of fingersOfStep(step).map((finger) => printRole(finger, impressionOf(step)))) want(draft.tries[role] ?? []);
  }, [step, draft.tries, want]);
  return (
    <div className={classes['tries']} role="group" aria-label={t('enrolment.fingers.tries')} data-testid="tries">
      {taken.map(({ finger, role, tries }) => (
        <div key={role} className={classes['finger']}>
          <span className={classes['name']}>{t(`enrolment.fingerShort.${finger}`)}</span>
          {tries.map((one) => (
            <Try
              key={one.part.id}
              one={one}
              stands={draft.parts[role]?.part.id === one.part.id}
              picture={thumbnails.ofTry(one.part.id)}
              onChoose={(part) => enrolment.change([{ kind: 'print-chosen', role, part }])}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface TryProps {
  readonly one: Placed;
  readonly stands: boolean;
  readonly picture: Uint8Array | null;
  /** null takes the print out of its place. */
  readonly onChoose: (part: string | null) => void;
}

function Try({ one, stands, picture, onChoose }: TryProps) {
  const { t } = useText();
  const { quality, print } = one.origin;
  const weak = (quality ?? 100) < lowQuality || (print?.warnings.length ?? 0) > 0;
  const causes = (print?.causes ?? []).map((cause) => t(`enrolment.causeShort.${cause}`)).join(', ');
  const deed = t(stands ? 'enrolment.fingers.takeOut' : 'enrolment.fingers.bringBack');
  return (
    <UnstyledButton
      className={classes['try'] ?? ''}
      data-testid={`try-${one.part.id}`}
      data-quality={quality}
      aria-pressed={stands}
      title={[causes, deed].filter((word) => word !== '').join('. ')}
      onClick={() => onChoose(stands ? null : one.part.id)}
    >
      <span className={classes['print']}>{picture !== null && <Picture bytes={picture} alt="" className={classes['picture']} />}</span>
      <StateMark state={weak ? 'weak' : 'good'}>{String(quality ?? '')}</StateMark>
    </UnstyledButton>
  );
}
