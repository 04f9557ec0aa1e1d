import { describe, expect, test } from 'vitest';

import { coaching, nextDeed } from '../../../renderer/screens/enrolment/fingers/coaching.js';
import { fingerState, nextSlap, slapState } from '../../../renderer/screens/enrolment/slaps.js';
import { openState } from '../../../renderer/screens/enrolment/state.js';
import { firstMissing, stepsOf, stepState } from '../../../renderer/screens/enrolment/step-states.js';
import { check, findingKey } from '../../../sync/core/checks.js';
import { change, type Draft } from '../../../sync/core/dossier.js';
import { fingers, type Finger } from '../../../sync/core/fingers.js';

import { draftOf, typed, withFingers, withPart } from './drafts.js';

const today = '2026-05-14';
const fields = typed({ number: '048138001234', fullName: 'Trần Thị Lài', birth: '1938-05-14', sex: 'female', nationality: 'Việt Nam', residence: '27 Hồ Sĩ Phấn' });
const person = change(draftOf(), { kind: 'fields', fields });
const whole = withPart(withFingers(person, fingers), 'photo', null);
const except = (draft: Draft, finger: Finger): Draft =>
  change(draft, { kind: 'exception', exception: { finger, reason: 'amputated', permanent: true, note: '', officer: 'Lê Văn Tám' } });

describe('EN13: an interrupted enrolment opens on the first thing that is missing', () => {
  test.each([
    ['nothing', draftOf(), 'person'],
    ['the person', person, 'fingers'],
    ['some fingers', withFingers(person, [2, 3, 4, 5]), 'fingers'],
    ['person and fingers', withFingers(person, fingers), 'photo'],
    ['fingers without the person', withFingers(draftOf(), fingers), 'person'],
    ['everything but a warning', withPart(whole, 'finger-3', 20), 'checks'],
    ['everything', whole, 'readback'],
  ] as const)('%s is there', (_what, draft, step) => {
    expect(firstMissing(draft, today)).toBe(step);
  });

  test('a wrong date leads to the person, whatever else is there', () => {
    expect(firstMissing(change(whole, { kind: 'fields', fields: typed({ birth: '31/02/1950' }) }), today)).toBe('person');
  });

  test('an account alone has no steps for fingers and photo', () => {
    expect(stepsOf({ ...person, kind: 'eid-account' })).toEqual(['person', 'checks', 'readback']);
  });
});

describe('EN14: the rail says missing, weak, good, excepted or blocked', () => {
  const state = (step: 'person' | 'fingers' | 'photo' | 'checks' | 'readback', draft: Draft) => stepState(step, draft, check(draft, today));

  test('what is not there yet is missing, what is wrong is blocked', () => {
    expect(state('person', draftOf())).toBe('missing');
    expect(state('checks', draftOf())).toBe('missing');
    expect(state('person', change(person, { kind: 'fields', fields: typed({ birth: '31/02/1950' }) }))).toBe('blocked');
    expect(state('person', person)).toBe('good');
  });
  test('a weak finger shows until it is accepted with a note', () => {
    const weak = withPart(whole, 'finger-3', 20);
    expect(state('fingers', weak)).toBe('weak');
    const accepted = check(weak, today).reduce((draft, one) => change(draft, { kind: 'accepted', check: findingKey(one), note: 'da mòn' }), weak);
    expect(state('fingers', accepted)).toBe('good');
    expect(state('checks', accepted)).toBe('good');
  });
  test('a person without fingers is excepted, and the checks still ask', () => {
    const none = fingers.reduce(except, withPart(person, 'photo', null));
    expect(state('fingers', none)).toBe('excepted');
    expect(state('checks', none)).toBe('weak');
  });
  test('the confirmation shows, and a change takes it away', () => {
    const confirmed = change(whole, { kind: 'confirmed', confirmation: { by: 'citizen', at: 1 } });
    expect(state('readback', confirmed)).toBe('good');
    expect(state('readback', change(confirmed, { kind: 'fields', fields: typed({ phone: '1' }) }))).toBe('missing');
  });
});

describe('EN15: the next slap and the one sentence', () => {
  const attempt = (draft: Draft, times: number): Draft =>
    Array.from({ length: times }).reduce<Draft>((all) => change(all, { kind: 'attempt', attempt: { slap: 13, at: 1, found: 4, expected: 4, hash: '' } }), draft);

  test('right four, left four, thumbs; then nothing more', () => {
    expect(nextSlap(draftOf())).toBe(13);
    expect(nextSlap(withFingers(draftOf(), [2, 3, 4, 5]))).toBe(14);
    expect(nextSlap(withFingers(draftOf(), [2, 3, 4, 5, 7, 8, 9, 10]))).toBe(15);
    expect(nextSlap(withFingers(draftOf(), fingers))).toBeNull();
  });
  test('a weak slap is proposed again, three times', () => {
    const weak = withPart(withFingers(draftOf(), [2, 3, 4, 5]), 'finger-5', 20);
    expect(fingerState(weak, 5)).toBe('weak');
    expect(slapState(weak, 13)).toBe('weak');
    expect(nextSlap(attempt(weak, 2))).toBe(13);
    expect(nextSlap(attempt(weak, 3))).toBe(14);
  });
  test('excepted fingers are not asked for', () => {
    const stated = ([2, 3, 4, 5] as const).reduce(except, draftOf());
    expect(slapState(stated, 13)).toBe('excepted');
    expect(nextSlap(stated)).toBe(14);
    expect(coaching({ ...openState(stated, 'fingers'), slap: 13 })).toEqual({ says: 'all-excepted', slap: 13 });
    expect(nextDeed(stated, 13)).toEqual({ deed: 'capture', slap: 14, again: false });
  });
  test('a finger that was not found is named, until it is captured or excepted', () => {
    const draft = withFingers(draftOf(), [2, 3, 4]);
    const outcome = { slap: 13, expected: [2, 3, 4, 5], found: ([2, 3, 4] as const).map((finger) => ({ finger, quality: 80, kept: true })) } as const;
    const state = { ...openState(draft, 'fingers'), outcome };
    expect(coaching(state)).toEqual({ says: 'not-found', slap: 13, fingers: [5] });
    expect(coaching({ ...state, draft: except(draft, 5) }).says).toBe('slap-done');
    expect(coaching({ ...state, capturing: true }).says).toBe('hold');
  });
  test('with every finger there the next action goes on', () => {
    const draft = withFingers(draftOf(), fingers);
    expect(coaching(openState(draft, 'fingers'))).toEqual({ says: 'done' });
    expect(nextDeed(draft, 13)).toEqual({ deed: 'go-on' });
  });
});
