import { expect, test } from 'vitest';

import { readCommand } from '../../../devices/doctor/arguments.js';
import { factLine } from '../../../devices/doctor/tell-chip.js';
import { english } from '../../../devices/doctor/words-en.js';
import { vietnamese } from '../../../devices/doctor/words-vi.js';
import { isVietnamese } from '../../../devices/doctor/words.js';

const zone = 'IDVNM1380123450079138012345<<23805144F4106304VNM<<<<<<<<<<<6NGUYEN<<THI<ANH<TUYET<<<<<<<<<';

test('DR1: without a word the devices are asked for, with `chip` the document on the reader', () => {
  expect(readCommand([])).toEqual({ ok: true, value: { kind: 'devices', json: false, sbiPorts: [4501, 4600] } });
  expect(readCommand(['--', 'chip', '--can', '135790', '--json', '--trust', 'a.ml', 'b.cer', '--wait', '2', '--adapter', 'smartcard']))
    .toEqual({ ok: true, value: { kind: 'chip', key: { can: '135790' }, json: true, adapter: 'smartcard', trust: ['a.ml', 'b.cer'], wait: 2000 } });
  expect(readCommand(['chip'])).toMatchObject({ ok: true, value: { key: null } });
});

test.each([
  [['--number', '138012345', '--birth', '1938-05-14', '--expiry', '2041-06-30']],
  [['--number', '079138012345', '--birth', '14/05/1938', '--expiry', '30/06/2041']],
  [['--number', '138012345', '--birth', '380514', '--expiry', '410630']],
])('DR2: %j opens the same card', (options) => {
  expect(readCommand(['chip', ...options])).toMatchObject({ ok: true, value: { key: { number: '138012345', birth: '380514', expiry: '410630' } } });
});

test('DR2: a whole zone opens it too, its check digits verified', () => {
  const read = readCommand(['chip', '--mrz', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10']);
  expect(read).toMatchObject({ ok: true, value: { key: { number: 'L898902C3', birth: '740812', expiry: '120415' } } });
  expect(readCommand(['chip', '--mrz', zone.replace('F41', 'F42')])).toMatchObject({ ok: false, fault: { code: 'value-malformed', values: { option: '--mrz' } } });
});

test.each([
  [['chip', '--can', '13579'], 'value-malformed'], [['chip', '--can'], 'value-missing'], [['chip', '--can', '135790', '--mrz', zone], 'keys-mixed'],
  [['chip', '--number', '138012345'], 'key-incomplete'], [['chip', '--number', '138012345', '--birth', '31/02/1938', '--expiry', '410630'], 'value-malformed'],
  [['chip', '--pin', '135790'], 'option-unknown'], [['135790'], 'command-unknown'], [['chip', '135790'], 'command-unknown'], [['--can', '135790'], 'option-unknown'],
  [['chip', '--trust'], 'value-missing'], [['chip', '--wait', 'long'], 'value-malformed'], [['--sbi-ports', 'x'], 'value-malformed'],
])('DR3: %j is not understood, and what was given is not repeated', (argv, code) => {
  const read = readCommand(argv);
  expect(read).toMatchObject({ ok: false, fault: { code } });
  expect(JSON.stringify(read)).not.toMatch(/13579|138012345|IDVNM/);
});

test('DR4: facts have a mark, their state and the reason in both languages', () => {
  expect(factLine({ name: 'hash', state: 'failed', reason: 'hash-differs', values: { group: 13 } }, english)).toBe('✕ data group DG13: failed · its bytes are not those that were signed');
  expect(factLine({ name: 'chain', state: 'not-possible', reason: 'issuer-unknown', values: { list: 'BSI', date: '2026-05-28' } }, vietnamese))
    .toBe('◇ nơi cấp: không xét được · nơi cấp không có trong danh sách nào: chưa biết không phải là giả · (BSI, 2026-05-28)');
  expect(Object.keys(vietnamese.reasons)).toEqual(Object.keys(english.reasons));
});

test('DR4: the language is the system’s', () => {
  expect(isVietnamese({ LANG: 'vi_VN.UTF-8' })).toBe(true);
  expect(isVietnamese({ LANG: 'vi_VN.UTF-8', LC_ALL: 'C.UTF-8' })).toBe(false);
  expect(isVietnamese({})).toBe(false);
});
