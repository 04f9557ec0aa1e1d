import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { faults as english } from '../../../renderer/text/en/faults.js';
import { faults as vietnamese } from '../../../renderer/text/vi/faults.js';

/** The unions as they are written: a code that is added there without sentences fails here. */
const source = readFileSync(new URL('../../../sync/core/faults.ts', import.meta.url), 'utf8');
const unions = new Map([...source.matchAll(/export type (\w+) =([^;]+);/g)].map(([, name, body]) => [name ?? '', [...(body ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '')]));
const rowCodes = unions.get('RowFault') ?? [];
const codes = [...new Set([...unions].filter(([name]) => name !== 'RowFault').flatMap(([, list]) => list))];

test('the unions were found', () => {
  expect(codes.length).toBeGreaterThan(60);
  expect(rowCodes.length).toBeGreaterThan(10);
});

describe.each([['vi', vietnamese], ['en', english]] as const)('UI1: in %s', (_language, texts) => {
  const sentences = texts as unknown as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

  test.each(codes)('%s has its sentences and its button', (code) => {
    const own = sentences[code];
    for (const part of ['what', 'dossier', 'now']) expect(own?.[part] ?? '').toMatch(/[.!]$/);
    expect(own?.['act'] ?? '').not.toBe('');
    expect((own?.['act'] ?? '').length).toBeLessThan(32);
  });

  test.each(rowCodes)('row: %s has its sentences', (code) => {
    const own = (texts.row as Readonly<Record<string, { readonly what: string; readonly now: string } | undefined>>)[code];
    expect(own?.what ?? '').not.toBe('');
    expect(own?.now ?? '').toMatch(/\.$/);
  });
});
