import { describe, expect, test } from 'vitest';

import { coaching, fingerInHand, leftWeak, nextDeed } from '../../../renderer/screens/enrolment/fingers/coaching.js';
import { coachingText } from '../../../renderer/screens/enrolment/fingers/CoachingLine.js';
import { autoNext, hold, nothingSeen, type Held } from '../../../renderer/screens/enrolment/fingers/live.js';
import { markOf, reasonOf } from '../../../renderer/screens/enrolment/fingers/marks.js';
import { rollingToState } from '../../../renderer/screens/enrolment/rolling.js';
import { next, openState, type StepOutcome } from '../../../renderer/screens/enrolment/state.js';
import { english, vietnamese } from '../../../renderer/text/work.js';
import { change, type Draft } from '../../../sync/core/dossier.js';
import { fingerCauses, type FingerStep } from '../../../sync/core/finger-capture.js';
import { fingersOfStep, fingerSteps } from '../../../sync/core/finger-steps.js';
import type { Finger } from '../../../sync/core/fingers.js';

import { draftOf, qualityOf, withFingers, withHands, withPart } from './drafts.js';

const attempt = (draft: Draft, step: FingerStep, times = 1): Draft => Array.from({ length: times }).reduce<Draft>(
  (all) => change(all, { kind: 'attempt', attempt: { step, at: 1, asked: fingersOfStep(step), seen: 4, found: 4, hash: '' } }), draft,
);
const except = (draft: Draft, finger: Finger): Draft => change(draft, { kind: 'exception', exception: { finger, reason: 'amputated', permanent: true, note: '', officer: 'Lê Văn Tám' } });
const outcome = (step: FingerStep, asked: readonly Finger[], found: readonly Finger[], more: Partial<StepOutcome> = {}): StepOutcome => ({
  step, asked, seen: found.length, warnings: [], slap: null, found: found.map((finger) => ({ part: `p${finger}`, finger, impression: step > 10 ? 'flat' : 'rolled', quality: qualityOf(80), kept: true })), ...more,
});
const at = (draft: Draft, fingerStep: FingerStep, more: Partial<ReturnType<typeof openState>> = {}) => ({ ...openState(draft, 'fingers'), fingerStep, ...more });

describe('FL20: the one sentence says what to do now', () => {
  test('placing, holding, and what is on the glass before anything else', () => {
    expect(coaching(at(draftOf(), 13))).toEqual({ says: 'place', step: 13 });
    expect(coaching(at(draftOf(), 13, { capturing: true }))).toEqual({ says: 'hold', step: 13 });
    expect(coaching(at(draftOf(), 13), { seen: 4, cause: 'dry' })).toEqual({ says: 'cause', cause: 'dry', step: 13, fingers: [] });
    expect(coaching(at(draftOf(), 13, { capturing: true }), { seen: 3, cause: 'too-light' })).toMatchObject({ says: 'cause', cause: 'too-light' });
    expect(coaching(at(draftOf(), 13), { seen: 0, cause: 'not-a-finger' })).toEqual({ says: 'place', step: 13 });
  });
  test('a finger that was not found is named, until it is captured or excepted', () => {
    const draft = withFingers(draftOf(), [2, 3, 4]);
    const state = at(draft, 13, { outcome: outcome(13, [2, 3, 4, 5], [2, 3, 4]) });
    expect(coaching(state)).toEqual({ says: 'not-found', step: 13, fingers: [5] });
    expect(coaching({ ...state, draft: except(draft, 5) }).says).toBe('step-done');
  });
  test('weak prints are coached by their worst cause, with the fingers that share it', () => {
    const draft = withPart(withPart(withFingers(draftOf(), [2, 5]), 'finger-3', 20, ['dry', 'moved']), 'finger-4', 21, ['dry']);
    expect(coaching(at(draft, 13))).toEqual({ says: 'cause', cause: 'dry', step: 13, fingers: [3, 4] });
  });
  test('what seems wrong goes before what is on the glass', () => {
    const draft = withFingers(draftOf(), [2, 3, 4, 5]);
    const warnings = [{ code: 'wrong-hand', finger: 3, like: 8, dossier: null, score: 0.8 }] as const;
    expect(coaching(at(draft, 13, { outcome: outcome(13, [2, 3, 4, 5], [2, 3, 4, 5], { warnings }) }), { seen: 4, cause: 'dry' })).toEqual(
      { says: 'wrong-hand', step: 13, fingers: [3], like: 8, elsewhere: null },
    );
  });
  test('a flat print of a rolled step is said to be kept as a flat one', () => {
    const flat = { ...outcome(2, [2], []), found: [{ part: 'p2', finger: 2, impression: 'flat', quality: qualityOf(80), kept: true }] } as const;
    expect(coaching(at(withFingers(draftOf(), [2]), 2, { outcome: flat }))).toEqual({ says: 'kept-flat', step: 2 });
  });
  test('what the scanner, the card or the officer settled needs no hand', () => {
    expect(coaching(at(change(draftOf(), { kind: 'rolling', rolling: { possible: false, device: { make: '', model: '', serial: '' } } }), 2))).toEqual({ says: 'not-possible', step: 2 });
    expect(coaching(at(withPart(draftOf(), 'ink-card', null), 13))).toEqual({ says: 'on-card', step: 13 });
    expect(coaching(at(fingersOfStep(13).reduce(except, draftOf()), 13))).toEqual({ says: 'all-excepted', step: 13 });
  });
});

describe('FL21: after the allowed tries it goes on with the best, and says so', () => {
  const weak = attempt(withPart(withFingers(draftOf(), [2, 3, 4]), 'finger-5', 20), 13, 3);
  test('on the step itself, and beside the next one', () => {
    expect(coaching(at(weak, 13))).toEqual({ says: 'best-kept', step: 13, fingers: [5] });
    expect(leftWeak(at(weak, 14, { outcome: outcome(13, [5], [5]) }))).toEqual([5]);
    expect(leftWeak(at(weak, 14))).toEqual([]);
  });
  test('the next deed is the step in hand; what nothing was got of is described at the end', () => {
    expect(nextDeed(weak, 14)).toEqual({ deed: 'capture', step: 14, again: false });
    // A step that the officer chose is taken again, whatever there is of it.
    expect(nextDeed(weak, 13)).toEqual({ deed: 'capture', step: 13, again: true });
    expect(nextDeed(fingersOfStep(14).reduce(except, weak), 14)).toEqual({ deed: 'capture', step: 15, again: false });
    const { 'finger-5': _gone, ...parts } = attempt(withHands(draftOf()), 13, 3).parts;
    const without = { ...attempt(withHands(draftOf()), 13, 3), parts };
    expect(nextDeed(without, 13)).toEqual({ deed: 'describe', step: 13, fingers: [5] });
    expect(coaching(at(without, 13))).toEqual({ says: 'given-up', step: 13, fingers: [5] });
  });
  test('with every print there it goes on', () => {
    expect(nextDeed(withHands(draftOf()), 13)).toEqual({ deed: 'go-on' });
    expect(coaching(at(withHands(draftOf()), 13))).toEqual({ says: 'done' });
  });
});

test('FL22: a single-finger scanner takes the finger that is looked at, else the first that another try can better', () => {
  const draft = withFingers(draftOf(), [2, 3]);
  expect(fingerInHand(draft, 13, null)).toBe(4);
  expect(fingerInHand(draft, 13, 2)).toBe(2);
  expect(fingerInHand(draft, 13, 9)).toBe(4);
  expect(fingerInHand(fingersOfStep(13).reduce(except, draft), 13, null)).toBeNull();
});

describe('FL23: what the live picture says can be read', () => {
  const frames = (held: Held, causes: readonly (readonly [cause: 'dry' | 'wet' | null, at: number])[]): Held =>
    causes.reduce((sum, [cause, now]) => hold(sum, { seen: 4, cause, ready: false }, now), held);
  test('a cause is said once it lasts, and stays for a while', () => {
    expect(frames(nothingSeen, [['dry', 0], [null, 100], ['dry', 200], ['wet', 300]]).status.cause).toBeNull();
    const dry = frames(nothingSeen, [['dry', 0], ['dry', 150], ['dry', 300]]);
    expect(dry.status.cause).toBe('dry');
    expect(frames(dry, [[null, 400], [null, 700]]).status.cause).toBe('dry');
    expect(frames(dry, [[null, 400], [null, 1_499], [null, 1_500]]).status.cause).toBeNull();
  });
  test('how many are seen is told at once, and the same stays the same', () => {
    const held = hold(nothingSeen, { seen: 3, cause: null, ready: false }, 0);
    expect(held.status.seen).toBe(3);
    expect(hold(held, { seen: 3, cause: null, ready: false }, 50).status).toBe(held.status);
    expect(hold(held, { seen: 3, cause: null, ready: true }, 50).status.ready).toBe(true);
  });
});

describe('FL26: a capture starts by itself', () => {
  const run = (frames: readonly (readonly [seen: number | null, ready: boolean, capturing?: boolean])[]): readonly boolean[] => {
    let armed = true;
    return frames.map(([seen, ready, capturing = false]) => {
      const next = autoNext(armed, { seen, cause: null, ready }, capturing);
      armed = next.isArmed && !next.fires;
      return next.fires;
    });
  };
  test('once the picture is ready, and again only after the hand left the glass', () => {
    expect(run([[3, false], [4, true], [4, true, true], [4, true], [2, false], [4, true], [0, false], [4, true]])).toEqual([false, true, false, false, false, false, false, true]);
  });
  test('of a scanner that does not count, after a picture that was not ready', () => {
    expect(run([[null, true], [null, true], [null, false], [null, true]])).toEqual([true, false, false, true]);
  });
});

describe('FL5: what a scanner can is stated once, while something is left to roll', () => {
  const identity = { make: 'Mẫu', model: 'Một ngón', serial: '7' };
  const said = (draft: Draft, possible: boolean): Draft => change(draft, { kind: 'rolling', rolling: { possible, device: identity } });
  test.each([
    ['no scanner', draftOf(), null, null],
    ['one that cannot', draftOf(), { rolled: false, identity }, { possible: false, device: identity }],
    ['the same again', said(draftOf(), false), { rolled: false, identity }, null],
    ['another that cannot', said(draftOf(), false), { rolled: false, identity: { ...identity, serial: '8' } }, { possible: false, device: { ...identity, serial: '8' } }],
    ['one that can, later', said(draftOf(), false), { rolled: true, identity }, { possible: true, device: identity }],
    ['nothing left to roll', said(withHands(draftOf()), true), { rolled: false, identity }, null],
  ] as const)('%s', (_what, draft, offer, stated) => expect(rollingToState(draft, offer)).toEqual(stated));
});

describe('FL32: names that were guessed', () => {
  const slap = { png: new Uint8Array(1), width: 1600, height: 1500, places: [{ finger: 2, x: 1, y: 1, width: 280, height: 400, angle: 0 }], isSure: false } as const;
  const state = at(withFingers(draftOf(), [2]), 13, { outcome: outcome(13, [2, 3, 4, 5], [2], { slap }) });
  test('are the first thing to look at; confirmed, only what was not found is named', () => {
    expect(coaching(state, { seen: 4, cause: 'dry' })).toEqual({ says: 'check-names', step: 13 });
    expect(coaching(next(state, { kind: 'names-confirmed' }))).toEqual({ says: 'not-found', step: 13, fingers: [3, 4, 5] });
    expect(next({ ...state, outcome: null }, { kind: 'names-confirmed' }).outcome).toBeNull();
  });
  test('where nobody could look, the boxes are placed by hand', () => {
    expect(coaching(at(draftOf(), 13, { outcome: outcome(13, [2, 3, 4, 5], [], { slap: { ...slap, places: [] } }) }))).toEqual({ says: 'place-boxes', step: 13 });
  });
});

test.each([['Vietnamese', vietnamese], ['English', english]])('FL34: a tile\'s word tells an exception, the ink card and a scanner that cannot roll apart (%s)', (_name, texts) => {
  const exception = { finger: 3, reason: 'worn', permanent: true, note: '', officer: 'A' } as const;
  const words = ([['excepted', exception], ['on-card', undefined], ['not-possible', undefined]] as const).map(([state, one]) => {
    expect(markOf(state)).toBe('excepted');
    return reasonOf(state, one)?.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], texts);
  });
  for (const word of words) expect(word).toMatch(/^.{2,9}$/);
  expect(new Set(words).size).toBe(3);
  expect([reasonOf('missing', undefined), reasonOf('weak', undefined)]).toEqual([null, null]);
});

describe('FL25: every sentence is there in both languages', () => {
  test.each([['Vietnamese', vietnamese], ['English', english]])('%s', (_name, texts) => {
    const t = (key: string | string[]): string => [key].flat().map((one) => one.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], texts)).find((one) => typeof one === 'string') as string;
    const own = texts.enrolment;
    for (const cause of fingerCauses) {
      expect(coachingText({ says: 'cause', cause, step: 13, fingers: [] }, null, t).length).toBeGreaterThan(5);
      expect(coachingText({ says: 'cause', cause, step: 13, fingers: [2] }, null, t)).toContain('{{fingers}}');
      expect(Object.keys(own.causeShort)).toContain(cause);
    }
    for (const says of ['hold', 'all-excepted', 'not-possible', 'on-card', 'step-done', 'kept-flat', 'check-names', 'place-boxes'] as const) expect(coachingText({ says, step: 2 }, null, t)).toBeTypeOf('string');
    for (const says of ['not-found', 'given-up', 'weak', 'best-kept'] as const) expect(coachingText({ says, step: 13, fingers: [2] }, null, t)).toBeTypeOf('string');
    for (const code of ['finger-duplicate', 'finger-swapped', 'wrong-hand'] as const) {
      for (const elsewhere of ['a', null]) expect(coachingText({ says: code, step: 13, fingers: [2], like: 7, elsewhere }, null, t)).toBeTypeOf('string');
      expect(coachingText({ says: code, step: 13, fingers: [2], like: 7, elsewhere: 'a' }, null, t, 'Bà Sáu')).toContain('{{person}}');
    }
    for (const step of fingerSteps) for (const inHand of [null, 2] as const) expect(coachingText({ says: 'place', step }, inHand, t)).toBeTypeOf('string');
    expect(coachingText({ says: 'done' }, null, t)).toBeTypeOf('string');
    expect(coachingText({ says: 'done-weak', fingers: [2] }, null, t)).toBeTypeOf('string');
  });
});
