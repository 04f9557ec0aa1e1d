/** The names of the boxes, as they lie from left to right: another name, away with it, or one more. */
import { Button, CloseButton, NativeSelect } from '@mantine/core';

import { fingers, type Finger } from '../../../../sync/core/fingers.js';
import { useText } from '../../../text/language.js';

import { renamed, takenUp, type Box } from './boxes.js';
import classes from './SlapBoxes.module.css';

interface BoxNamesProps {
  readonly boxes: readonly Box[];
  readonly onChange: (boxes: readonly Box[]) => void;
}

export function BoxNames({ boxes, onChange }: BoxNamesProps) {
  const { t } = useText();
  const asked = fingers.filter((finger) => boxes.some((box) => box.place.finger === finger));
  // Of one hand the short names tell them apart.
  const words = asked.map((finger) => t(`enrolment.fingerShort.${finger}`));
  const nameOf = (finger: Finger): string => t(new Set(words).size === words.length ? `enrolment.fingerShort.${finger}` : `enrolment.finger.${finger}`);
  const rename = (from: Finger, word: string): void => {
    const to = asked.find((finger) => String(finger) === word);
    if (to !== undefined) onChange(renamed(boxes, from, to));
  };
  return (
    <div className={classes['names']} role="group" aria-label={t('enrolment.boxes.names')}>
      {boxes.map(({ place: { finger }, isCut }) => (isCut ? (
        <span key={finger} className={classes['name']}>
          <NativeSelect
            size="xs"
            className={classes['choice'] ?? ''}
            aria-label={t('enrolment.boxes.name')}
            data-testid={`box-name-${finger}`}
            value={String(finger)}
            data={asked.map((one) => ({ value: String(one), label: nameOf(one) }))}
            onChange={(event) => rename(finger, event.currentTarget.value)}
          />
          <CloseButton size="sm" data-testid={`box-remove-${finger}`} aria-label={t('enrolment.boxes.remove', { finger: t(`enrolment.finger.${finger}`) })} onClick={() => onChange(takenUp(boxes, finger, false))} />
        </span>
      ) : (
        <Button
          key={finger}
          size="compact-sm"
          variant="default"
          data-testid={`box-add-${finger}`}
          aria-label={t('enrolment.boxes.add', { finger: t(`enrolment.finger.${finger}`) })}
          onClick={() => onChange(takenUp(boxes, finger, true))}
        >
          + {nameOf(finger)}
        </Button>
      )))}
    </div>
  );
}
