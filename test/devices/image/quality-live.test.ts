import { describe, expect, test } from 'vitest';

import { impression, rolled } from '../../../devices/fingerprint/synthetic/impression.js';
import { oddSlap } from '../../../devices/fingerprint/synthetic/odd-slap.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import type { Press } from '../../../devices/fingerprint/synthetic/press.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import { glance } from '../../../devices/image/quality/glance.js';
import type { Glance } from '../../../devices/image/quality/glance.js';
import { GOOD_FRAMES, nextReadiness, noReadiness } from '../../../devices/image/quality/readiness.js';
import { person, smaller } from './simulated-fingers.js';

const masterOf = await person(8001);
/** As a scanner of 81 × 51 mm shows it: 640 × 400. */
const live = (step: 13 | 14 | 15, press: Partial<Press> = {}, turn = 0): Glance =>
  glance(smaller(slap(8001, step, [], masterOf, { turn, press: () => pressWith(press) }).image, 2.5), 200);

describe('a glance at the live picture', () => {
  test.each([[13, 0, 4], [14, 0, 4], [15, 0, 2], [13, 20, 4], [14, -20, 4]] as const)('QA6: step %s turned by %s° shows %s fingers and nothing to do better', (step, turn, count) => {
    const seen = live(step, {}, turn);
    expect(seen).toMatchObject({ seen: count, cause: null });
    expect(seen.tips.map((tip) => tip.x)).toEqual(seen.tips.map((tip) => tip.x).sort((a, b) => a - b));
  });

  test.each([['dry', { moisture: -0.95 }, 'dry'], ['wet', { moisture: 1 }, 'wet'], ['hardly touching', { pressure: -0.95 }, 'too-light'], ['pressed flat', { pressure: 1, moisture: 0.4 }, 'too-hard']] as const)(
    'QA6: %s is told', (_, press, cause) => expect(live(14, press).cause).toBe(cause),
  );

  test('QA6: what lies wrongly comes first', () => {
    expect(glance(smaller(slap(8001, 13, [], masterOf, { press: () => pressWith({ y: -260, moisture: -0.95 }) }).image, 2.5), 200).cause).toBe('off-centre');
    expect(live(14, {}, 36).cause).toBe('rotated');
  });

  test('QA6: one finger at full resolution', () => {
    const one = glance(impression(masterOf(0, 7), pressWith({}), 1, { width: 400, height: 500 }), 500);
    expect(one).toMatchObject({ seen: 1, cause: null });
  });

  test('QA6: a finger that is rolled counts as one, however wide; nothing and a palm do not', () => {
    for (const finger of [1, 2, 10] as const) expect(glance(rolled(masterOf(0, finger), pressWith({}), 1), 500, true)).toMatchObject({ seen: 1 });
    for (const kind of ['nothing', 'black', 'palm'] as const) expect(glance(smaller(oddSlap(kind, 8001, masterOf).image, 2.5), 200, true)).toMatchObject({ seen: 0 });
  });

  test.each([['nothing', 0, null], ['black', 0, null], ['palm', 0, 'not-a-finger'], ['five-fingers', 5, null], ['two-fingers', 2, null]] as const)('QA11: %s is counted as %s', (kind, count, cause) => {
    const seen = glance(smaller(oddSlap(kind, 8001, masterOf).image, 2.5), 200);
    expect(seen.seen).toBe(count);
    if (count === 0) expect(seen.cause).toBe(cause);
  });

  test.each([[0, 0, 0], [640, 400, 3], [3, 3, 9], [NaN, 2, 4], [30_000, 30_000, 1], [200, 100, 20_000]])('QA17: %s × %s with %s pixels has an answer', (width, height, length) => {
    expect(glance({ width, height, pixels: new Uint8Array(length) }, 200)).toMatchObject({ seen: 0 });
    expect(glance({ width, height, pixels: new Uint8Array(length) }, NaN)).toMatchObject({ seen: 0 });
  });
});

describe('ready', () => {
  const hand = (shift = 0, cause: Glance['cause'] = null): Glance => ({ seen: 4, cause, tips: [10, 28, 46, 64].map((x) => ({ x: x + shift, y: 20, area: 220, darkness: 0.4 })) });
  const run = (frames: readonly Glance[], wanted = 4) => frames.reduce((before, seen) => nextReadiness(before.state, seen, wanted), nextReadiness(noReadiness, { seen: 0, cause: null, tips: [] }, wanted));

  test('QA7: still and good for some frames after one another, no earlier', () => {
    const frames = Array.from({ length: GOOD_FRAMES + 1 }, () => hand());
    expect(run(frames.slice(1)).ready).toBe(false);
    expect(run(frames)).toMatchObject({ ready: true, cause: null });
  });

  test('QA7: a move starts it anew and is told', () => {
    const still = Array.from({ length: GOOD_FRAMES + 1 }, () => hand());
    expect(run([...still, hand(2)])).toMatchObject({ ready: false, cause: 'moved' });
    expect(run([...still, hand(2), hand(2)])).toMatchObject({ ready: false, cause: null });
    expect(run([...still, hand(0.3)])).toMatchObject({ ready: true });
  });

  test('QA7: a cause, fewer or more fingers, or none wanted are never ready', () => {
    const dry = Array.from({ length: 20 }, () => hand(0, 'dry'));
    expect(run(dry)).toMatchObject({ ready: false, cause: 'dry' });
    const still = Array.from({ length: 20 }, () => hand());
    expect(run(still, 3).ready).toBe(false);
    expect(run(still, 0).ready).toBe(false);
  });
});
