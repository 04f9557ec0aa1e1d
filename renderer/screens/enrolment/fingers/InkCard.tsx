/** The last resort: a card with inked prints, photographed, stands in for what the scanner could not take. */
import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';

import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { formatTime } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { CameraTrouble } from '../photo/CameraTrouble.js';
import { takeStill } from '../photo/still.js';
import { useCamera } from '../photo/useCamera.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './InkCard.module.css';

export function InkCard({ enrolment, onClose }: { readonly enrolment: Enrolment; readonly onClose: () => void }) {
  const { t } = useText();
  const { draft, state, thumbnails } = enrolment;
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  const [taking, setTaking] = useState(false);
  const card = draft.parts['ink-card'] ?? null;
  const picture = thumbnails.of('ink-card');
  const busy = taking || state.cardSaving;
  const canTake = camera.live && !busy;

  async function take(): Promise<void> {
    if (video.current === null || !canTake) return;
    setTaking(true);
    const still = await takeStill(video.current).catch(() => null);
    setTaking(false);
    enrolment.saveInkCard(still ?? new Uint8Array(), camera.cameras.find((one) => one.id === camera.chosen)?.label ?? '');
  }
  useKey('F9', canTake ? () => void take() : null);

  return (
    <section className={classes['card']} data-testid="ink-card" aria-label={t('enrolment.inkCard.title')}>
      <p className={classes['how']}>{t('enrolment.inkCard.how')}</p>
      <div className={classes['stage']}>
        <video ref={video} className={classes['video']} data-live={camera.live || undefined} muted playsInline aria-label={t('enrolment.photo.live')} />
        {!camera.live && camera.fault === null && <StateMark state="waiting">{t('enrolment.photo.opening')}</StateMark>}
        {camera.fault !== null && <CameraTrouble fault={camera.fault} detail={camera.detail} onAgain={camera.again} />}
      </div>
      {state.cardFault !== null && <FaultCard fault={state.cardFault} onAct={() => void take()} label={t('enrolment.inkCard.again')} />}
      <div className={classes['ways']}>
        <Button variant="light" disabled={!canTake} loading={busy} data-testid="ink-card-take" onClick={() => void take()} rightSection={<KeyHint keys="F9" />}>
          {t(card === null ? 'enrolment.inkCard.take' : 'enrolment.inkCard.again')}
        </Button>
        <Button variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.exception.close')}</Button>
        {camera.cameras.length > 1 && (
          <NativeSelect
            aria-label={t('enrolment.photo.camera')}
            value={camera.chosen ?? ''}
            data={camera.cameras.map((one, index) => ({ value: one.id, label: one.label === '' ? t('enrolment.photo.cameraNumber', { number: index + 1 }) : one.label }))}
            onChange={(event) => camera.choose(event.currentTarget.value)}
          />
        )}
        {card !== null && (
          <span className={classes['saved']} data-testid="ink-card-saved">
            {picture !== null && <Picture bytes={picture} alt={t('enrolment.inkCard.title')} className={classes['picture']} />}
            <StateMark state="good">{t('enrolment.inkCard.savedAt', { time: formatTime(card.origin.at) })}</StateMark>
          </span>
        )}
      </div>
    </section>
  );
}
