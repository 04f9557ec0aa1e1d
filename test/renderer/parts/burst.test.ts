import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { recogniser, type KeyPressed, type Verdict } from '../../../renderer/parts/burst.js';

const key = (name: string, timeStamp: number, more: Partial<KeyPressed> = {}): KeyPressed =>
  ({ key: name, code: /^\d$/.test(name) ? `Digit${name}` : `Key${name.toUpperCase()}`, timeStamp, altKey: false, isComposing: false, ...more });

/** Each key that many milliseconds after the one before. */
function typed(keys: readonly string[], apart: number, from = 1000): readonly KeyPressed[] {
  return keys.map((name, index) => key(name, from + index * apart));
}
const judged = (keys: readonly KeyPressed[]): readonly Verdict[] => keys.map(recogniser());

describe('UI38: a reader’s keys are told from a hand’s', () => {
  test('eight characters or more, each under 30 ms after the one before, with their Enter', () => {
    expect(judged(typed([...'04613800', 'Enter'], 5))).toEqual(['pass', ...Array<Verdict>(7).fill('fast'), 'end']);
    expect(judged(typed([...'046138000001|NGUYEN VAN AN', 'Enter', 'Enter'], 29)).slice(-2)).toEqual(['end', 'end']);
    expect(judged(typed([...'04613800', 'Enter'], 30)).every((one) => one === 'pass')).toBe(true);
  });

  test('a shorter code, and an Enter that comes later, are a hand’s', () => {
    expect(judged(typed([...'0461380', 'Enter'], 5)).at(-1)).toBe('pass');
    expect(judged([...typed([...'0461380012'], 5), key('Enter', 1000 + 45 + 30)]).at(-1)).toBe('pass');
  });

  test('Shift before a capital belongs to it; another key breaks the code off', () => {
    expect(judged(typed(['Shift', 'N', 'Shift', 'G', ...'UYENVA', 'Enter'], 4)).at(-1)).toBe('end');
    expect(judged(typed([...'0461380', 'Backspace', ...'12', 'Enter'], 4)).at(-1)).toBe('pass');
    expect(judged(typed([...'0461', 'ArrowLeft', ...'3800', 'Enter'], 4)).at(-1)).toBe('pass');
  });

  test('letters by their number on the pad with Alt are a reader’s too; what an input method composes is not', () => {
    const pad = [...'0195019501'].map((digit, index) => key(digit, 1000 + index * 4, { altKey: true, code: `Numpad${digit}` }));
    expect(judged([...pad, key('Enter', 1040)]).at(-1)).toBe('end');
    const composed = [...'nguyeenx'].map((letter, index) => key(letter, 1000 + index * 4, { isComposing: true }));
    expect(judged([...composed, key('Enter', 1032)]).at(-1)).toBe('pass');
  });

  test('keys of a hand, 60 ms apart, pass one by one', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
      expect(judged(typed([...text, 'Enter'], 60)).every((one) => one === 'pass')).toBe(true);
    }));
  });

  test('after a code a hand is a hand again', () => {
    const judge = recogniser();
    for (const one of typed([...'04613800', 'Enter'], 5)) judge(one);
    expect([...typed(['a', 'Enter'], 100, 2000)].map(judge)).toEqual(['pass', 'pass']);
  });
});
