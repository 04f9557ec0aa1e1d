/** The chip's text while its photo is still coming: to be read, and taken if the officer wants it before it is proved. */
import { KeyButton } from '../../../parts/KeyButton.js';
import { useText } from '../../../text/language.js';
import type { ChipFields } from '../differences.js';
import { formFields, shownValue } from '../fields.js';

import classes from './ChipFacts.module.css';

interface ChipEarlyProps {
  readonly fields: ChipFields;
  readonly onTake: () => void;
}

export function ChipEarly({ fields, onTake }: ChipEarlyProps) {
  const { t } = useText();
  return (
    <section className={classes['early']} data-testid="chip-early">
      <div className={classes['head']}>
        <h3>{t('chip.early.title')}</h3>
        <span className={classes['quiet']}>{t('chip.early.note')}</span>
      </div>
      <KeyButton size="compact-md" keys="F3" onAct={onTake} data-testid="chip-take-early">{t('chip.early.take')}</KeyButton>
      <dl className={classes['values']}>
        {formFields.filter(({ name }) => (fields[name] ?? '') !== '').map(({ name }) => (
          <Value key={name} name={t(`enrolment.field.${name}`)} value={shownValue(name, fields[name] ?? '', t)} />
        ))}
      </dl>
    </section>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
