/** One of the three values that open the chip, with the check digit that is printed behind it. */
import { TextInput } from '@mantine/core';

import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { stateOf, type ChipKeyInput, type ChipKeyPart } from '../chip-key.js';

import classes from './PersonStep.module.css';

interface ChipKeyFieldProps {
  readonly part: ChipKeyPart;
  readonly input: ChipKeyInput;
  /** Reading was asked for: now what is missing is said too. */
  readonly asked: boolean;
  /** The card refused the key, and this is what to compare with what is printed. */
  readonly suspect: boolean;
  readonly onValue: (text: string) => void;
  readonly onCheck: (text: string) => void;
  readonly onEnter: () => void;
}

export function ChipKeyField({ part, input, asked, suspect, onValue, onCheck, onEnter }: ChipKeyFieldProps) {
  const { t } = useText();
  const state = stateOf(part, input);
  const unfinished = state === 'empty' || state === 'incomplete' || state === 'check-missing';
  const wrong = state !== 'good' && (asked || !unfinished);
  const message = `enrolment.chip.${state}.${part}`;
  const enter = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div>
      <div className={classes['keyField']}>
        <TextInput
          label={t(`enrolment.chip.field.${part}`)}
          placeholder={t(`enrolment.chip.example.${part}`)}
          value={input.value}
          error={wrong}
          onChange={(event) => onValue(event.currentTarget.value)}
          onKeyDown={enter}
          autoComplete="off"
          spellCheck={false}
          data-testid={`chip-${part}`}
          data-state={state}
          className={classes['keyValue'] ?? ''}
          classNames={{ input: classes['mono'] ?? '' }}
        />
        <TextInput
          label={t('enrolment.chip.check')}
          value={input.check}
          error={wrong && (state === 'check-wrong' || state === 'check-missing')}
          onChange={(event) => onCheck(event.currentTarget.value)}
          onKeyDown={enter}
          onFocus={(event) => event.currentTarget.select()}
          inputMode="numeric"
          autoComplete="off"
          data-testid={`chip-${part}-check`}
          className={classes['keyCheck'] ?? ''}
          classNames={{ input: classes['mono'] ?? '' }}
        />
      </div>
      {wrong && <span className={classes['message']}><StateMark state={unfinished ? 'missing' : 'blocked'}>{t(message)}</StateMark></span>}
      {!wrong && suspect && (
        <span className={classes['message']}><StateMark state="weak">{t('enrolment.chip.compare')}</StateMark></span>
      )}
    </div>
  );
}
