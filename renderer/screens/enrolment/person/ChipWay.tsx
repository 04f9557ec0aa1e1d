/** What opens the chip: the three values of its MRZ, or the six digits on its front. What is typed here lives as long as the panel. */
import { SegmentedControl, TextInput } from '@mantine/core';

import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { canKey, chipKeyParts, cleanCan, typeCheck, typeValue, type ChipKeyInputs, type ChipKeyPart } from '../chip-key.js';

import { ChipKeyField } from './ChipKeyField.js';
import { Line2Field } from './Line2Field.js';
import classes from './PersonStep.module.css';

export const chipWays = ['mrz', 'can'] as const;
export type ChipWayName = (typeof chipWays)[number];

interface ChipWayProps {
  readonly way: ChipWayName;
  readonly onWay: (way: ChipWayName) => void;
  readonly inputs: ChipKeyInputs;
  /** What the form knows of them. */
  readonly known: ChipKeyInputs;
  readonly onInputs: (inputs: ChipKeyInputs) => void;
  readonly can: string;
  readonly onCan: (can: string) => void;
  /** Reading was asked for: now what is missing is said too. */
  readonly asked: boolean;
  /** Those of the three to look at, after the card refused them. */
  readonly suspected: readonly ChipKeyPart[];
  readonly onEnter: () => void;
}

export function ChipWay({ way, onWay, inputs, known, onInputs, can, onCan, asked, suspected, onEnter }: ChipWayProps) {
  const { t } = useText();
  return (
    <div className={classes['keyFields']}>
      <div className={classes['ways']}>
        <SegmentedControl
          aria-label={t('enrolment.chip.way')}
          value={way}
          onChange={(value) => onWay(value === 'can' ? 'can' : 'mrz')}
          data={chipWays.map((value) => ({ value, label: <span data-testid={`chip-way-${value}`}>{t(`enrolment.chip.ways.${value}`)}</span> }))}
          fullWidth
          className={classes['way'] ?? ''}
          transitionDuration={0}
        />
        <KeyHint keys="F7" />
      </div>
      {way === 'mrz' && chipKeyParts.map((part) => (
        <ChipKeyField
          key={part}
          part={part}
          input={inputs[part]}
          asked={asked}
          suspect={suspected.includes(part)}
          onValue={(text) => onInputs(typeValue(inputs, part, text, known))}
          onCheck={(text) => onInputs(typeCheck(inputs, part, text))}
          onEnter={onEnter}
        />
      ))}
      {way === 'mrz' && <Line2Field inputs={inputs} onInputs={onInputs} onEnter={onEnter} />}
      {way === 'can' && <CanField can={can} asked={asked} onCan={onCan} onEnter={onEnter} />}
    </div>
  );
}

function CanField({ can, asked, onCan, onEnter }: Pick<ChipWayProps, 'can' | 'asked' | 'onCan' | 'onEnter'>) {
  const { t } = useText();
  const unfinished = canKey(can) === null;
  const wrong = asked && unfinished;
  return (
    <div>
      <TextInput
        label={t('enrolment.chip.can.label')}
        value={can}
        error={wrong}
        onChange={(event) => onCan(cleanCan(event.currentTarget.value))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        }}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        data-testid="chip-can"
        data-state={unfinished ? 'incomplete' : 'good'}
        classNames={{ input: classes['mono'] ?? '' }}
      />
      {wrong && (
        <span className={classes['message']}>
          <StateMark state="missing">{t(can === '' ? 'enrolment.chip.can.missing' : 'enrolment.chip.can.incomplete')}</StateMark>
        </span>
      )}
    </div>
  );
}
