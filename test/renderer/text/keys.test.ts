import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { english, vietnamese } from '../../../renderer/text/work.js';

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

/** A literal of the page as what it may name: in place of a template's values stand words. */
function patternOf(literal: string): RegExp {
  const plain = literal.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`^${plain.join('([\\w.-]+)')}$`);
}

function sourcesIn(folder: string, skip: RegExp): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !skip.test(file));
  return files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n');
}

test('UI39: every text is named by the page: in full, or by a template and words that somebody writes', () => {
  const page = sourcesIn(renderer, /^text\/(vi|en)\//);
  const words = new Set([...[page, ...['sync', 'devices', 'electron'].map((name) => sourcesIn(`${renderer}/../${name}`, /^headquarters/))].join('\n').matchAll(/(?<=['"`])[\w.-]+(?=['"` ])|(?<=[{ ])\w+(?=:)/g)].map(([word]) => word));
  const isWord = (word: string): boolean => words.has(word) || /^\d+$/.test(word);
  const areas = Object.keys(vietnamese).join('|');
  const named = [
    ...[...page.matchAll(new RegExp(`['\`]((?:${areas})\\.[^'\`\\s]+)['\`]`, 'g'))].map(([, literal]) => literal ?? ''),
    ...[...page.matchAll(/nameOf\('([\w.]+)'/g)].map(([, area]) => `${area}.\${word}`),
  ];
  const patterns = [...new Set(named)].map(patternOf);
  const isNamed = (key: string): boolean => patterns.some((pattern) => pattern.exec(key)?.slice(1).every((some) => some.split('.').every(isWord)) === true);
  expect(keysOf(vietnamese).filter((key) => !isNamed(key))).toEqual([]);
});

test('UI42: what the form’s own picture loads names no words of the work, and loads none', () => {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b(?! type)[^'"]*?from '(\.[^']+)\.js'/gm)) {
      const base = `${dirname(file)}/${name ?? ''}`;
      const path = [`${base}.ts`, `${base}.tsx`].map((one) => normalize(one)).find((one) => existsSync(one));
      if (path !== undefined) follow(path);
    }
  };
  follow(normalize(`${renderer}/main.tsx`));
  const files = [...seen].map((file) => file.slice(renderer.length + 1));
  expect(files).toContain('screens/start/SignIn.tsx');
  expect(files.filter((file) => /^(frame|text\/(vi|en))\//.test(file)).map((file) => basename(file, '.ts')).sort()).toEqual(['faults', 'faults', 'frame', 'frame', 'start', 'start']);
  const areas = [...seen].filter((file) => !file.includes('/text/')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\(\[?[^)]*?['`](\w+)\.[\w.$-]/g)].map((match) => match[1] ?? ''));
  expect([...new Set(areas)].sort()).toEqual(['faults', 'frame', 'start']);
});
