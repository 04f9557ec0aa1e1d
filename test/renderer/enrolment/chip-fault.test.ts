import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';

import { isMrzRefused, needsMrz, shownFault } from '../../../renderer/screens/enrolment/chip-fault.js';
import { canKey, cleanCan, prefill, suspects, typeCheck, typeValue, type ChipKeyInputs } from '../../../renderer/screens/enrolment/chip-key.js';
import { faults as english } from '../../../renderer/text/en/faults.js';
import { english as allEnglish, vietnamese as allVietnamese } from '../../../renderer/text/work.js';
import { faults as vietnamese } from '../../../renderer/text/vi/faults.js';

import { typed } from './drafts.js';

const i18n = createInstance();
await i18n.init({ lng: 'vi', resources: { vi: { translation: allVietnamese }, en: { translation: allEnglish } }, interpolation: { escapeValue: false } });
const t = (key: string | string[], values?: Readonly<Record<string, unknown>>): string => String(i18n.t(key as string, values ?? {}));
const codes = ['chip-mrz-wrong', 'chip-can-wrong', 'chip-can-wrong-left', 'chip-can-blocked', 'chip-needs-mrz'] as const;

describe('EN21: the CAN', () => {
  test('is six digits, and nothing else gets in', () => {
    expect(cleanCan('12a3 4-567')).toBe('123456');
    expect(canKey('12345')).toBeNull();
    expect(canKey('123456')).toEqual({ can: '123456' });
  });

  test('a wrong one says how many tries are left where the card tells, and none when it is blocked', () => {
    const wrong = (values: Record<string, string | number>) => shownFault({ code: 'chip-key-wrong', values: { password: 'can', ...values } }, [], t);
    expect(wrong({}).code).toBe('chip-can-wrong');
    expect(wrong({ tries: 2 })).toMatchObject({ code: 'chip-can-wrong-left', values: { tries: 2 } });
    expect(wrong({ tries: 0 }).code).toBe('chip-can-blocked');
    expect(t('faults.chip-can-wrong-left.what', wrong({ tries: 2 }).values)).toContain('2');
  });

  test.each(['chip-can-wrong', 'chip-can-wrong-left'] as const)('%s says that further tries may block the card', (code) => {
    expect(vietnamese[code].now).toContain('khoá');
    expect(english[code].now).toContain('block');
  });

  test('a card that opens by its MRZ alone says so', () => {
    const fault = { code: 'chip-unsupported', values: { needs: 'mrz' } };
    expect(needsMrz(fault)).toBe(true);
    expect(shownFault(fault, [], t).code).toBe('chip-needs-mrz');
    expect(needsMrz({ code: 'chip-unsupported' })).toBe(false);
    expect(shownFault({ code: 'chip-unsupported' }, [], t).code).toBe('chip-unsupported');
  });
});

describe('EN22: a refused MRZ names what to look at', () => {
  const fields = typed({ number: '048138001234', birth: '1938-05-14' });
  const type = (inputs: ChipKeyInputs, part: 'number' | 'birth' | 'expiry', value: string, check: string) => typeCheck(typeValue(inputs, part, value), part, check);
  const prefilled = type(prefill(fields), 'expiry', '991231', '5');

  test('what was worked out here and not read off the card', () => {
    expect(suspects(prefilled, fields)).toEqual(['number', 'birth']);
  });
  test('else what the form knows otherwise', () => {
    const read = type(type(prefilled, 'number', '138001234', '6'), 'birth', '380515', '4');
    expect(suspects(read, fields)).toEqual(['birth']);
  });
  test('else all three', () => {
    const read = type(type(prefilled, 'number', '138001234', '6'), 'birth', '380514', '7');
    expect(suspects(read, fields)).toEqual(['number', 'birth', 'expiry']);
  });
  test('in words, the last with its "and"', () => {
    const fault = { code: 'chip-key-wrong', detail: '6300' };
    expect(isMrzRefused(fault)).toBe(true);
    const shown = shownFault(fault, ['number', 'birth', 'expiry'], t);
    expect(shown).toMatchObject({ code: 'chip-mrz-wrong', detail: '6300', values: { parts: 'số thẻ, ngày sinh và ngày hết hạn' } });
    expect(t('faults.chip-mrz-wrong.now', shown.values)).toContain('số thẻ, ngày sinh và ngày hết hạn');
  });
});

test.each([['vi', vietnamese], ['en', english]] as const)('UI1: faults of a refused key have their sentences in %s', (_language, texts) => {
  for (const code of codes) {
    for (const part of ['what', 'dossier', 'now'] as const) expect(texts[code][part]).toMatch(/\.$/);
    expect(texts[code].act.length).toBeLessThan(32);
  }
});
