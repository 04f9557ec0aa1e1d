/** What DG1 and DG13 both say, compared: number, birth, sex, expiry. Facts name the field, never its value. */
import type { ToldChipFact } from '../../../sync/core/chip-facts.js';
import { parseDate, toMrzDate } from '../../../sync/core/dates.js';
import type { Zone } from '../lds/dg1.js';
import type { Dg13 } from '../lds/dg13.js';

type Field = 'number' | 'birth' | 'sex' | 'expiry';

/** `dg13` is null where the card has none (a passport, another country's card). */
export function crossChecks(zone: Zone | null, dg13: Dg13 | null): readonly ToldChipFact[] {
  if (zone === null || dg13 === null) {
    return [{ name: 'cross-check', state: 'not-done', reason: zone === null ? 'dg1-missing' : 'dg13-missing' }];
  }
  const text = (entry: number): string => (dg13.get(entry)?.[0] ?? '').normalize('NFC').trim();
  return [
    numbers(zone, text(1)),
    compare('birth', zone.birth, zoneDate(text(3))),
    compare('sex', zone.sex === '<' ? '' : zone.sex, { nam: 'M', nữ: 'F' }[text(4).toLowerCase()] ?? ''),
    expiry(zone.expiry, text(12)),
  ];
}

function compare(field: Field, one: string, other: string): ToldChipFact {
  const values = { field };
  if (one === '' || other === '') return { name: 'cross-check', state: 'not-possible', reason: 'value-missing', values };
  return one === other ? { name: 'cross-check', state: 'ok', values } : { name: 'cross-check', state: 'failed', reason: 'differs', values };
}

/** The document number is the last nine of the personal number, which the optional data hold whole. */
function numbers(zone: Zone, number: string): ToldChipFact {
  if (!/^\d{12}$/.test(number)) return compare('number', '', '');
  const whole = /^\d{12}/.exec(zone.optional)?.[0];
  return compare('number', `${zone.number} ${whole ?? number}`, `${number.slice(-9)} ${number}`);
}

function expiry(zone: string, printed: string): ToldChipFact {
  if (!/không thời hạn/i.test(printed)) return compare('expiry', zone, zoneDate(printed));
  // Cards without an end carry a far day in the zone, which one is not published.
  const isFar = zone.startsWith('99');
  return isFar ? compare('expiry', zone, zone) : { name: 'cross-check', state: 'not-possible', reason: 'no-expiry', values: { field: 'expiry' } };
}

/** YYMMDD with `<` for what the text leaves open; '' for what is no date. */
function zoneDate(text: string): string {
  const date = parseDate(text);
  return date.ok && date.value !== '' ? toMrzDate(date.value) : '';
}
