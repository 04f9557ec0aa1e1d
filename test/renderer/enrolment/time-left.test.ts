import { describe, expect, test } from 'vitest';

import { usualWaits as helperWaits } from '../../../devices/fingerprint/helper/session.js';
import { usualWaits as serialWaits } from '../../../devices/fingerprint/serial/waits.js';
import { usualWaits as uareuWaits } from '../../../devices/fingerprint/uareu/touch.js';
import { next, openState } from '../../../renderer/screens/enrolment/state.js';
import { leftByBytes, leftByDeadline } from '../../../renderer/screens/enrolment/time-left.js';
import { longestCapture } from '../../../sync/core/finger-capture.js';

import { draftOf } from './drafts.js';

describe('FL33: what is under way says how long yet', () => {
  test('a capture: until the scanner\'s own end, after a second; nothing where no finger is waited for', () => {
    expect([0, 900, 1_000, 8_000, 41_000].map((now) => leftByDeadline(0, longestCapture.sbi, now))).toEqual([null, null, 39_000, 32_000, 0]);
    expect(leftByDeadline(0, null, 5_000)).toBeNull();
    expect(next(openState(draftOf(), 'fingers'), { kind: 'capture-started' }).cutting).toBe(false);
    expect(next(openState(draftOf(), 'fingers'), { kind: 'capture-started', recut: true }).cutting).toBe(true);
  });
  test('a chip: by its bytes a second, once they are known', () => {
    const begun = { at: 0, read: 1_000 };
    expect(leftByBytes(null, { read: 0, total: 20_000 }, 9_000)).toBeNull();
    expect(leftByBytes(begun, { read: 1_500, total: 20_000 }, 900)).toBeNull();
    expect(leftByBytes(begun, { read: 3_000, total: 23_000 }, 2_000)).toBe(20_000);
    expect(leftByBytes(begun, { read: 1_000, total: 23_000 }, 2_000)).toBeNull();
    expect(leftByBytes(begun, { read: 24_000, total: 23_000 }, 2_000)).toBe(0);
  });
  test('it is the drivers\' own end', () => {
    expect([uareuWaits.capture, serialWaits.capture, helperWaits.capture]).toEqual([longestCapture.uareu, longestCapture.serial, longestCapture.helper]);
  });
});
