/** How numbers, dates, times, sizes and durations are written for people. Pure: the language and the time zone come in. */
import type { PartialDate } from '../../sync/core/person.js';

export type Language = 'vi' | 'en';

/** `yyyy-mm-dd` → `dd/MM/yyyy`; an unknown day or month is left out: `MM/yyyy`, `yyyy`; '' stays ''. */
export function formatDate(date: PartialDate): string {
  return date.split('-').reverse().join('/');
}

/** 12 digits → 3-1-2-6 by thin spaces that do not break; anything else is given back as it is. */
export function formatNumber(number: string): string {
  const found = /^(\d{3})(\d)(\d{2})(\d{6})$/.exec(number);
  return found === null ? number : found.slice(1).join('\u202f');
}

/** 10 digits → 4-3-3; anything else is given back as it is. */
export function formatPhone(phone: string): string {
  const found = /^(\d{4})(\d{3})(\d{3})$/.exec(phone);
  return found === null ? phone : found.slice(1).join('\u202f');
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time of the laptop, 24 h: `21:40`. */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `21:40:07`. */
export function formatTimeExact(at: number): string {
  return `${formatTime(at)}:${two(new Date(at).getSeconds())}`;
}

/** `14/05/2026 21:40`. */
export function formatDateTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()} ${formatTime(at)}`;
}

/** Whole numbers with the language's thousands mark. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(count);
}

/** Bytes in words: `2,4 MB`, decimal units as printed on sticks. */
export function formatSize(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const written = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value);
  return `${written} ${units[unit]}`;
}

/** A length of time in words, rounded to what one can act on: `vài giây`, `khoảng 40 giây`, `khoảng 4 phút`, `khoảng 2 giờ 10 phút`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const english = language === 'en';
  if (seconds < 10) return english ? 'a few seconds' : 'vài giây';
  if (seconds < 55) return `${english ? 'about' : 'khoảng'} ${Math.round(seconds / 10) * 10} ${english ? 'seconds' : 'giây'}`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  const hours = Math.floor(minutes / 60);
  const rest = hours === 0 ? minutes : Math.round((minutes % 60) / 10) * 10;
  const inHours = rest === 60 ? hours + 1 : hours;
  const inMinutes = rest === 60 ? 0 : rest;
  const words = [
    inHours === 0 ? '' : `${inHours} ${english ? (inHours === 1 ? 'hour' : 'hours') : 'giờ'}`,
    inMinutes === 0 ? '' : `${inMinutes} ${english ? (inMinutes === 1 ? 'minute' : 'minutes') : 'phút'}`,
  ].filter((word) => word !== '');
  return `${english ? 'about' : 'khoảng'} ${words.join(' ')}`;
}
