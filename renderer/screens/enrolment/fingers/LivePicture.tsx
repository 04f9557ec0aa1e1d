/** The platen as it is now, drawn as the frames come; a frame that comes while one is being decoded takes its place in the line. */
import { useEffect, useRef, useState } from 'react';

import type { PreviewFrame } from '../../../../sync/core/finger-capture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { on as listen } from '../../../store/station.js';
import { useText } from '../../../text/language.js';

import { CaptureTime } from './CaptureTime.js';
import type { LiveStatus } from './live.js';
import classes from './LivePicture.module.css';

interface LivePictureProps {
  readonly on: boolean;
  /** The scanner is being looked for. */
  readonly looking: boolean;
  readonly capturing: boolean;
  /** Milliseconds that a capture waits for fingers; null where none is asked for any. */
  readonly longest: number | null;
  readonly live: LiveStatus | null;
  /** How many fingers the picture is to show. */
  readonly expected: number;
  readonly onFrame: (frame: PreviewFrame) => void;
}

export function LivePicture({ on, looking, capturing, longest, live, expected, onFrame }: LivePictureProps) {
  const { t } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    if (!on) return undefined;
    let newest: Uint8Array | null = null;
    let drawing = false;
    let current = true;

    async function draw(): Promise<void> {
      drawing = true;
      for (let frame = newest; frame !== null; frame = newest) {
        if (!current) return;
        newest = null;
        // A torn frame is skipped: the next one is here in a moment.
        const bitmap = await createImageBitmap(new Blob([frame.slice()], { type: 'image/jpeg' })).catch(() => null);
        const target = canvas.current;
        if (bitmap === null || target === null) continue;
        if (target.width !== bitmap.width || target.height !== bitmap.height) {
          target.width = bitmap.width;
          target.height = bitmap.height;
        }
        target.getContext('2d')?.drawImage(bitmap, 0, 0);
        bitmap.close();
        setSeen(true);
      }
      drawing = false;
    }

    const end = listen('scanner.frame', (frame) => {
      newest = frame.jpeg;
      onFrame(frame);
      if (!drawing) void draw();
    });
    return () => {
      current = false;
      end();
      setSeen(false);
    };
  }, [on, onFrame]);

  const ready = live?.ready === true;
  return (
    <div className={classes['platen']} data-capturing={capturing || undefined} data-seen={seen || undefined} data-ready={ready || undefined}>
      <canvas ref={canvas} className={classes['canvas']} role="img" aria-label={t('enrolment.fingers.live')} hidden={!seen} />
      {!seen && (on || looking) && <StateMark state="waiting">{t(looking ? 'enrolment.fingers.looking' : 'enrolment.fingers.noPicture')}</StateMark>}
      {!on && !looking && <StateMark state="missing">{t('enrolment.fingers.noScanner')}</StateMark>}
      {seen && live !== null && live.seen !== null && (
        <span className={classes['count']} data-testid="fingers-seen">
          <StateMark filled state={ready ? 'good' : live.seen === expected ? 'weak' : 'missing'}>{t('enrolment.fingers.seen', { seen: live.seen, expected, count: expected })}</StateMark>
        </span>
      )}
      {capturing && <CaptureTime longest={longest} />}
    </div>
  );
}
