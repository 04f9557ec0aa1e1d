/** The enrolment in hand: the person on top, the rail of steps, the step. */
import { useState } from 'react';

import type { Draft } from '../../../sync/core/dossier.js';
import type { Sex } from '../../../sync/core/person.js';
import { PersonLine } from '../../parts/PersonLine.js';

import { sittingSince } from './begin.js';
import { ChecksStep } from './checks/ChecksStep.js';
import { Clock } from './Clock.js';
import classes from './Enrolment.module.css';
import { addressOf } from './fields.js';
import { FingersStep } from './fingers/FingersStep.js';
import { PersonStep } from './person/PersonStep.js';
import { PhotoStep } from './photo/PhotoStep.js';
import { Rail } from './Rail.js';
import { ReadBack } from './readback/ReadBack.js';
import { Sealed } from './readback/Sealed.js';
import { stepsOf } from './step-states.js';
import { useAltDigit } from './useAltDigit.js';
import { useEnrolment, type Enrolment } from './useEnrolment.js';

export function Work({ opened, onLeave }: { readonly opened: Draft; readonly onLeave: () => void }) {
  const enrolment = useEnrolment(opened);
  const [since] = useState(() => sittingSince(opened, Date.now()));
  const { draft, state } = enrolment;

  useAltDigit((digit) => {
    const step = stepsOf(draft)[digit - 1];
    if (step !== undefined && state.sealed === null) enrolment.goTo(step);
  });

  if (state.sealed !== null) return <Sealed draft={draft} row={state.sealed} onNext={onLeave} />;
  if (state.step === 'readback') return <ReadBack enrolment={enrolment} />;
  const value = (name: keyof Draft['fields']): string => draft.fields[name]?.value ?? '';
  return (
    <div className={classes['screen']}>
      <div className={classes['top']}>
        <div className={classes['who']}>
          <PersonLine
            name={value('fullName')}
            birth={value('birth')}
            sex={sexOf(value('sex'))}
            number={value('number')}
            address={addressOf(draft.fields)}
            photo={enrolment.thumbnails.of('photo')}
          />
        </div>
        <Clock since={since} />
      </div>
      <div className={classes['middle']}>
        <Rail enrolment={enrolment} />
        <Step key={state.step} enrolment={enrolment} />
      </div>
    </div>
  );
}

function Step({ enrolment }: { readonly enrolment: Enrolment }) {
  switch (enrolment.state.step) {
    case 'person':
      return <PersonStep enrolment={enrolment} />;
    case 'fingers':
      return <FingersStep enrolment={enrolment} />;
    case 'photo':
      return <PhotoStep enrolment={enrolment} />;
    default:
      return <ChecksStep enrolment={enrolment} />;
  }
}

function sexOf(value: string): Sex | null {
  return value === 'male' || value === 'female' ? value : null;
}
