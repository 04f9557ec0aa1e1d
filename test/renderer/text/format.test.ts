import { expect, test } from 'vitest';

import { formatAddress, formatCount, formatDate, formatDateTime, formatDuration, formatNumber, formatPhone, formatSize, formatTime, formatTimeExact } from '../../../renderer/text/format.js';

const at = new Date(2026, 4, 14, 21, 4, 7).getTime();

test('UI4: dates, as far as known', () => {
  expect(['1938-05-14', '1938-05', '1938', ''].map(formatDate)).toEqual(['14/05/1938', '05/1938', '1938', '']);
});

test('UI4: times by 24 hours', () => {
  expect(formatTime(at)).toBe('21:04');
  expect(formatTimeExact(at)).toBe('21:04:07');
  expect(formatDateTime(at)).toBe('14/05/2026 21:04');
});

test('UI4: numbers 3-1-2-6 and phones 4-3-3 stay on one line', () => {
  expect(formatNumber('046138000001')).toBe('046\u00a01\u00a038\u00a0000001');
  expect(formatNumber('')).toBe('');
  expect(formatPhone('0912345678')).toBe('0912\u00a0345\u00a0678');
});

test('UI4: counts and sizes by the language’s marks', () => {
  expect(formatCount(10_000, 'vi')).toBe('10.000');
  expect(formatCount(10_000, 'en')).toBe('10,000');
  expect(formatSize(2_412_000, 'vi')).toBe('2,4 MB');
  expect(formatSize(498_000_000, 'en')).toBe('498 MB');
  expect(formatSize(0, 'vi')).toBe('0 B');
});

test('UI4: durations in words', () => {
  expect(formatDuration(3_000, 'vi')).toBe('vài giây');
  expect(formatDuration(40_000, 'vi')).toBe('khoảng 40 giây');
  expect(formatDuration(230_000, 'vi')).toBe('khoảng 4 phút');
  expect(formatDuration(60_000, 'en')).toBe('about 1 minute');
  expect(formatDuration(3 * 3_600_000, 'en')).toBe('about 3 hours');
  expect(formatDuration(-5, 'en')).toBe('a few seconds');
});

test('EN40: an address names house, hamlet and ward, each once', () => {
  expect(formatAddress('Số 12 Tôn Đản', 'Tổ 14', 'Phường Hòa Phát')).toBe('Số 12 Tôn Đản, Tổ 14, Phường Hòa Phát');
  expect(formatAddress('', 'Tổ 14', '')).toBe('Tổ 14');
  expect(formatAddress('', '', '')).toBe('');
  expect(formatAddress('12 Tôn Đản, Hòa Phát, Đà Nẵng', '', 'Hòa Phát')).toBe('12 Tôn Đản, Hòa Phát, Đà Nẵng');
  expect(formatAddress('12 Hòa Phát', '', 'Hòa Phát')).toBe('12 Hòa Phát, Hòa Phát');
  expect(formatAddress('Tổ 1', 'Tổ 14', 'Xã Hòa')).toBe('Tổ 1, Tổ 14, Xã Hòa');
});
