/** The zone's second line, typed as it stands instead of its two dates. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { cleanLine2, typeLine2, type ChipKeyInputs } from '../chip-key.js';

import classes from './PersonStep.module.css';

interface Line2FieldProps {
  readonly inputs: ChipKeyInputs;
  readonly onInputs: (inputs: ChipKeyInputs) => void;
  readonly onEnter: () => void;
}

export function Line2Field({ inputs, onInputs, onEnter }: Line2FieldProps) {
  const { t } = useText();
  const [line, setLine] = useState('');
  const { state } = typeLine2(inputs, line);
  return (
    <div>
      <TextInput
        label={t('enrolment.chip.line2.label')}
        placeholder={t('enrolment.chip.line2.example')}
        value={line}
        error={state === 'wrong'}
        onChange={(event) => {
          const typed = cleanLine2(event.currentTarget.value);
          setLine(typed);
          onInputs(typeLine2(inputs, typed).inputs);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        }}
        autoComplete="off"
        spellCheck={false}
        data-testid="chip-line2"
        data-state={state}
        classNames={{ input: classes['mono'] ?? '' }}
      />
      {state === 'wrong' && <span className={classes['message']}><StateMark state="blocked">{t('enrolment.chip.line2.wrong')}</StateMark></span>}
    </div>
  );
}
