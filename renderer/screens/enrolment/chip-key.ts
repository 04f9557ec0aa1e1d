/** What opens the chip, as the officer reads it off the card's MRZ: number, birth, expiry, each with its printed check digit. */
import type { CanKey, MrzKey } from '../../../sync/core/capture.js';
import { datesFromLine2, line2Needed } from '../../../sync/core/chip-key.js';
import { isFullDate, toMrzDate } from '../../../sync/core/dates.js';
import type { Fields } from '../../../sync/core/dossier.js';
import { checkDigit } from '../../../sync/core/mrz.js';

export const chipKeyParts = ['number', 'birth', 'expiry'] as const;
export type ChipKeyPart = (typeof chipKeyParts)[number];

/** One input and its check digit. `computed`: the digit was worked out here, not read off the card. */
export interface ChipKeyInput {
  readonly value: string;
  readonly check: string;
  readonly computed: boolean;
}
export type ChipKeyInputs = Readonly<Record<ChipKeyPart, ChipKeyInput>>;

export type ChipKeyState = 'empty' | 'incomplete' | 'not-a-date' | 'check-missing' | 'check-wrong' | 'good';

const lengths: Record<ChipKeyPart, number> = { number: 9, birth: 6, expiry: 6 };
const canLength = 6;
const emptyInput: ChipKeyInput = { value: '', check: '', computed: false };

/** Characters of an MRZ only; the letter O where only digits can stand is read as zero. */
export function cleanValue(part: ChipKeyPart, typed: string): string {
  const upper = typed.toUpperCase().replaceAll(/[^A-Z0-9<]/g, '');
  return (part === 'number' ? upper : upper.replaceAll('O', '0').replaceAll(/[^0-9<]/g, '')).slice(0, lengths[part]);
}

/** `known`: what the form knows; typed back to it, the value has its digit again. */
export function typeValue(inputs: ChipKeyInputs, part: ChipKeyPart, typed: string, known?: ChipKeyInputs): ChipKeyInputs {
  const before = inputs[part];
  const value = cleanValue(part, typed);
  if (value !== '' && before.check === '' && known?.[part].value === value) return { ...inputs, [part]: known[part] };
  // A digit that was worked out proves nothing about another value.
  const check = before.computed && value !== before.value ? '' : before.check;
  return { ...inputs, [part]: { value, check, computed: before.computed && check !== '' } };
}

export function typeCheck(inputs: ChipKeyInputs, part: ChipKeyPart, typed: string): ChipKeyInputs {
  const check = typed.toUpperCase().replaceAll('O', '0').replaceAll(/[^0-9]/g, '').slice(-1);
  return { ...inputs, [part]: { ...inputs[part], check, computed: false } };
}

export function stateOf(part: ChipKeyPart, input: ChipKeyInput): ChipKeyState {
  if (input.value === '') return 'empty';
  if (input.value.length < lengths[part]) return 'incomplete';
  // Cards without an end carry in the expiry's place what is no date: its check digit is all that there is to go by.
  const isDate = part === 'number' || isMrzDate(input.value);
  if (part === 'birth' && !isDate) return 'not-a-date';
  if (input.check === '') return 'check-missing';
  if (input.check === checkDigit(input.value)) return 'good';
  return isDate ? 'check-wrong' : 'not-a-date';
}

export type Line2State = 'empty' | 'incomplete' | 'wrong' | 'good';

/** Characters of the zone's second line; the letter O among its dates is read as zero. */
export function cleanLine2(typed: string): string {
  const upper = typed.toUpperCase().replaceAll(/[^A-Z0-9<]/g, '').slice(0, 30);
  return upper.slice(0, line2Needed).replaceAll('O', '0') + upper.slice(line2Needed);
}

/** Line 2 typed as it stands fills in birth and expiry, once both are right; until then, and where it is wrong, it changes nothing. */
export function typeLine2(inputs: ChipKeyInputs, line: string): { readonly inputs: ChipKeyInputs; readonly state: Line2State } {
  if (line.length < line2Needed) return { inputs, state: line === '' ? 'empty' : 'incomplete' };
  const dates = datesFromLine2(line);
  if (!dates.ok) return { inputs, state: 'wrong' };
  const read = (value: string): ChipKeyInput => ({ value, check: checkDigit(value) ?? '', computed: false });
  return { inputs: { ...inputs, birth: read(dates.value.birth), expiry: read(dates.value.expiry) }, state: 'good' };
}

/** The key, once all three stand; null before. */
export function chipKey(inputs: ChipKeyInputs): MrzKey | null {
  if (chipKeyParts.some((part) => stateOf(part, inputs[part]) !== 'good')) return null;
  return { number: inputs.number.value, birth: inputs.birth.value, expiry: inputs.expiry.value };
}

/** Digits only, at most six. */
export function cleanCan(typed: string): string {
  return typed.replaceAll(/\D/g, '').slice(0, canLength);
}

/** The key, once all six digits stand; null before. */
export function canKey(can: string): CanKey | null {
  return can.length === canLength ? { can } : null;
}

/**
 * Which of the three to look at when a card refuses them, though every check digit is right: those that were worked out here and not read off
 * the card, else those that the form knows otherwise, else all.
 */
export function suspects(inputs: ChipKeyInputs, fields: Fields): readonly ChipKeyPart[] {
  const computed = chipKeyParts.filter((part) => inputs[part].computed);
  if (computed.length > 0) return computed;
  const known = prefill(fields);
  const otherwise = chipKeyParts.filter((part) => known[part].value !== '' && known[part].value !== inputs[part].value);
  return otherwise.length > 0 ? otherwise : chipKeyParts;
}

/** The first of the three that does not stand. */
export function lookAt(inputs: ChipKeyInputs): ChipKeyPart | null {
  return chipKeyParts.find((part) => stateOf(part, inputs[part]) !== 'good') ?? null;
}

/** Document number: last nine of the personal number (TD1 of the Vietnamese card). Only what is wholly known is filled in. */
export function prefill(fields: Fields): ChipKeyInputs {
  const number = fields.number?.value ?? '';
  return {
    number: /^\d{12}$/.test(number) ? computed(number.slice(3)) : emptyInput,
    birth: computedDate(fields.birth?.value),
    expiry: computedDate(fields.cardExpiry?.value),
  };
}

/** Fills in what became known since, and leaves what the officer typed. */
export function refill(inputs: ChipKeyInputs, fields: Fields): ChipKeyInputs {
  const known = prefill(fields);
  const pick = (part: ChipKeyPart): ChipKeyInput =>
    (inputs[part].value === '' || inputs[part].computed) && known[part].value !== '' ? known[part] : inputs[part];
  return { number: pick('number'), birth: pick('birth'), expiry: pick('expiry') };
}

function computed(value: string): ChipKeyInput {
  return { value, check: checkDigit(value) ?? '', computed: true };
}

/** Only whole dates: cards differ in what they print for an unknown day. */
function computedDate(date = ''): ChipKeyInput {
  return isFullDate(date) ? computed(toMrzDate(date)) : emptyInput;
}

/** YYMMDD; day, or day and month, or all may be fillers where they are unknown (ICAO 9303-3, 4.8). */
function isMrzDate(value: string): boolean {
  if (value === '<<<<<<') return true;
  const [year, month, day] = [value.slice(0, 2), value.slice(2, 4), value.slice(4)];
  if (!/^\d\d$/.test(year)) return false;
  if (month === '<<') return day === '<<';
  return /^(0[1-9]|1[0-2])$/.test(month) && (day === '<<' || /^(0[1-9]|[12]\d|3[01])$/.test(day));
}
