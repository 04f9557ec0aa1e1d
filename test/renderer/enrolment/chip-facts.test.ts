import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';

import { factDetail, factGroups, factSentence, isAlarming } from '../../../renderer/screens/enrolment/chip-facts.js';
import { english, vietnamese } from '../../../renderer/text/work.js';
import type { TextOf } from '../../../renderer/text/language.js';
import { chipFactNames, chipFactReasons, chipFactStates, type ChipFact, type ChipFactName, type ChipFactState } from '../../../sync/core/chip-facts.js';
import { factsOfFake } from '../fake-chip.js';

const i18n = createInstance();
await i18n.init({ lng: 'vi', fallbackLng: 'vi', resources: { vi: { translation: vietnamese }, en: { translation: english } }, interpolation: { escapeValue: false } });
const texts: readonly (readonly [string, TextOf])[] = (['vi', 'en'] as const).map((language) => {
  const t = i18n.getFixedT(language);
  return [language, (key, values) => String(t(key as string, values ?? {}))];
});

const reasons: Readonly<Record<ChipFactName, Readonly<Partial<Record<ChipFactState, readonly string[]>>>>> = chipFactReasons;
const cases = chipFactNames.flatMap((name) => chipFactStates.flatMap((state) => [undefined, ...(reasons[name][state] ?? [])].map((reason) => [name, state, reason] as const)));

describe.each(texts)('EN19: in %s', (language, t) => {
  const sentence = (fact: ChipFact): string => factSentence([fact], t);

  test.each(cases)('%s, %s, %s has its sentence', (name, state, reason) => {
    const fact: ChipFact = { name, state, ...(reason === undefined ? {} : { reason }), values: { group: 13, field: 'birth', list: 'Mẫu', date: '2026-11-03', protocol: 'BAC', password: 'mrz' } };
    expect(sentence(fact)).toMatch(/^[^{}]{8,}\.$/);
    expect(sentence(fact)).not.toMatch(/chip\.\w/);
    if (reason !== undefined) expect(t(`chip.fact.${name}.${state}.${reason}`)).not.toMatch(/^chip\.fact/);
    const { reason: _reason, ...bare } = fact;
    const shared = ['issuer-unknown', 'sod-malformed'].includes(reason ?? '');
    if (reason !== undefined && !shared) expect(sentence(fact)).not.toBe(sentence(bare));
  });

  test.each(chipFactNames.flatMap((name) => chipFactStates.map((state) => [name, state] as const)))('%s, %s: an unknown reason has the general sentence, missing values are no holes', (name, state) => {
    expect(sentence({ name, state, reason: 'never-heard-of' })).toBe(sentence({ name, state }));
    expect(sentence({ name, state })).toMatch(/^[^{}]{8,}\.$/);
  });

  test('an unknown issuer is not yet verified by a list of a day, and nobody calls it false', () => {
    const said = sentence({ name: 'chain', state: 'not-possible', reason: 'issuer-unknown', values: { list: 'DE_ML', date: '2026-11-03' } });
    expect(said).toContain(language === 'vi' ? 'chưa xác minh được với danh sách tin cậy' : 'not yet verified');
    expect(said).toContain('03/11/2026');
    expect(said.toLowerCase()).not.toMatch(/giả|sai|fake|forged|false|wrong/);
  });

  test('a list without a date, and no list at all', () => {
    expect(sentence({ name: 'chain', state: 'ok', values: { list: 'csca.cer', date: '' } })).not.toMatch(/ngày|of \./);
    expect(sentence({ name: 'chain', state: 'not-possible', reason: 'issuer-unknown' })).toMatch(/\.$/);
  });

  test('the issuer\'s country is named in words; codes that are none are left', () => {
    const said = (country?: string) => sentence({ name: 'chain', state: 'ok', values: { list: 'DE_ML', date: '', ...(country === undefined ? {} : { country }) } });
    expect(said('VN')).toContain(language === 'vi' ? '(Việt Nam)' : '(Vietnam)');
    expect(said('EU')).toMatch(language === 'vi' ? /Châu Âu/i : /European Union/);
    for (const none of [undefined, '', 'V', '{{x}}']) expect(said(none)).toContain(language === 'vi' ? '(không rõ)' : '(unknown)');
  });

  test('EN20: every failed fact says what it means', () => {
    for (const name of chipFactNames) expect(t(`chip.alarm.${name}`)).toMatch(/\.$/);
  });
});

describe('EN19: lines of the panel', () => {
  const [, t] = texts[0] ?? ['', String as TextOf];

  test('data groups and fields of one fate share a line; what failed comes first and is named', () => {
    const groups = factGroups(factsOfFake('tampered'), t);
    expect(groups.map((one) => one.name)).toEqual(chipFactNames.filter((name) => factsOfFake('tampered').some((one) => one.name === name)));
    const hash = groups.find((one) => one.name === 'hash');
    expect(hash?.state).toBe('failed');
    expect(hash?.lines.map((one) => one.mark)).toEqual(['blocked', 'good', 'missing']);
    expect(hash?.lines[0]?.sentence).toContain('DG13');
    expect(groups.find((one) => one.name === 'cross-check')?.lines[0]?.sentence).toContain('ngày sinh');
  });

  test('a data group that nobody reads takes nothing from those that are right', () => {
    expect(factGroups(factsOfFake('ok'), t).map((one) => one.state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  test('marks: unknown issuer amber, what the card has not got violet, a weaker way in amber', () => {
    const mark = (fact: ChipFact) => factGroups([fact], t)[0]?.lines[0]?.mark;
    expect(mark({ name: 'chain', state: 'not-possible', reason: 'issuer-unknown' })).toBe('weak');
    expect(mark({ name: 'active-authentication', state: 'not-possible', reason: 'not-on-card' })).toBe('excepted');
    expect(mark({ name: 'access', state: 'ok', reason: 'pace-failed' })).toBe('weak');
    expect(mark({ name: 'chip-authentication', state: 'ok', reason: 'by-mapping' })).toBe('good');
    expect(mark({ name: 'hash', state: 'not-done', reason: 'not-read' })).toBe('missing');
    expect(mark({ name: 'chain', state: 'ok', values: { proof: 'unproven' } })).toBe('weak');
  });

  test('details name codes and values, each fact by itself', () => {
    const details = factsOfFake('tampered').map((one) => factDetail(one, t));
    expect(new Set(details).size).toBe(details.length);
    expect(details.find((one) => one.includes('hash-differs'))).toContain('group 13');
  });

  test('EN20: only what failed is an alarm', () => {
    expect(factsOfFake('unknown').filter(isAlarming)).toEqual([]);
    expect(factsOfFake('tampered').filter(isAlarming).map((one) => one.name)).toEqual(['hash', 'cross-check']);
  });
});
