/** Reading the chip: the three values that open it, the reading, and what it said. */
import { Button, Progress } from '@mantine/core';
import { useRef, useState } from 'react';

import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { useStation } from '../../../store/session.js';
import { formatSize } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { chipKey, chipKeyParts, lookAt, prefill, refill, typeCheck, typeValue } from '../chip-key.js';
import { openDifferences } from '../state.js';
import type { Enrolment } from '../useEnrolment.js';

import { ChipKeyField } from './ChipKeyField.js';
import { ChipSaid } from './ChipSaid.js';
import classes from './PersonStep.module.css';

export function ChipPanel({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t, language } = useText();
  const { draft, state } = enrolment;
  const chip = useStation().devices?.chip ?? null;
  const panel = useRef<HTMLElement>(null);
  const [inputs, setInputs] = useState(() => prefill(draft.fields));
  const [asked, setAsked] = useState(false);
  const [known, setKnown] = useState(draft.fields);
  if (known !== draft.fields) {
    setKnown(draft.fields);
    setInputs(refill(inputs, draft.fields));
  }

  const key = chipKey(inputs);
  const reading = state.chipReading;
  const fault = state.chipFault;

  function read(): void {
    setAsked(true);
    const wrong = lookAt(inputs);
    if (key !== null) enrolment.readChip(key);
    else panel.current?.querySelector<HTMLInputElement>(`[data-testid="chip-${wrong}"]`)?.focus();
  }
  useKey('F6', reading === null ? read : null);
  useKey('Escape', reading === null ? null : enrolment.cancelChip);

  const open = openDifferences(state);
  // What is to be decided stands first, where it is seen without scrolling.
  const deciding = open.length > 0 && reading === null;
  const said = state.chip === null ? null : (
    <ChipSaid photo={state.chip.photo} differences={open} onTake={enrolment.takeFromChip} onKeep={enrolment.keepFields} />
  );

  return (
    <aside ref={panel} className={classes['chip']} aria-label={t('enrolment.chip.title')}>
      <h2 className={classes['chipTitle']}>{t('enrolment.chip.title')}</h2>
      {deciding && said}
      {chip !== null && (chip.state === 'missing' || chip.state === 'broken') && fault === null && (
        <FaultCard fault={{ code: chip.fault ?? 'reader-absent' }} state="weak" {...(key === null ? {} : { onAct: read, label: t('enrolment.chip.readAgain') })} />
      )}
      <div className={classes['keyFields']}>
        {chipKeyParts.map((part) => (
          <ChipKeyField
            key={part}
            part={part}
            input={inputs[part]}
            asked={asked}
            refused={fault?.code === 'chip-key-wrong'}
            onValue={(text) => setInputs((before) => typeValue(before, part, text))}
            onCheck={(text) => setInputs((before) => typeCheck(before, part, text))}
            onEnter={read}
          />
        ))}
      </div>
      {reading === null ? (
        <Button variant="light" onClick={read} rightSection={<KeyHint keys="F6" />} data-testid="chip-read">
          {state.chip === null ? t('enrolment.chip.read') : t('enrolment.chip.readAgain')}
        </Button>
      ) : (
        <div className={classes['reading']} data-testid="chip-reading">
          <StateMark state="waiting">{t(`enrolment.chip.step.${reading.step}`)}</StateMark>
          <Progress
            value={reading.total > 0 ? (reading.read / reading.total) * 100 : 0}
            aria-label={t(`enrolment.chip.step.${reading.step}`)}
            transitionDuration={120}
          />
          <span className={classes['bytes']}>
            {reading.total > 0 ? t('enrolment.chip.bytes', { read: formatSize(reading.read, language), total: formatSize(reading.total, language) }) : t('enrolment.chip.keepCard')}
          </span>
          <Button variant="default" size="compact-md" onClick={enrolment.cancelChip} rightSection={<KeyHint keys="Esc" />}>
            {t('enrolment.cancel')}
          </Button>
        </div>
      )}
      {fault !== null && <FaultCard fault={fault} onAct={read} label={t('enrolment.chip.readAgain')} />}
      {!deciding && said}
    </aside>
  );
}
