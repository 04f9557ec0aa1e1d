/** Reading the chip: what opens it, the reading, what it said and what it proved. */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { useKey } from '../../../parts/useKey.js';
import { useStation } from '../../../store/session.js';
import { useText } from '../../../text/language.js';
import { isAlarming } from '../chip-facts.js';
import { isCanRefused, isMrzRefused, needsMrz, shownFault } from '../chip-fault.js';
import { canKey, chipKey, lookAt, prefill, refill, suspects } from '../chip-key.js';
import { openDifferences } from '../state.js';
import type { Enrolment } from '../useEnrolment.js';

import { ChipAlarm } from './ChipAlarm.js';
import { ChipFacts } from './ChipFacts.js';
import { ChipProgress } from './ChipProgress.js';
import { ChipSaid } from './ChipSaid.js';
import { ChipWay, type ChipWayName } from './ChipWay.js';
import classes from './PersonStep.module.css';

export function ChipPanel({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, state } = enrolment;
  const device = useStation('devices')?.chip ?? null;
  const panel = useRef<HTMLElement>(null);
  const [way, setWay] = useState<ChipWayName>('mrz');
  const [inputs, setInputs] = useState(() => prefill(draft.fields));
  const [can, setCan] = useState('');
  const [asked, setAsked] = useState(false);
  /** The input that is to have the focus; a new object each time it is asked for. */
  const [wanted, setWanted] = useState<{ readonly input: string } | null>(null);
  const [known, setKnown] = useState(draft.fields);
  if (known !== draft.fields) {
    setKnown(draft.fields);
    setInputs(refill(inputs, draft.fields));
  }
  const { chip } = draft;
  const [readBefore, setReadBefore] = useState(chip);
  if (readBefore?.at !== chip?.at) {
    setReadBefore(chip);
    setCan('');
  }
  const fault = state.chipFault;
  const [seen, setSeen] = useState(fault);
  if (seen !== fault) {
    setSeen(fault);
    if (needsMrz(fault)) choose('mrz');
    // The same wrong digits must not be tried twice by a key pressed twice: a card may count them.
    if (isCanRefused(fault)) choose('can');
  }

  const key = way === 'mrz' ? chipKey(inputs) : canKey(can);
  const isReading = state.chipReading !== null;
  const suspected = isMrzRefused(fault) ? suspects(inputs, draft.fields) : [];

  useEffect(() => {
    const input = panel.current?.querySelector<HTMLInputElement>(`[data-testid="chip-${wanted?.input ?? ''}"]`);
    input?.focus();
    input?.select();
  }, [wanted]);

  function choose(next: ChipWayName): void {
    setWay(next);
    setCan('');
    setAsked(false);
  }

  function read(): void {
    setAsked(true);
    if (key === null) setWanted({ input: way === 'can' ? 'can' : (lookAt(inputs) ?? 'number') });
    else enrolment.readChip(key);
  }

  /** What the fault's button does: a refused key is corrected, not tried again. */
  function mend(): void {
    if (fault !== null && needsMrz(fault)) setWanted({ input: lookAt(inputs) ?? 'number' });
    else if (isCanRefused(fault) && fault?.values?.['tries'] === 0) choose('mrz');
    else if (isCanRefused(fault)) setWanted({ input: 'can' });
    else if (isMrzRefused(fault)) setWanted({ input: suspected[0] ?? 'number' });
    else read();
  }

  useKey('F6', isReading ? null : read);
  useKey('F7', isReading ? null : () => choose(way === 'mrz' ? 'can' : 'mrz'));
  useKey('Escape', isReading ? enrolment.cancelChip : null);

  const mending = fault !== null && (fault.code === 'chip-key-wrong' || needsMrz(fault));
  return (
    <aside ref={panel} className={classes['chip']} aria-label={t('enrolment.chip.title')}>
      <h2 className={classes['chipTitle']}>{t('enrolment.chip.title')}</h2>
      {/* What is wrong, then what is to be decided stands first, where it is seen without scrolling. */}
      {chip !== null && !isReading && (
        <>
          <ChipAlarm chip={chip} />
          <ChipSaid
            photo={state.chipPhoto}
            differences={openDifferences(state)}
            decided={chip.kept.length > 0}
            silent={Object.keys(chip.fields).length === 0}
            doubted={chip.facts.some(isAlarming)}
            onTake={enrolment.takeFromChip}
            onKeep={enrolment.keepFields}
          />
          <ChipFacts chip={chip} />
        </>
      )}
      {device !== null && (device.state === 'missing' || device.state === 'broken') && fault === null && (
        <FaultCard fault={{ code: device.fault ?? 'reader-absent' }} state="weak" {...(key === null ? {} : { onAct: read, label: t('enrolment.chip.readAgain') })} />
      )}
      {fault !== null && <FaultCard fault={shownFault(fault, suspected, t)} onAct={mend} {...(mending ? {} : { label: t('enrolment.chip.readAgain') })} />}
      <ChipWay
        way={way} onWay={choose} inputs={inputs} known={prefill(draft.fields)} onInputs={setInputs} can={can} onCan={setCan} asked={asked} suspected={suspected} onEnter={isReading ? () => undefined : read}
      />
      {isReading ? <ChipProgress enrolment={enrolment} /> : (
        <Button variant="light" onClick={read} rightSection={<KeyHint keys="F6" />} data-testid="chip-read">
          {chip === null ? t('enrolment.chip.read') : t('enrolment.chip.readAgain')}
        </Button>
      )}
    </aside>
  );
}
