/** What the chip said: its photo, and the fields where it says something else than the form. */

import type { FieldName } from '../../../../sync/core/dossier.js';
import { KeyButton } from '../../../parts/KeyButton.js';
import { Picture } from '../../../parts/Picture.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import type { Difference } from '../differences.js';
import { shownValue } from '../fields.js';

import classes from './ChipSaid.module.css';

interface ChipSaidProps {
  /** PNG or JPEG, or null where it does not decode. */
  readonly photo: Uint8Array | null;
  /** Those that are not decided. */
  readonly differences: readonly Difference[];
  /** Some were decided against the chip. */
  readonly decided: boolean;
  /** Nothing of what the document says has a place in the form. */
  readonly silent: boolean;
  /** Something is wrong with the chip: agreeing with it is nothing to be glad of, and its values are taken one by one. */
  readonly doubted: boolean;
  readonly onTake: (fields: readonly FieldName[]) => void;
  readonly onKeep: (fields: readonly FieldName[]) => void;
}

export function ChipSaid({ photo, differences: open, decided, silent, doubted, onTake, onKeep }: ChipSaidProps) {
  const { t } = useText();
  const shown = (field: FieldName, value: string): string => (value === '' ? t('enrolment.chip.blank') : shownValue(field, value, t));
  return (
    <div className={classes['said']} data-testid="chip-said" data-open={open.length}>
      <div className={classes['head']}>
        {photo !== null && <Picture bytes={photo} alt={t('enrolment.chip.photo')} className={classes['photo']} />}
        {silent && <StateMark state="weak">{t('enrolment.chip.silent')}</StateMark>}
        {open.length === 0 && !silent && !doubted && <StateMark state="good">{t(decided ? 'enrolment.chip.decided' : 'enrolment.chip.agrees')}</StateMark>}
        {open.length > 0 && <StateMark state="weak">{t('enrolment.chip.differs', { count: open.length })}</StateMark>}
      </div>
      {open.length > 1 && (
        <div className={classes['all']}>
          {!doubted && (
            <KeyButton size="compact-sm" variant="light" keys="F3" data-testid="differences-take-all" onAct={() => onTake(open.map((one) => one.field))}>
              {t('enrolment.chip.takeAll')}
            </KeyButton>
          )}
          <KeyButton size="compact-sm" keys="F4" data-testid="differences-keep-all" onAct={() => onKeep(open.map((one) => one.field))}>
            {t('enrolment.chip.keepAll')}
          </KeyButton>
        </div>
      )}
      {open.map((one) => (
        <dl key={one.field} className={classes['difference']} data-testid={`difference-${one.field}`}>
          <dt>{t(`enrolment.field.${one.field}`)}</dt>
          <dd>
            <span><em>{t('enrolment.chip.onForm')}</em> {shown(one.field, one.present)}</span>
            <KeyButton size="compact-sm" keys={open.length === 1 ? 'F4' : null} onAct={() => onKeep([one.field])}>{t('enrolment.chip.keep')}</KeyButton>
          </dd>
          <dd>
            <span><em>{t('enrolment.chip.onChip')}</em> {shown(one.field, one.chip)}</span>
            <KeyButton size="compact-sm" variant="light" keys={open.length === 1 ? 'F3' : null} data-testid={open.length === 1 ? 'differences-take-all' : ''} onAct={() => onTake([one.field])}>
              {t('enrolment.chip.take')}
            </KeyButton>
          </dd>
        </dl>
      ))}
    </div>
  );
}
