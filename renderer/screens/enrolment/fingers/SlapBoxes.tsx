/** The whole picture of a slap with a box for each finger asked for: the officer drags, adds, names and takes away; then it is cut anew. */
import { Button } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import type { FingerPlace, StepCapture } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { KeyButton } from '../../../parts/KeyButton.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';

import { BoxNames } from './BoxNames.js';
import { along, changed, grown, moved, openBoxes, placesOf, takenUp } from './boxes.js';
import classes from './SlapBoxes.module.css';

interface SlapBoxesProps {
  readonly slap: NonNullable<StepCapture['slap']>;
  /** By that capture. */
  readonly asked: readonly Finger[];
  readonly onCut: (places: readonly FingerPlace[]) => void;
  /** The names that were guessed are right. */
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Pixels of the picture that an arrow key moves. */
const keyStep = 10;
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function SlapBoxes({ slap, asked, onCut, onConfirm, onClose }: SlapBoxesProps) {
  const { t } = useText();
  const [opened] = useState(() => openBoxes(slap, asked));
  const [boxes, setBoxes] = useState(opened);
  const dragged = useRef<{ readonly finger: Finger; readonly corner: boolean; readonly x: number; readonly y: number } | null>(null);
  const change = (finger: Finger, next: (place: FingerPlace) => FingerPlace): void => setBoxes((before) => changed(before, finger, next));
  const take = (finger: Finger, isCut: boolean): void => setBoxes((before) => takenUp(before, finger, isCut));

  function start(event: PointerEvent, finger: Finger, corner: boolean): void {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { finger, corner, x: event.clientX, y: event.clientY };
    take(finger, true);
  }
  function drag(event: PointerEvent<SVGSVGElement>): void {
    const from = dragged.current;
    const scale = event.currentTarget.getScreenCTM()?.a;
    if (from === null || scale === undefined || scale === 0) return;
    const [right, down] = [(event.clientX - from.x) / scale, (event.clientY - from.y) / scale];
    change(from.finger, (place) => (from.corner ? grown(place, ...along(place, right, down), slap) : moved(place, right, down, slap)));
    dragged.current = { ...from, x: event.clientX, y: event.clientY };
  }
  function key(event: KeyboardEvent, finger: Finger): void {
    const [right, down] = arrows[event.key] ?? [0, 0];
    const isTaking = event.key === 'Enter' || event.key === ' ';
    const isGiving = event.key === 'Delete' || event.key === 'Backspace';
    if (right === 0 && down === 0 && !isTaking && !isGiving) return;
    event.preventDefault();
    // Enter is the screen's next action elsewhere.
    event.stopPropagation();
    if (isTaking || isGiving) take(finger, isTaking);
    else change(finger, (place) => (event.shiftKey ? grown : moved)(place, right * keyStep, down * keyStep, slap));
  }

  const isUnsure = slap.isSure === false && slap.places.length > 0;
  const isAsItCame = boxes === opened;
  return (
    <section className={classes['boxes']} data-testid="slap-boxes" aria-label={t('enrolment.boxes.title')}>
      <p className={classes['how']}>
        {slap.isSure === false && <StateMark state="weak">{t(isUnsure ? 'enrolment.boxes.unsure' : 'enrolment.boxes.notFound')}</StateMark>}
        {slap.isSure !== false && t('enrolment.boxes.how')}
        {boxes.some((box) => !box.isCut) && <span className={classes['proposal']}>{t('enrolment.boxes.proposal')}</span>}
      </p>
      <div className={classes['picture']}>
        <Picture bytes={slap.png} alt={t('enrolment.boxes.title')} className={classes['canvas']} />
        <svg className={classes['over']} viewBox={`0 0 ${slap.width} ${slap.height}`} onPointerMove={drag} onPointerUp={() => (dragged.current = null)} onPointerCancel={() => (dragged.current = null)}>
          {boxes.map(({ place, isCut }) => (
            <g key={place.finger} data-cut={isCut || undefined} transform={`rotate(${place.angle} ${place.x + place.width / 2} ${place.y + place.height / 2})`}>
              <rect
                className={classes['box']} data-testid={`box-${place.finger}`} tabIndex={0} role="slider" aria-label={t(`enrolment.finger.${place.finger}`)} aria-valuenow={place.x} aria-valuetext={`${place.x}, ${place.y}`}
                x={place.x} y={place.y} width={place.width} height={place.height}
                onPointerDown={(event) => start(event, place.finger, false)} onKeyDown={(event) => key(event, place.finger)}
              />
              <text className={classes['word']} x={place.x + 12} y={place.y + 64}>{isCut ? '' : '+ '}{t(`enrolment.fingerShort.${place.finger}`)}</text>
              {isCut && <circle className={classes['corner']} cx={place.x + place.width} cy={place.y + place.height} r="26" onPointerDown={(event) => start(event, place.finger, true)} />}
            </g>
          ))}
        </svg>
      </div>
      <BoxNames boxes={boxes} onChange={setBoxes} />
      <div className={classes['ways']}>
        {isUnsure && isAsItCame
          ? <KeyButton variant="light" keys="F9" data-testid="boxes-right" onAct={onConfirm}>{t('enrolment.boxes.right')}</KeyButton>
          : <KeyButton variant="light" keys="F9" data-testid="boxes-cut" disabled={placesOf(boxes).length === 0} onAct={() => onCut(placesOf(boxes))}>{t('enrolment.boxes.cut')}</KeyButton>}
        <Button variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.exception.close')}</Button>
      </div>
    </section>
  );
}
