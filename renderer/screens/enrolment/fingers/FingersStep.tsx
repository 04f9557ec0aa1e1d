/** The 13 steps: the live picture between two hands that show where each finger stands, one sentence under it, the tries below. */
import { Button } from '@mantine/core';
import { useState } from 'react';

import { longestCapture, type FingerStep, type ScannerOffer } from '../../../../sync/core/finger-capture.js';
import { askedFor, worthTrying } from '../../../../sync/core/finger-progress.js';
import { fingersOfStep, isSlap, stepOf } from '../../../../sync/core/finger-steps.js';
import { fingers, type Finger } from '../../../../sync/core/fingers.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { useKey } from '../../../parts/useKey.js';
import { useStation } from '../../../store/session.js';
import { useText, type TextOf } from '../../../text/language.js';
import { StepFrame } from '../StepFrame.js';
import type { Enrolment } from '../useEnrolment.js';

import { CoachingLine } from './CoachingLine.js';
import { coaching, fingerInHand, nextDeed } from './coaching.js';
import { ExceptionForm } from './ExceptionForm.js';
import classes from './FingersStep.module.css';
import { Hand } from './Hand.js';
import { InkCard } from './InkCard.js';
import { LivePicture } from './LivePicture.js';
import { ScannerFaults } from './ScannerFaults.js';
import { ScannerLine } from './ScannerLine.js';
import { SlapBoxes } from './SlapBoxes.js';
import { StepStrip } from './StepStrip.js';
import { Tries } from './Tries.js';
import { useAutoCapture, useAutoSetting } from './useAutoCapture.js';
import { useLiveFeed } from './useLive.js';
import { usePreview } from './usePreview.js';
import { useRolling } from './useRolling.js';

/** What stands in the middle instead of the live picture. */
type Panel = { readonly is: 'exception'; readonly chosen: readonly Finger[] } | { readonly is: 'ink-card' } | { readonly is: 'boxes' } | null;

export function FingersStep({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, state } = enrolment;
  const { fingerStep: step } = state;
  const devices = useStation('devices');
  const [panel, setPanel] = useState<Panel>(null);
  const [looked, setLooked] = useState(state.outcome);
  const [auto, turnAuto] = useAutoSetting();
  const scanner = devices?.scanner ?? null;
  const down = devices !== null && devices.process !== 'running';
  const absent = scanner !== null && (scanner.state === 'missing' || scanner.state === 'broken');
  // While it is looked for, there is nothing to show yet.
  const usable = !down && !absent && scanner !== null && scanner.state !== 'looking';
  const offer = devices?.scanners?.find((one) => isSame(one, scanner?.identity ?? null)) ?? null;
  useRolling(enrolment, offer);
  const previewing = usable && panel === null;
  const feed = useLiveFeed(previewing);

  const single = offer?.takes === 'single';
  const inHand = single ? fingerInHand(draft, step, state.finger) : null;
  const wanted = inHand === null ? askedFor(draft, step).length : 1;
  const previewFault = usePreview(previewing, step, wanted);
  const deed = nextDeed(draft, step);
  const canRoll = isSlap(step) || offer?.rolled !== false;
  const canCapture = usable && !state.capturing && canRoll && askedFor(draft, step).length > 0;
  const captureIsNext = deed.deed === 'capture' && usable;

  function choose(next: FingerStep, finger?: Finger): void {
    setPanel(null);
    enrolment.chooseStep(next, finger);
  }
  function capture(next: FingerStep): void {
    setPanel(null);
    if (next !== step) enrolment.chooseStep(next);
    const only = single ? fingerInHand(draft, next, next === step ? state.finger : null) : null;
    enrolment.capture(next, only ?? undefined);
  }
  const describe = (chosen: readonly Finger[]): void => setPanel({ is: 'exception', chosen });
  // Of the prints alone: what lies on the glass changes with every moment.
  const says = coaching(state);
  const suggested = state.finger !== null && fingersOfStep(step).includes(state.finger) ? [state.finger] : says.says === 'not-found' || says.says === 'given-up' ? says.fingers : isSlap(step) ? [] : [step];
  const slap = state.outcome?.slap ?? null;
  // Names that were guessed are the officer's to look at, without being asked for.
  if (state.outcome !== looked) {
    setLooked(state.outcome);
    if (slap?.isSure === false) setPanel({ is: 'boxes' });
  }

  useAutoCapture(feed, state.capturing, auto && canCapture && panel === null && worthTrying(draft, step).length > 0 ? () => capture(step) : null);
  // With the capture as primary button its key is bound there already.
  useKey('F8', captureIsNext || !canCapture ? null : () => capture(step));
  useKey('F7', turnAuto);
  useKey('F4', state.capturing ? null : () => describe(suggested));
  useKey('F3', state.capturing ? null : () => setPanel({ is: 'ink-card' }));
  useKey('F2', slap === null || state.capturing ? null : () => setPanel({ is: 'boxes' }));
  useKey('Escape', state.capturing ? enrolment.cancelCapture : panel !== null ? () => setPanel(null) : null);

  return (
    <StepFrame
      enrolment={enrolment}
      title={t('enrolment.step.fingers')}
      next={
        captureIsNext
          ? captureLabel(deed.step, deed.again, single ? fingerInHand(draft, deed.step, deed.step === step ? state.finger : null) : null, t)
          : deed.deed === 'describe' ? t('enrolment.exception.describeLost', { count: deed.fingers.length }) : t('enrolment.next', { step: t('enrolment.step.photo') })
      }
      onNext={captureIsNext ? () => capture(deed.step) : deed.deed === 'describe' ? () => {
        choose(deed.step);
        describe(deed.fingers);
      } : () => enrolment.goTo('photo')}
      keys={captureIsNext ? 'F8' : 'Enter'}
      busy={state.capturing}
      testId={captureIsNext ? 'capture' : undefined}
      aside={
        state.capturing
          ? <Button variant="default" onClick={enrolment.cancelCapture} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.cancel')}</Button>
          : !captureIsNext && canCapture && (
            <Button variant="light" data-testid="capture" onClick={() => capture(step)} rightSection={<KeyHint keys="F8" />}>{t('enrolment.fingers.byHand')}</Button>
          )
      }
    >
      <div className={classes['work']} data-fingers data-capturing={state.capturing || undefined}>
        <StepStrip draft={draft} chosen={step} onChoose={(next) => !state.capturing && choose(next)} />
        <div className={classes['columns']}>
          {(['left', 'middle', 'right'] as const).map((column) => (column === 'middle' ? (
            <div key={column} className={classes['middle']}>
              <ScannerFaults enrolment={enrolment} devices={devices} previewFault={previewFault} onAgain={canCapture ? () => capture(step) : null} />
              {panel === null && (
                <>
                  <ScannerLine devices={devices} offer={offer} disabled={state.capturing} auto={auto} onAuto={turnAuto} onChoose={enrolment.chooseScanner} />
                  {(usable || !(down || absent)) && <LivePicture on={usable} looking={!down && !absent && !usable} capturing={state.capturing} longest={state.cutting ? null : longestCapture[offer?.kind ?? 'sbi']} feed={feed} expected={wanted} />}
                </>
              )}
              {panel?.is === 'ink-card' && <InkCard enrolment={enrolment} onClose={() => setPanel(null)} />}
              {panel?.is === 'boxes' && slap !== null && (
                <SlapBoxes
                  slap={slap}
                  asked={state.outcome?.asked ?? []}
                  onConfirm={() => {
                    setPanel(null);
                    enrolment.confirmNames();
                  }}
                  onClose={() => setPanel(null)}
                  onCut={(places) => {
                    setPanel(null);
                    enrolment.recut(places);
                  }}
                />
              )}
              {panel?.is === 'exception' && (
                <ExceptionForm
                  key={`${step} ${panel.chosen.join()}`}
                  fingers={isSlap(step) ? fingersOfStep(step) : fingers.filter((finger) => (finger > 5) === (step > 5))}
                  rolled={!isSlap(step)}
                  chosen={panel.chosen}
                  exceptions={draft.exceptions}
                  officer={draft.session.officer}
                  onState={(exceptions) => {
                    enrolment.change(exceptions.map((exception) => ({ kind: 'exception', exception })));
                    setPanel(null);
                  }}
                  onLift={(finger) => enrolment.change([{ kind: 'exception-lifted', finger }])}
                  onClose={() => setPanel(null)}
                />
              )}
            </div>
          ) : (
            <div key={column} className={classes['side']}>
              <Hand
                hand={column}
                draft={draft}
                step={step}
                outcome={state.outcome}
                picture={enrolment.thumbnails.of}
                onFinger={(finger, impression) => !state.capturing && choose(stepOf(finger, impression), finger)}
              />
              <div className={classes['ways']}>
                {column === 'left' ? (
                  <Button variant="default" data-testid="describe" disabled={state.capturing} onClick={() => describe(suggested)} rightSection={<KeyHint keys="F4" />}>{t('enrolment.exception.describe')}</Button>
                ) : (
                  <>
                    <Button variant="default" data-testid="ink-card-open" disabled={state.capturing} onClick={() => setPanel({ is: 'ink-card' })} rightSection={<KeyHint keys="F3" />}>{t('enrolment.inkCard.title')}</Button>
                    {slap !== null && <Button variant="default" data-testid="boxes-open" disabled={state.capturing} onClick={() => setPanel({ is: 'boxes' })} rightSection={<KeyHint keys="F2" />}>{t('enrolment.boxes.title')}</Button>}
                  </>
                )}
              </div>
            </div>
          )))}
        </div>
        {panel === null && <CoachingLine enrolment={enrolment} feed={feed} inHand={inHand} usable={usable} />}
        {panel === null && <Tries enrolment={enrolment} step={step} />}
      </div>
    </StepFrame>
  );
}

/** A slap of a single-finger scanner is taken finger by finger. */
function captureLabel(step: FingerStep, again: boolean, only: Finger | null, t: TextOf): string {
  if (!isSlap(step)) return t(again ? 'enrolment.fingers.rollAgain' : 'enrolment.fingers.roll', { finger: t(`enrolment.finger.${step}`) });
  if (only !== null) return t('enrolment.fingers.captureFinger', { finger: t(`enrolment.finger.${only}`) });
  return t(again ? 'enrolment.fingers.captureAgain' : 'enrolment.fingers.capture', { slap: t(`enrolment.slap.${step}`) });
}

function isSame(offer: ScannerOffer, identity: ScannerOffer['identity'] | null): boolean {
  return identity !== null && offer.identity.make === identity.make && offer.identity.model === identity.model && offer.identity.serial === identity.serial;
}
