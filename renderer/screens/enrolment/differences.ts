/** The chip's values beside the present ones: what is taken at once, what the officer decides. */
import type { FieldName, Fields } from '../../../sync/core/dossier.js';
import { fieldNames } from '../../../sync/core/dossier.js';

export type ChipFields = Readonly<Partial<Record<FieldName, string>>>;

export interface Difference {
  readonly field: FieldName;
  readonly present: string;
  readonly chip: string;
}

/** Compared as a person would: composed letters, case and runs of spaces do not count. */
function folded(value: string): string {
  return value.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
}

/** Values of the chip that stand without a question: the field is empty, or says the same. */
export function takenAtOnce(present: Fields, chip: ChipFields): Fields {
  return pickFields(chip, (field, value) => {
    const now = present[field];
    if (now === undefined || now.value.trim() === '') return true;
    return folded(now.value) === folded(value) && now.source !== 'chip';
  });
}

/** Fields that say something else than the chip, or nothing (`present` is '' then), in the form's order. */
export function differences(present: Fields, chip: ChipFields): readonly Difference[] {
  return fieldNames.flatMap((field) => {
    const value = chip[field] ?? '';
    const now = present[field]?.value ?? '';
    return value === '' || folded(now) === folded(value) ? [] : [{ field, present: now.trim(), chip: value }];
  });
}

export function fromChip(chip: ChipFields, fields: readonly FieldName[]): Fields {
  return pickFields(chip, (field) => fields.includes(field));
}

function pickFields(chip: ChipFields, take: (field: FieldName, value: string) => boolean): Fields {
  return Object.fromEntries(
    fieldNames.flatMap((field) => {
      const value = chip[field];
      return value === undefined || value === '' || !take(field, value) ? [] : [[field, { value, source: 'chip' as const }]];
    }),
  );
}
