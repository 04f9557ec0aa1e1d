import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../renderer/style/tokens.css', import.meta.url), 'utf8');
const theme = readFileSync(new URL('../../renderer/style/theme.ts', import.meta.url), 'utf8');

function colours(scheme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`scheme='${scheme}'\\] {([^}]+)}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'])('UI3: %s', (scheme) => {
  const own = colours(scheme);
  const of = (name: string): string => own.get(name) ?? '';
  const states = ['missing', 'weak', 'good', 'excepted', 'blocked', 'waiting'];

  test.each(['text', 'text-quiet', 'accent', ...states.map((state) => `state-${state}`)])('%s on every ground', (name) => {
    const grounds = ['surface', 'panel', 'accent-soft', ...(name.startsWith('state-') ? [`${name}-soft`] : name === 'text' ? states.map((state) => `state-${state}-soft`) : [])];
    for (const ground of grounds) expect([ground, contrast(of(name), of(ground))]).toEqual([ground, expect.toSatisfy((value: number) => value >= 4.5)]);
  });

  test('the focus is seen on every ground', () => {
    for (const ground of ['surface', 'panel', 'accent-soft']) expect(contrast(of('focus'), of(ground))).toBeGreaterThan(3);
  });
});

test('UI3: white on the accent of a button', () => {
  const teal = [...(/teal: MantineColorsTuple = \[([^\]]+)\]/.exec(theme)?.[1] ?? '').matchAll(/#[0-9a-f]{6}/g)].map((match) => match[0]);
  const shades = [...(/primaryShade: \{([^}]+)\}/.exec(theme)?.[1] ?? '').matchAll(/\d/g)].map((match) => Number(match[0]));
  expect(shades).toHaveLength(2);
  for (const shade of shades) expect(contrast('#ffffff', teal[shade] ?? '#ffffff')).toBeGreaterThan(4.5);
});
