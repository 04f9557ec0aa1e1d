import { describe, expect, test } from 'vitest';

import { firstMissing, stepsOf, stepState } from '../../../renderer/screens/enrolment/step-states.js';
import { check, findingKey } from '../../../sync/core/checks.js';
import { change, type Draft } from '../../../sync/core/dossier.js';
import { fingers, type Finger } from '../../../sync/core/fingers.js';

import { draftOf, typed, withFingers, withHands, withPart } from './drafts.js';

const today = '2026-05-14';
const fields = typed({ number: '048138001234', fullName: 'Trần Thị Lài', birth: '1938-05-14', sex: 'female', nationality: 'Việt Nam', residence: '27 Hồ Sĩ Phấn' });
const person = change(draftOf(), { kind: 'fields', fields });
const whole = withPart(withHands(person), 'photo', null);
const except = (draft: Draft, finger: Finger): Draft =>
  change(draft, { kind: 'exception', exception: { finger, reason: 'amputated', permanent: true, note: '', officer: 'Lê Văn Tám' } });

describe('EN13: an interrupted enrolment opens on the first thing that is missing', () => {
  test.each([
    ['nothing', draftOf(), 'person'],
    ['the person', person, 'fingers'],
    ['some fingers', withFingers(person, [2, 3, 4, 5]), 'fingers'],
    ['flat fingers', withFingers(person, fingers), 'fingers'],
    ['person and fingers', withHands(person), 'photo'],
    ['fingers without the person', withHands(draftOf()), 'person'],
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
