/** Three slaps: the live picture with one sentence under it, and two hands that show where each finger stands. */
import { Button } from '@mantine/core';
import { useState } from 'react';

import { fingersOf, slapOf, type Finger, type Slap } from '../../../../sync/core/fingers.js';
import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { useStation } from '../../../store/session.js';
import { useText } from '../../../text/language.js';
import { askedFor, attemptsOf, fingerState } from '../slaps.js';
import { StepFrame } from '../StepFrame.js';
import type { Enrolment } from '../useEnrolment.js';

import { coaching, nextDeed } from './coaching.js';
import { ExceptionForm } from './ExceptionForm.js';
import classes from './FingersStep.module.css';
import { Hand } from './Hand.js';
import { LivePicture } from './LivePicture.js';
import { SlapChoice } from './SlapChoice.js';
import { usePreview } from './usePreview.js';

export function FingersStep({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, state } = enrolment;
  const { devices } = useStation();
  const [describing, setDescribing] = useState<readonly Finger[] | null>(null);
  const scanner = devices?.scanner ?? null;
  const down = devices !== null && devices.process !== 'running';
  const absent = scanner !== null && (scanner.state === 'missing' || scanner.state === 'broken');
  // While it is looked for, there is nothing to show yet.
  const usable = !down && !absent && scanner !== null && scanner.state !== 'looking';
  const preview = usePreview(usable && describing === null);

  const says = coaching(state);
  const deed = nextDeed(draft, state.slap);
  const canCapture = usable && !state.capturing && askedFor(draft, state.slap).length > 0;

  function capture(slap: Slap): void {
    setDescribing(null);
    if (slap !== state.slap) enrolment.chooseSlap(slap);
    enrolment.capture(slap);
  }
  function choose(slap: Slap): void {
    setDescribing(null);
    enrolment.chooseSlap(slap);
  }
  const captureIsNext = deed.deed === 'capture' && usable;
  // With the capture as primary button its key is bound there already.
  useKey('F8', captureIsNext || !canCapture ? null : () => capture(state.slap));
  useKey('Escape', state.capturing ? enrolment.cancelCapture : describing !== null ? () => setDescribing(null) : null);

  const lost = says.says === 'not-found' ? says.fingers : null;
  const fault = state.scannerFault ?? (down ? { code: 'device-process-down' } : absent ? { code: scanner.fault ?? 'scanner-absent' } : preview.fault);
  return (
    <StepFrame
      enrolment={enrolment}
      title={t('enrolment.step.fingers')}
      next={
        captureIsNext
          ? t(deed.again ? 'enrolment.fingers.captureAgain' : 'enrolment.fingers.capture', { slap: t(`enrolment.slap.${deed.slap}`) })
          : t('enrolment.next', { step: t('enrolment.step.photo') })
      }
      onNext={captureIsNext ? () => capture(deed.slap) : () => enrolment.goTo('photo')}
      keys={captureIsNext ? 'F8' : 'Enter'}
      busy={state.capturing}
      testId={captureIsNext ? 'capture' : undefined}
      aside={
        state.capturing ? (
          <Button variant="default" onClick={enrolment.cancelCapture} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.cancel')}</Button>
        ) : null
      }
    >
      <div className={classes['columns']}>
        <div className={classes['scan']}>
          <SlapChoice draft={draft} chosen={state.slap} onChoose={choose} />
          {fault !== null && (
            <FaultCard
              fault={fault}
              state={state.scannerFault === null ? 'weak' : 'blocked'}
              {...(canCapture && state.scannerFault !== null ? { onAct: () => capture(state.slap), label: t('enrolment.fingers.tryAgain') } : { onAct: preview.again, label: t('enrolment.fingers.lookAgain') })}
            />
          )}
          {describing === null ? (
            <>
              <LivePicture on={usable} looking={!down && !absent && !usable} capturing={state.capturing} />
              <p className={classes['coaching']} aria-live="polite" data-testid="coaching" data-says={says.says}>
                {(usable || says.says !== 'place') && t(`enrolment.coaching.${says.says}`, {
                  ...('slap' in says ? { slap: t(`enrolment.slap.${says.slap}`), how: t(`enrolment.coaching.how.${says.slap}`) } : {}),
                  ...('fingers' in says ? { fingers: says.fingers.map((finger) => t(`enrolment.finger.${finger}`)).join(', ') } : {}),
                })}
              </p>
              <div className={classes['ways']}>
                {!captureIsNext && (
                  <Button
                    variant="light"
                    data-testid="capture"
                    disabled={!canCapture}
                    onClick={() => capture(state.slap)}
                    rightSection={<KeyHint keys="F8" />}
                  >
                    {t(attemptsOf(draft, state.slap) > 0 ? 'enrolment.fingers.captureAgain' : 'enrolment.fingers.capture', { slap: t(`enrolment.slap.${state.slap}`) })}
                  </Button>
                )}
                <Button variant="default" data-testid="describe" onClick={() => setDescribing(lost ?? [])} disabled={state.capturing}>
                  {lost === null ? t('enrolment.exception.describe') : t('enrolment.exception.describeLost', { count: lost.length })}
                </Button>
              </div>
            </>
          ) : (
            <ExceptionForm
              key={`${state.slap} ${describing.join()}`}
              fingers={fingersOf(state.slap)}
              chosen={describing}
              exceptions={draft.exceptions}
              officer={draft.session.officer}
              onState={(exceptions) => {
                enrolment.change(exceptions.map((exception) => ({ kind: 'exception', exception })));
                setDescribing(null);
              }}
              onLift={(finger) => enrolment.change([{ kind: 'exception-lifted', finger }])}
              onClose={() => setDescribing(null)}
            />
          )}
        </div>
        <div className={classes['hands']}>
          {(['left', 'right'] as const).map((hand) => (
            <Hand
              key={hand}
              hand={hand}
              draft={draft}
              slap={state.slap}
              outcome={state.outcome}
              picture={(finger) => enrolment.thumbnails.of(`finger-${finger}`)}
              onFinger={(finger) => {
                if (state.capturing) return;
                enrolment.chooseSlap(slapOf(finger));
                setDescribing([finger]);
              }}
            />
          ))}
          <ul className={classes['legend']} aria-hidden>
            {(['missing', 'weak', 'good', 'excepted'] as const).map((one) => (
              <li key={one}><StateMark state={one} /> {([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const).filter((finger) => fingerState(draft, finger) === one).length}</li>
            ))}
          </ul>
        </div>
      </div>
    </StepFrame>
  );
}
