/** A reading under way, by bytes, and what of it is already known. */
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';

import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useNow } from '../../../parts/useNow.js';
import { formatDuration, formatSize } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { leftByBytes, type Begun } from '../time-left.js';
import type { Enrolment } from '../useEnrolment.js';

import { ChipEarly } from './ChipEarly.js';
import classes from './PersonStep.module.css';

export function ChipProgress({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t, language } = useText();
  const { chipReading: reading, chipEarly } = enrolment.state;
  if (reading === null) return null;
  return (
    <div className={classes['reading']} data-testid="chip-reading" data-step={reading.step}>
      <StateMark state="waiting">{t(`enrolment.chip.step.${reading.step}`)}</StateMark>
      <Progress
        value={reading.total > 0 ? (reading.read / reading.total) * 100 : 0}
        aria-label={t(`enrolment.chip.step.${reading.step}`)}
        transitionDuration={120}
      />
      <span className={classes['bytes']}>
        {reading.total > 1 ? t('enrolment.chip.bytes', { read: formatSize(reading.read, language), total: formatSize(reading.total, language) }) : t('enrolment.chip.keepCard')}
        <TimeLeft read={reading.read} total={reading.total} />
      </span>
      <Button variant="default" size="compact-md" onClick={enrolment.cancelChip} rightSection={<KeyHint keys="Esc" />}>
        {t('enrolment.cancel')}
      </Button>
      {chipEarly !== null && Object.values(chipEarly).some((value) => value !== '') && <ChipEarly fields={chipEarly} onTake={enrolment.takeEarly} />}
    </div>
  );
}

/** By the bytes a second since the first ones came. */
function TimeLeft({ read, total }: { readonly read: number; readonly total: number }) {
  const { t, language } = useText();
  const now = useNow(500);
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun === null && read > 0) setBegun({ at: now, read });
  const left = leftByBytes(begun, { read, total }, now);
  return left !== null && <span data-testid="chip-left"> {t('enrolment.timeLeft', { time: formatDuration(left, language) })}</span>;
}
