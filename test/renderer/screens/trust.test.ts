import { readFileSync } from 'node:fs';

import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';

import { originOf, refusedReasons } from '../../../renderer/screens/about/trust-words.js';
import { english, vietnamese } from '../../../renderer/text/work.js';
import { largestTrustList } from '../../../sync/core/reference-data.js';
import { trustReport } from '../fake-chip.js';

const source = readFileSync(new URL('../../../sync/core/chip-facts.ts', import.meta.url), 'utf8');
const codes = [...(/export type TrustFault =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
const refusals = [...(/export type CertificateRefusal =([^;]+);/.exec(readFileSync(new URL('../../../devices/chip/trust/take-certificates.ts', import.meta.url), 'utf8'))?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');

const i18n = createInstance();
await i18n.init({ lng: 'vi', resources: { vi: { translation: vietnamese }, en: { translation: english } }, interpolation: { escapeValue: false } });
const t = (key: string | string[], values?: Readonly<Record<string, unknown>>): string => String(i18n.t(key as string, values ?? {}));

describe.each([['vi', vietnamese], ['en', english]] as const)('UI10: trust lists in %s', (_language, texts) => {
  test('every fault of a list has its sentences and its button', () => {
    expect(codes.length).toBeGreaterThan(8);
    for (const code of codes) {
      const own = (texts.faults as unknown as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>)[code];
      for (const part of ['what', 'dossier', 'now']) expect([code, own?.[part] ?? '']).toEqual([code, expect.stringMatching(/\.$/)]);
      expect(own?.['act'] ?? '').not.toBe('');
    }
  });

  test('CH82: the size that is said is the size that counts', () => {
    expect(texts.faults['list-too-large'].now).toContain(` ${largestTrustList / 2 ** 20} MB`);
  });

  test('every reason of a refused certificate has its words', () => {
    expect(refusals.length).toBeGreaterThan(3);
    expect(refusals.filter((one) => !Object.hasOwn(texts.chip.trust.reason, one))).toEqual([]);
  });
});

test('UI10: refused certificates are told by reason; those that nobody told, and unknown reasons, together at the end', () => {
  const report = trustReport('x.ml', { refused: 15, refusedBy: { 'not-an-issuer': 4, 'never-heard-of': 2, 'algorithm-unsupported': 6 } });
  expect(refusedReasons(report, t)).toBe('4 không phải chứng thư gốc, 6 thuật toán chưa kiểm được, 5 lý do khác');
});

test('CH80: a list of headquarters\' is told from a file\'s, which names who imported it', () => {
  const at = new Date(2026, 4, 14, 21, 4).getTime();
  const told = (origin: Parameters<typeof trustReport>[1]) => originOf(trustReport('x.ml', { importedAt: at, ...origin }), t);
  expect(told({ origin: { from: 'headquarters' } })).toBe('của cấp trên (tên và ngày có chữ ký), nhận 14/05/2026 21:04');
  expect(told({ origin: { from: 'file', by: 'Lê Văn Bảo' } })).toBe('từ tệp, Lê Văn Bảo nhập 14/05/2026 21:04');
  expect(told({ origin: { from: 'file', by: '' } })).toBe('từ tệp, nhập 14/05/2026 21:04');
});
