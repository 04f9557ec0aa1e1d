/** Calendar dates by hand (proleptic Gregorian), some of them known in part only. No clock: today comes in as `yyyy-mm-dd`. */
import type { PartialDate } from './person.js';
import { fault, ok, type Result } from './result.js';

/** Years that a form of this field can hold: nobody living was born earlier, no card runs longer. */
const firstYear = 1850;
const lastYear = 2199;

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0);
}

/** Pads with zeros, as dates are written. */
function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/**
 * Reads a date as lists and officers write it: `dd/MM/yyyy`, `d-M-yyyy`, `d.M.yyyy`, `ddMMyyyy`, `MM/yyyy`, `yyyy`, `00/00/1938`,
 * `00/05/1938`, ISO `1938-05-14` (a time of zero after it is let pass: spreadsheets add one). A day or month of zero is unknown.
 * Nothing typed is '' (nothing known). What the calendar does not have (`31/02/1950`) is refused, never mended.
 */
export function parseDate(text: string): Result<PartialDate, 'birth-impossible'> {
  const clean = text.trim().replace(/[ T]00:00(:00(\.0+)?)?Z?$/, '');
  if (clean === '') return ok('');
  const parts = split(clean);
  if (parts === null) return fault('birth-impossible');
  const [year, month, day] = parts;
  if (year < firstYear || year > lastYear || month > 12 || (month === 0 && day > 0)) return fault('birth-impossible');
  if (month === 0) return ok(pad(year, 4));
  if (day > daysInMonth(year, month)) return fault('birth-impossible');
  return ok(day === 0 ? `${pad(year, 4)}-${pad(month, 2)}` : `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** Year, month, day in that order from any of the forms; zero is unknown. */
function split(text: string): readonly [number, number, number] | null {
  const dayFirst = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})$/.exec(text) ?? /^(\d{2})()(\d{2})(\d{4})$/.exec(text);
  if (dayFirst !== null) return [Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1])];
  const yearFirst = /^(\d{4})(?:([/-])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(text);
  if (yearFirst !== null) return [Number(yearFirst[1]), Number(yearFirst[3] ?? 0), Number(yearFirst[4] ?? 0)];
  const monthFirst = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text);
  return monthFirst === null ? null : [Number(monthFirst[2]), Number(monthFirst[1]), 0];
}

/** Whether a stored value is a date of the calendar as far as it goes; '' is not. */
export function isPartialDate(text: string): boolean {
  const read = /^\d{4}(-\d{2}){0,2}$/.test(text) ? parseDate(text) : null;
  return read !== null && read.ok && read.value === text;
}

export function isFullDate(text: string): boolean {
  return text.length === 10 && isPartialDate(text);
}

/** `dd/MM/yyyy`, `MM/yyyy` or `yyyy`; '' stays ''. */
export function showDate(date: PartialDate): string {
  return date.split('-').reverse().join('/');
}

/** Numbers of a partial date; what is unknown is 0. */
export function dateNumbers(date: PartialDate): { readonly year: number; readonly month: number; readonly day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

/** Days since 0000-03-01 of a full date: counting years from March puts the leap day last. */
function dayNumber(date: string): number {
  const { year, month, day } = dateNumbers(date);
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((monthFromMarch * 153 + 2) / 5) + day - 1;
}

/** From the first full date to the second; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The full date that many days later (or earlier). */
export function addDays(date: string, days: number): string {
  let { year, month, day } = dateNumbers(date);
  day += days;
  while (day < 1) {
    month -= 1;
    if (month === 0) [year, month] = [year - 1, 12];
    day += daysInMonth(year, month);
  }
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The earliest and the latest day that a partial date can mean. */
export function dateRange(date: PartialDate): readonly [string, string] {
  const { year, month, day } = dateNumbers(date);
  const last = month === 0 ? 12 : month;
  const from = `${pad(year, 4)}-${pad(month === 0 ? 1 : month, 2)}-${pad(day === 0 ? 1 : day, 2)}`;
  return [from, `${pad(year, 4)}-${pad(last, 2)}-${pad(day === 0 ? daysInMonth(year, last) : day, 2)}`];
}

/** Full years that have surely passed since the birth: an unknown day counts as the last one possible. Null without a date. */
export function ageOn(birth: PartialDate, day: string): number | null {
  if (!isPartialDate(birth)) return null;
  const born = dateNumbers(dateRange(birth)[1]);
  const now = dateNumbers(day);
  const before = now.month < born.month || (now.month === born.month && now.day < born.day);
  return now.year - born.year - (before ? 1 : 0);
}

/** YYMMDD as the MRZ writes it; an unknown day or month is filled with `<` (ICAO 9303-3, 4.8). */
export function toMrzDate(date: PartialDate): string {
  return date.replaceAll('-', '').slice(2).padEnd(6, '<');
}

/** Back from YYMMDD: the latest such date that is not after `latest` (`yyyy-mm-dd`): today for a birth, a far day for an expiry. */
export function fromMrzDate(text: string, latest: string): Result<PartialDate, 'birth-impossible'> {
  if (!/^\d{2}(\d{2}|<<)(\d{2}|<<)$/.test(text)) return fault('birth-impossible');
  const known = text.replaceAll('<', '');
  const century = Number(latest.slice(0, 2));
  for (const first of [century, century - 1]) {
    const read = parseDate([pad(first, 2) + known.slice(0, 2), known.slice(2, 4), known.slice(4)].filter(Boolean).join('-'));
    if (read.ok && read.value <= latest.slice(0, read.value.length)) return read;
  }
  return fault('birth-impossible');
}
