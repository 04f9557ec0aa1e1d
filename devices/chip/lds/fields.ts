/** From DG1, DG11 and DG13 to the form's fields. DG13 goes first: it has the diacritics; DG11, which passports have, fills what it leaves, and DG1 the rest. */
import { fromMrzDate, parseDate, toMrzDate } from '../../../sync/core/dates.js';
import type { FieldName } from '../../../sync/core/dossier.js';
import { normaliseName, normaliseText } from '../../../sync/core/names.js';
import { parsePersonalNumber } from '../../../sync/core/personal-number.js';

import type { Zone } from './dg1.js';
import type { Dg11 } from './dg11.js';
import type { Dg13 } from './dg13.js';

export type ChipFields = Readonly<Partial<Record<FieldName, string>>>;

/** Entry numbers of DG13. 15 and 16 differ between cards: the old number is known by its pattern. */
const names = { fullName: 2, spouse: 14 } as const;
const texts = { nationality: 5, ethnicity: 6, religion: 7, origin: 8, residence: 9, features: 10 } as const;
const dates = { birth: 3, cardIssued: 11, cardExpiry: 12 } as const;
const parents = 13;
const oldNumbers = [15, 16] as const;

/**
 * A field that the card leaves empty, or fills with what cannot be (a date that the calendar does not have), is left out.
 * `cardExpiry` is '' where the card says that it never expires.
 */
export function chipFields(dg1: Zone | null, dg13: Dg13, dg11: Dg11 | null = null): ChipFields {
  const fields: Partial<Record<FieldName, string>> = { ...(dg1 === null ? {} : fieldsOfZone(dg1)), ...(dg11 === null ? {} : fieldsOfDg11(dg11)), ...fieldsOfDg13(dg13) };
  if (fields.oldNumber === fields.number) delete fields.oldNumber;
  return fields;
}

function fieldsOfDg13(dg13: Dg13): ChipFields {
  const fields: Partial<Record<FieldName, string>> = {};
  const set = (field: FieldName, value: string | undefined): void => {
    if (value !== undefined && value !== '') fields[field] = value;
  };
  const text = (entry: number, index = 0): string => normaliseText(dg13.get(entry)?.[index] ?? '');
  const number = text(1);
  if (/^\d{12}$/.test(number)) set('number', number);
  for (const [field, entry] of Object.entries(names)) set(field as FieldName, normaliseName(text(entry)));
  for (const [field, entry] of Object.entries(texts)) set(field as FieldName, text(entry));
  for (const [field, entry] of Object.entries(dates)) {
    const date = parseDate(text(entry));
    if (date.ok) set(field as FieldName, date.value);
  }
  if (/không thời hạn/i.test(text(dates.cardExpiry))) fields.cardExpiry = '';
  set('sex', sexOf(text(4)));
  set('father', normaliseName(text(parents, 0)));
  set('mother', normaliseName(text(parents, 1)));
  set('oldNumber', oldNumbers.map((entry) => text(entry)).find((value) => /^(\d{9}|\d{12})$/.test(value)));
  return fields;
}

function sexOf(text: string): string | undefined {
  const word = text.toLowerCase();
  if (word === 'nam') return 'male';
  return word === 'nữ' ? 'female' : undefined;
}

/** A name in plain letters alone may be the zone's again. The place of birth is not that of origin, which the form asks for. */
function fieldsOfDg11({ fullName, personalNumber, birth, address }: Dg11): ChipFields {
  const name = normaliseName(fullName);
  const residence = normaliseText(address.join(', '));
  return {
    ...(/[^\x20-\x7e]/.test(name) ? { fullName: name } : {}),
    ...(/^\d{12}$/.test(personalNumber) ? { number: personalNumber } : {}),
    ...(birth === '' ? {} : { birth }),
    ...(residence === '' ? {} : { residence }),
  };
}

/** The zone's name is left: it has no diacritics, and a form filled with it would be wrong in almost every name. */
function fieldsOfZone(zone: Zone): ChipFields {
  const number = parsePersonalNumber(zone.optional.slice(0, 12));
  // The zone has two digits of the year: the personal number knows the century.
  const birth = number.ok ? fromMrzDate(zone.birth, `${number.value.birthYear}-12-31`) : null;
  const expiry = fromMrzDate(zone.expiry, '2099-12-31');
  const isSame = birth?.ok === true && toMrzDate(birth.value) === zone.birth;
  return {
    ...(number.ok ? { number: number.value.digits } : {}),
    ...(isSame ? { birth: birth.value } : {}),
    ...(zone.sex === '<' ? {} : { sex: zone.sex === 'M' ? 'male' : 'female' }),
    // Another document's end is not the card's.
    ...(expiry.ok && zone.format === 'TD1' ? { cardExpiry: expiry.value } : {}),
  };
}
