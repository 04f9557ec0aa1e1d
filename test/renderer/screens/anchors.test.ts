import { readFileSync } from 'node:fs';

import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';

import { grouped, importedWords } from '../../../renderer/screens/about/anchor-words.js';
import { english, vietnamese } from '../../../renderer/text/work.js';
import { anchorOf } from '../fake-chip.js';

const union = /export type AnchorFault =([^;]+);/.exec(readFileSync(new URL('../../../sync/core/faults.ts', import.meta.url), 'utf8'))?.[1] ?? '';
const refusals = [...union.matchAll(/'(anchor-[a-z-]+)'/g)].map((match) => match[1] ?? '').filter((code) => code !== 'anchor-none' && code !== 'anchor-too-large');

describe.each([['vi', vietnamese], ['en', english]] as const)('UI11: who vouches for scanners, in %s', (_language, { devices }) => {
  test('every reason for which a certificate of several is not taken has its words', () => {
    expect(refusals).toHaveLength(3);
    expect(Object.keys(devices.anchors.refused).sort()).toEqual([...refusals].sort());
  });

  test('every state of a certificate has its words, with the day that counts', () => {
    expect(Object.keys(devices.anchors.state)).toEqual(['valid', 'expired', 'not-yet-valid']);
    for (const text of Object.values(devices.anchors.state)) expect(text).toMatch(/\{\{(from|until)\}\}/);
  });
});

test('UI11: what was taken is said first, then what was there, then what was not taken and why', async () => {
  const i18n = createInstance();
  await i18n.init({ lng: 'vi', resources: { vi: { translation: vietnamese } }, interpolation: { escapeValue: false } });
  const t = (key: string | string[], values?: Readonly<Record<string, unknown>>): string => String(i18n.t(key as string, values ?? {}));
  const told = { added: [anchorOf('Gốc A', 1), anchorOf('', 2)], known: [anchorOf('Gốc B', 3)], refused: [{ name: 'máy 7', reason: 'anchor-not-issuer' }] } as const;
  expect(importedWords(told, t)).toBe('Đã nhập: Gốc A, chứng thư không ghi tên. Đã có từ trước: Gốc B. Không nhận “máy 7”: không phải chứng thư gốc.');
  expect(importedWords({ ...told, added: [], refused: [] }, t)).toBe('Đã có từ trước: Gốc B.');
});

test('UI11: a fingerprint is shown in groups that can be compared', () => {
  expect(grouped('0123456789ab')).toBe('0123 4567 89ab');
  expect(grouped(anchorOf('', 1).fingerprint)).toHaveLength(79);
});
