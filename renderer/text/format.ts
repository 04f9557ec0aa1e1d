/** How numbers, dates, times, sizes and durations are written for people, in the laptop's time zone. */
import { showDate } from '../../sync/core/dates.js';
import { durationParts, sizeParts } from '../../sync/core/display.js';
import type { PartialDate } from '../../sync/core/person.js';
import { groupNumber } from '../../sync/core/personal-number.js';
import { groupPhone } from '../../sync/core/phone.js';

export type Language = 'vi' | 'en';

/** `yyyy-mm-dd` → `dd/MM/yyyy`; an unknown day or month is left out: `MM/yyyy`, `yyyy`; '' stays ''. */
export function formatDate(date: PartialDate): string {
  return showDate(date);
}

/** House and street, hamlet, ward as one line; what an earlier part says already is not said twice. */
export function formatAddress(address: string, hamlet: string, ward: string): string {
  return after(after(address, hamlet), ward);
}

function after(line: string, part: string): string {
  if (part === '' || line === '') return line + part;
  return line.includes(part) && line.split(', ').includes(part) ? line : `${line}, ${part}`;
}

const together = (text: string): string => text.replaceAll(' ', '\u00a0');

/** 12 digits → 3-1-2-6 by spaces that do not break. */
export function formatNumber(number: string): string {
  return together(groupNumber(number));
}

/** 10 digits → 4-3-3 by spaces that do not break. */
export function formatPhone(phone: string): string {
  return together(groupPhone(phone));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time, 24 h: `21:40`. */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `21:40:07`. */
export function formatTimeExact(at: number): string {
  return `${formatTime(at)}:${two(new Date(at).getSeconds())}`;
}

/** The local day of a moment: `14/05/2026`. */
export function formatDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
}

/** `14/05/2026 21:40`. */
export function formatDateTime(at: number): string {
  return `${formatDay(at)} ${formatTime(at)}`;
}

/** Made once: making one takes longer than a row of a list. */
const writers: Record<Language, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};

/** Whole numbers with the language's thousands mark. */
export function formatCount(count: number, language: Language): string {
  return writers[language].format(count);
}

/** Bytes in words: `2,4 MB`. */
export function formatSize(bytes: number, language: Language): string {
  const { value, unit } = sizeParts(bytes);
  return `${writers[language].format(value)} ${unit}`;
}

const units = { second: ['giây', 'second'], minute: ['phút', 'minute'], hour: ['giờ', 'hour'], day: ['ngày', 'day'] } as const;

/** A length of time in words, never less than it is: `vài giây`, `khoảng 4 phút`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const { value, unit } = durationParts(milliseconds);
  if (unit === 'second' && value < 10) return language === 'vi' ? 'vài giây' : 'a few seconds';
  const [vietnamese, english] = units[unit];
  return language === 'vi' ? `khoảng ${value} ${vietnamese}` : `about ${value} ${english}${value === 1 ? '' : 's'}`;
}
