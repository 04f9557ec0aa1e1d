import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { english, vietnamese } from '../../../renderer/text/setup.js';

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));

/** Full keys, plurals under their bare name. */
function keysOf(texts: object, prefix = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keysOf(value as object, `${prefix}${key}.`) : [`${prefix}${key}`.replace(/_(one|other)$/, '')]));
}

test('UI2: both languages have the same keys', () => {
  const [own, other] = [new Set(keysOf(vietnamese)), new Set(keysOf(english))];
  expect([...own].filter((key) => !other.has(key))).toEqual([]);
  expect([...other].filter((key) => !own.has(key))).toEqual([]);
});

test('UI2: both languages name the same values in each text', () => {
  const values = (texts: object) => new Map(keysOf(texts).map((key) => [key, placeholders(texts, key)]));
  const other = values(english);
  for (const [key, names] of values(vietnamese)) expect([key, other.get(key)]).toEqual([key, names]);
});

function placeholders(texts: object, key: string): readonly string[] {
  const text = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part] ?? (at as Record<string, unknown>)[`${part}_other`], texts);
  return [...new Set([...String(text).matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? ''))].sort();
}

test('UI2: every key that the page names in full exists', () => {
  const known = new Set(keysOf(vietnamese));
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.startsWith('text'));
  const named = files.flatMap((file) => [...readFileSync(`${renderer}/${file}`, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => `${file}: ${match[1] ?? ''}`));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((one) => !known.has(one.split(': ')[1] ?? ''))).toEqual([]);
});
