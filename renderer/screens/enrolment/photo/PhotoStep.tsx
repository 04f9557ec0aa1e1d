/** The portrait: live picture with the frame to aim at, one key takes it, the saved one stands beside. */
import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';

import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { formatTime } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { StepFrame } from '../StepFrame.js';
import type { Enrolment } from '../useEnrolment.js';

import { CameraTrouble } from './CameraTrouble.js';
import classes from './PhotoStep.module.css';
import { takeStill } from './still.js';
import { useCamera } from './useCamera.js';

export function PhotoStep({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, state } = enrolment;
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  const [taking, setTaking] = useState(false);
  const photo = draft.parts.photo ?? null;
  const picture = enrolment.thumbnails.of('photo');
  const busy = taking || state.photoSaving;
  const canTake = camera.live && !busy;

  async function take(): Promise<void> {
    if (video.current === null || !canTake) return;
    setTaking(true);
    const still = await takeStill(video.current).catch(() => null);
    setTaking(false);
    const label = camera.cameras.find((one) => one.id === camera.chosen)?.label ?? '';
    // Without a frame there is nothing to send: the empty still comes back as the fault that says so.
    enrolment.savePhoto(still ?? new Uint8Array(), label);
  }

  const taken = photo !== null;
  const takeIsNext = !taken && camera.fault === null;
  useKey('F9', takeIsNext ? null : () => void take());
  return (
    <StepFrame
      enrolment={enrolment}
      title={t('enrolment.step.photo')}
      next={takeIsNext ? t('enrolment.photo.take') : t('enrolment.next', { step: t('enrolment.step.checks') })}
      onNext={takeIsNext ? () => void take() : () => enrolment.goTo('checks')}
      keys={takeIsNext ? 'F9' : 'Enter'}
      busy={busy}
      testId={takeIsNext ? 'photo-take' : undefined}
      blocked={takeIsNext && !camera.live ? t('enrolment.photo.opening') : null}
    >
      <div className={classes['columns']}>
        <div className={classes['view']}>
          <div className={classes['stage']} data-live={camera.live || undefined}>
            <video ref={video} className={classes['video']} muted playsInline aria-label={t('enrolment.photo.live')} />
            {camera.live && (
              <svg className={classes['guide']} viewBox="0 0 1920 1080" preserveAspectRatio="xMidYMid meet" aria-hidden>
                <path className={classes['shade']} fillRule="evenodd" d="M0 0H1920V1080H0Z M570 37H1350V1043H570Z" />
                <rect x="570" y="37" width="780" height="1006" />
                <ellipse cx="960" cy="500" rx="250" ry="330" />
                <line x1="570" x2="1350" y1="450" y2="450" />
              </svg>
            )}
            {!camera.live && camera.fault === null && <span className={classes['over']}><StateMark state="waiting">{t('enrolment.photo.opening')}</StateMark></span>}
            {camera.fault !== null && <div className={classes['over']}><CameraTrouble fault={camera.fault} detail={camera.detail} onAgain={camera.again} /></div>}
          </div>
          <p className={classes['coaching']}>{camera.live ? t('enrolment.photo.coaching') : ''}</p>
        </div>
        <aside className={classes['side']}>
          {camera.cameras.length > 1 && (
            <NativeSelect
              label={t('enrolment.photo.camera')}
              value={camera.chosen ?? ''}
              data={camera.cameras.map((one, index) => ({ value: one.id, label: one.label === '' ? t('enrolment.photo.cameraNumber', { number: index + 1 }) : one.label }))}
              onChange={(event) => camera.choose(event.currentTarget.value)}
              data-testid="photo-camera"
            />
          )}
          {taken && (
            <Button variant="light" data-testid="photo-take" onClick={() => void take()} disabled={!canTake} rightSection={<KeyHint keys="F9" />}>
              {t('enrolment.photo.retake')}
            </Button>
          )}
          {state.photoFault !== null && <FaultCard fault={state.photoFault} onAct={() => void take()} label={t('enrolment.photo.retake')} />}
          <div className={classes['saved']} data-testid={taken ? 'photo-saved' : undefined} data-part={photo?.part.id}>
            {picture !== null && <Picture bytes={picture} alt={t('enrolment.photo.saved')} className={classes['picture']} />}
            {photo === null
              ? <StateMark state="missing">{t('enrolment.photo.none')}</StateMark>
              : <StateMark state="good">{t('enrolment.photo.savedAt', { time: formatTime(photo.origin.at) })}</StateMark>}
          </div>
        </aside>
      </div>
    </StepFrame>
  );
}
