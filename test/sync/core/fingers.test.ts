import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { blocking, check, findingKey } from '../../../sync/core/checks.js';
import { change, formOf, type Draft, type DraftChange } from '../../../sync/core/dossier.js';
import type { FingerStep, FingerWarning } from '../../../sync/core/finger-capture.js';
import { askedFor, givenUp, nextStep, printState, stepState, triesOf, worthTrying } from '../../../sync/core/finger-progress.js';
import { fingersOfStep, fingerSteps, impressionOf, printOf, printRole, stepOf } from '../../../sync/core/finger-steps.js';
import { fingers, type Finger, type FingerException } from '../../../sync/core/fingers.js';
import { lowQuality } from '../../../sync/core/prints.js';
import { codes, device, start, take, today, type Taken } from './taken.js';

const all = (draft: Draft, impression: 'flat' | 'rolled'): Draft => fingers.reduce((sum, finger) => take(sum, printRole(finger, impression)), draft);
const except = (draft: Draft, finger: Finger, more: Partial<FingerException> = {}): Draft =>
  change(draft, { kind: 'exception', exception: { finger, reason: 'amputated', permanent: true, note: '', officer: 'A', ...more } });
const tried = (draft: Draft, step: FingerStep, times = 1): Draft => Array.from({ length: times }).reduce<Draft>(
  (sum) => change(sum, { kind: 'attempt', attempt: { step, at: 1, asked: askedFor(sum, step), seen: 0, found: 0, hash: 'f' } }), draft,
);
const rolling = (possible: boolean): DraftChange => ({ kind: 'rolling', rolling: { possible, device } });
const warning = (finger: Finger, like: Finger, more: Partial<FingerWarning> = {}): FingerWarning => ({ code: 'finger-duplicate', finger, like, dossier: null, score: 0.9, ...more });

describe('FL1: the law\'s order, and any other', () => {
  test('13, 14, 15, then the ten, right thumb first', () => {
    expect(fingerSteps).toEqual([13, 14, 15, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const order: FingerStep[] = [];
    let draft = start;
    for (let step = nextStep(draft); step !== null; step = nextStep(draft)) {
      order.push(step);
      const now = step;
      draft = fingersOfStep(now).reduce((sum, finger) => take(sum, printRole(finger, impressionOf(now))), draft);
    }
    expect(order).toEqual(fingerSteps);
  });

  test('taken in any order, the same is there at the end', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...fingerSteps], { minLength: 13 }), (order) => {
      const draft = order.reduce((sum, step) => fingersOfStep(step).reduce((inner, finger) => take(inner, printRole(finger, impressionOf(step))), sum), start);
      expect(nextStep(draft)).toBeNull();
      expect(Object.keys(draft.parts)).toHaveLength(20);
    }));
  });

  test('each print has its part and its step', () => {
    for (const finger of fingers) {
      for (const impression of ['flat', 'rolled'] as const) {
        expect(printOf(printRole(finger, impression))).toEqual({ finger, impression });
        expect(fingersOfStep(stepOf(finger, impression))).toContain(finger);
      }
    }
    for (const role of ['photo', 'finger-11', 'finger-0', 'finger-01', 'rolled-', 'ink-card']) expect(printOf(role)).toBeNull();
  });
});

describe('FL2: the best print of a finger stays', () => {
  test('of any tries the best, of equals the later, and all are kept', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }), (scores) => {
      const draft = scores.reduce((sum, quality, at) => take(sum, 'finger-3', { quality, at }), start);
      const best = Math.max(...scores);
      expect(draft.parts['finger-3']?.origin).toMatchObject({ quality: best, at: scores.lastIndexOf(best) });
      expect(draft.tries['finger-3']).toHaveLength(scores.length);
    }));
  });
  test('a print that is not fit, or that something seemed wrong with, takes no right one\'s place', () => {
    const draft = take(start, 'finger-3', { quality: 30 });
    expect(take(draft, 'finger-3', { quality: 90, print: { forRegistration: false } }).parts['finger-3']?.origin.quality).toBe(30);
    const right = take(start, 'finger-3', { quality: 50 });
    expect(take(right, 'finger-3', { quality: 90, print: { warnings: [warning(3, 2)] } }).parts['finger-3']?.origin.quality).toBe(50);
    const wrong = take(start, 'finger-3', { quality: 90, print: { warnings: [warning(3, 2)] } });
    expect(take(wrong, 'finger-3', { quality: 50 }).parts['finger-3']?.origin.quality).toBe(50);
    const unfit = take(start, 'finger-3', { quality: 90, print: { forRegistration: false } });
    expect(take(unfit, 'finger-3', { quality: 50 }).parts['finger-3']?.origin.quality).toBe(50);
  });
  test.each<readonly [what: string, present: Taken, next: Taken, stays: boolean]>([
    ['what is no finger, before a good print that a warning is said of', { quality: 85, print: { warnings: [warning(3, 2)] } }, { quality: 0, print: { causes: ['not-a-finger'] } }, true],
    ['a weak print, before it', { quality: 85, print: { warnings: [warning(3, 2)] } }, { quality: lowQuality - 1 }, true],
    ['a weak print, before a good one of another kind of scanner', { quality: 85, print: { forRegistration: false } }, { quality: 20 }, true],
    ['a good print, before what is no finger', { quality: 0, print: { causes: ['not-a-finger'] } }, { quality: 60, print: { forRegistration: false, warnings: [warning(3, 2)] } }, false],
    ['of two weak ones the better, whatever is said of it', { quality: 20 }, { quality: 30, print: { warnings: [warning(3, 2)] } }, false],
    ['a good print with a warning, before a weak one', { quality: 30 }, { quality: 90, print: { warnings: [warning(3, 2)] } }, false],
  ])('only usable prints are measured by what is said of them: %s', (_what, present, next, stays) => {
    const draft = take(take(start, 'finger-3', present), 'finger-3', next);
    expect(draft.parts['finger-3']?.origin.quality).toBe((stays ? present : next).quality);
    expect(draft.tries['finger-3']).toHaveLength(2);
  });
});

describe('FL3: tries are brought back', () => {
  const draft = take(take(start, 'rolled-2', { quality: 80 }), 'rolled-2', { quality: 50 });
  const ids = draft.tries['rolled-2']?.map((one) => one.part.id) ?? [];
  const choose = (part: string | null, from = draft): Draft => change(from, { kind: 'print-chosen', role: 'rolled-2', part });

  test('another one, none, and the next one where none stands', () => {
    expect(choose(ids[1] ?? '').parts['rolled-2']?.origin.quality).toBe(50);
    expect(choose(null).parts['rolled-2']).toBeUndefined();
    expect(choose(null).tries['rolled-2']).toHaveLength(2);
    expect(take(choose(null), 'rolled-2', { quality: 10 }).parts['rolled-2']?.origin.quality).toBe(10);
    expect(take(choose(ids[1] ?? ''), 'rolled-2', { quality: 60 }).parts['rolled-2']?.origin.quality).toBe(60);
  });
  test('what is no try of that finger changes nothing', () => expect(choose('f'.repeat(64))).toBe(draft));
  test('a choice takes the confirmation away', () => {
    const confirmed = change(draft, { kind: 'confirmed', confirmation: { by: 'citizen', at: 1 } });
    expect(choose(ids[1] ?? '', confirmed).confirmation).toBeNull();
  });
  test('the form tells of what stands in its place alone', () => {
    const form = formOf(choose(ids[1] ?? ''), { by: 'citizen', at: 1 });
    expect(form.origins.map((one) => one.quality)).toEqual([50]);
    expect(JSON.stringify(form)).not.toContain('tries');
  });
});

describe('FL5: a scanner that cannot roll', () => {
  const flats = all(start, 'flat');

  test('before one was asked, rolled prints are missing', () => expect(codes(flats)).toEqual(fingers.map((finger) => `block missing-part ${finger} rolled-${finger}`)));
  test('then they are not possible, which is one warning, and nothing more to take', () => {
    const draft = change(flats, rolling(false));
    expect(stepState(draft, 1)).toBe('not-possible');
    expect(nextStep(draft)).toBeNull();
    expect(codes(draft)).toEqual(['warn rolled-not-possible']);
    const accepted = check(draft, today).filter((one) => one.code === 'rolled-not-possible').reduce((sum, one) => change(sum, { kind: 'accepted', check: findingKey(one), note: 'chỉ có máy một ngón' }), draft);
    expect(blocking(check(accepted, today), accepted).filter((one) => one.field === undefined && one.values?.['part'] !== 'photo')).toEqual([]);
    expect(formOf(draft, { by: 'citizen', at: 1 }).rolling).toEqual({ possible: false, device });
  });
  test('one that can asks for them again; those that are there stay', () => {
    const draft = change(take(change(flats, rolling(false)), 'rolled-1'), rolling(true));
    expect(nextStep(draft)).toBe(2);
    expect(printState(change(draft, rolling(false)), 1, 'rolled')).toBe('good');
  });
});

describe('FL6: three tries, then on with the best', () => {
  test('a weak slap is proposed three times, whatever came of it', () => {
    const weak = take(take(take(take(start, 'finger-2'), 'finger-3'), 'finger-4'), 'finger-5', { quality: 20 });
    expect([nextStep(tried(weak, 13, 2)), nextStep(tried(weak, 13, 3))]).toEqual([13, 14]);
    expect(worthTrying(weak, 13)).toEqual([5]);
    expect(stepState(tried(weak, 13, 3), 13)).toBe('weak');
  });
  test('a finger that never came is named at the end', () => {
    const draft = tried(all(all(start, 'flat'), 'rolled'), 13, 3);
    const { 'finger-5': _gone, ...parts } = draft.parts;
    expect(nextStep({ ...draft, parts })).toBe(13);
    expect(givenUp({ ...draft, parts }, 13)).toEqual([5]);
    expect(nextStep(tried(start, 13, 3))).toBe(14);
  });
  test('of a single-finger scanner each finger has its own tries', () => {
    const one = change(start, { kind: 'attempt', attempt: { step: 13, at: 1, asked: [2], seen: 1, found: 1, hash: '' } });
    expect([triesOf(one, 13, 2), triesOf(one, 13, 3)]).toEqual([1, 0]);
  });
});

describe('FL7: exceptions', () => {
  test('of a finger: neither flat nor rolled is asked for', () => {
    const draft = except(start, 3);
    expect(askedFor(draft, 13)).toEqual([2, 4, 5]);
    expect(stepState(draft, 3)).toBe('excepted');
    expect(codes(except(all(all(start, 'flat'), 'rolled'), 3))).toEqual(['warn finger-excepted 3']);
  });
  test('of its rolling alone: the flat one is asked for', () => {
    const draft = except(start, 3, { only: 'rolled', reason: 'paralysed' });
    expect(askedFor(draft, 13)).toEqual([2, 3, 4, 5]);
    expect([printState(draft, 3, 'flat'), printState(draft, 3, 'rolled')]).toEqual(['missing', 'excepted']);
    expect(codes(draft).filter((one) => one.includes(' 3'))).toEqual(['block missing-part 3 finger-3', 'warn finger-excepted 3']);
  });
  test('hands that are excepted as a whole need no scanner', () => {
    const draft = fingers.reduce((sum, finger) => except(sum, finger), start);
    expect(nextStep(draft)).toBeNull();
    expect(codes(draft)).toEqual(fingers.map((finger) => `warn finger-excepted ${finger}`));
  });
});

test('FL8: a weak print warns for itself, flat and rolled apart', () => {
  const draft = take(take(all(all(start, 'flat'), 'rolled'), 'finger-7'), 'rolled-7');
  const { 'rolled-7': _rolled, 'finger-7': _flat, ...parts } = draft.parts;
  const weak = take(take({ ...draft, parts }, 'finger-7', { quality: 12 }), 'rolled-7', { quality: 39 });
  expect(codes(weak)).toEqual(['warn finger-quality 7', 'warn finger-quality 7 rolled']);
  const keys = check(weak, today).map(findingKey);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('FL9: what seems wrong with a finger', () => {
  const whole = all(all(start, 'flat'), 'rolled');
  const { 'finger-3': _gone, ...parts } = whole.parts;
  const twice = take({ ...whole, parts }, 'finger-3', { at: 5, print: { warnings: [warning(3, 2)] } });

  test('warns and names both, and never blocks', () => {
    const finding = check(twice, today).find((one) => one.code === 'finger-duplicate');
    expect(finding).toMatchObject({ severity: 'warn', finger: 3, values: { like: 2 } });
    expect(printState(twice, 3, 'flat')).toBe('weak');
  });
  test('is over once the other finger was taken anew without it', () => {
    expect(codes(take(twice, 'finger-2', { at: 6, quality: 90 }))).toEqual([]);
    expect(codes(take(twice, 'finger-2', { at: 6, quality: 90, print: { warnings: [warning(2, 3)] } }))).toEqual(['warn finger-duplicate 3']);
  });
  test('with a finger of another dossier it stays', () => {
    const other = take({ ...whole, parts }, 'finger-3', { at: 5, print: { warnings: [warning(3, 2, { dossier: 'e' })] } });
    expect(codes(take(other, 'finger-2', { at: 6, quality: 90 }))).toEqual(['warn finger-duplicate 3']);
  });
});

test('FL10: an ink card stands in for what is missing, with one warning', () => {
  const card = { part: { role: 'ink-card', id: 'c'.repeat(64), size: 1, revision: 1 }, origin: { role: 'ink-card', device: null, at: 1, quality: null } } as const;
  const draft = change(take(start, 'finger-2'), { kind: 'parts', parts: [card] });
  expect(codes(draft)).toEqual(['warn ink-card']);
  expect(check(draft, today).find((one) => one.code === 'ink-card')?.values).toEqual({ prints: 19 });
  expect(nextStep(draft)).toBeNull();
  expect(codes(change(all(all(start, 'flat'), 'rolled'), { kind: 'parts', parts: [card] }))).toEqual([]);
});

describe('FL11: what stations wrote that knew slaps alone', () => {
  test('an attempt of a slap', () => {
    const draft = change(start, { kind: 'attempt', attempt: { slap: 14, at: 7, found: 3, expected: 4, hash: 'ab' } });
    expect(draft.attempts).toEqual([{ step: 14, at: 7, asked: [7, 8, 9, 10], seen: 3, found: 3, hash: 'ab' }]);
  });
  test('a finger without more than its quality', () => {
    const old = { part: { role: 'finger-2', id: 'a'.repeat(64), size: 1, revision: 1 }, origin: { role: 'finger-2', device, at: 1, quality: 61 } } as const;
    const draft = change(start, { kind: 'parts', parts: [old] });
    expect(printState(draft, 2, 'flat')).toBe('good');
    expect(take(draft, 'finger-2', { quality: 62 }).parts['finger-2']?.origin.quality).toBe(62);
  });
});

test('FL12: a picture that is cut anew is no try', () => {
  const draft = change(tried(start, 13), { kind: 'attempt', attempt: { step: 13, at: 2, asked: [2, 3, 4, 5], seen: 4, found: 4, hash: 'anew', recut: true } });
  expect(triesOf(draft, 13, 2)).toBe(1);
  expect(draft.attempts.at(-1)?.hash).toBe('anew');
});

test('a demonstration scanner is named by a warning', () => {
  const { 'finger-3': _gone, ...parts } = all(all(start, 'flat'), 'rolled').parts;
  expect(codes(take({ ...start, parts }, 'finger-3', { print: { forRegistration: false } }))).toEqual(['warn scanner-unfit']);
});
