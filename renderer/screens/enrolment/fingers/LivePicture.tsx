/** The platen as it is now, drawn as the frames come. */
import { useEffect, useRef, useState } from 'react';

import { StateMark } from '../../../parts/StateMark.js';
import { on as listen } from '../../../store/station.js';
import { useText } from '../../../text/language.js';

import { CaptureTime } from './CaptureTime.js';
import classes from './LivePicture.module.css';
import { openPainter } from './painter.js';
import { useLive, type LiveFeed } from './useLive.js';

interface LivePictureProps {
  readonly on: boolean;
  /** The scanner is being looked for. */
  readonly looking: boolean;
  readonly capturing: boolean;
  /** Milliseconds that a capture waits for fingers; null where none is asked for any. */
  readonly longest: number | null;
  readonly feed: LiveFeed;
  /** How many fingers the picture is to show. */
  readonly expected: number;
}

export function LivePicture({ on, looking, capturing, longest, feed, expected }: LivePictureProps) {
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const live = useLive(feed);

  useEffect(() => {
    if (!on || frame.current === null) return undefined;
    // A canvas is given to one painter, once.
    const canvas = document.createElement('canvas');
    frame.current.replaceChildren(canvas);
    const painter = openPainter(canvas, () => setSeen(true));
    const end = listen('scanner.frame', (picture) => {
      feed.onFrame(picture);
      painter.show(picture.jpeg);
    });
    return () => {
      end();
      painter.close();
      setSeen(false);
    };
  }, [on, feed]);

  const ready = live?.ready === true;
  return (
    <div className={classes['platen']} data-capturing={capturing || undefined} data-seen={seen || undefined} data-ready={ready || undefined}>
      <div ref={frame} className={classes['picture']} role="img" aria-label={t('enrolment.fingers.live')} hidden={!seen} />
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
