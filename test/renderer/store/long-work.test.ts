import { beforeEach, describe, expect, test, vi } from 'vitest';

import { forgetWorks, longWork } from '../../../renderer/store/long-work.js';
import { timeLeftOf } from '../../../sync/core/display.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';

const calls = vi.fn((..._args: readonly unknown[]) => Promise.resolve(null));
beforeEach(() => {
  calls.mockClear();
  vi.stubGlobal('window', { station: { call: calls, on: () => () => undefined } });
});

function work() {
  const answers: ((answer: Result<number>) => void)[] = [];
  const done = vi.fn();
  const own = longWork('export', { subject: (day: string) => day, run: (_day: string) => new Promise<Result<number>>((answer) => answers.push(answer)), done });
  return { own, answers, done };
}
const settled = () => new Promise((next) => setTimeout(next));

describe('UI35: a long work goes on while its screen is left', () => {
  test('what it came to is there afterwards, once, under what it was about', async () => {
    const { own, answers, done } = work();
    own.start('2026-05-14');
    own.start('2026-05-15');
    expect(answers).toHaveLength(1);
    expect(own.state()).toMatchObject({ subject: '2026-05-14', value: null });
    expect(own.state().since).not.toBeNull();
    answers[0]?.(ok(4));
    await settled();
    expect(own.state()).toEqual({ since: null, subject: '2026-05-14', fault: null, stopped: null, value: 4 });
    expect(done).toHaveBeenCalledExactlyOnceWith(4);
  });

  test('called off it is no fault; main is told which', async () => {
    const { own, answers } = work();
    own.start('2026-05-14');
    own.cancel();
    expect(calls).toHaveBeenCalledWith('work.cancel', 'export');
    answers[0]?.(fault('export-cancelled'));
    await settled();
    expect(own.state()).toMatchObject({ since: null, fault: null, stopped: { code: 'export-cancelled' } });
  });

  test('a fault stays until it is tried again, with what was given before', async () => {
    const { own, answers } = work();
    own.start('2026-05-14');
    answers[0]?.(fault('stick-full'));
    await settled();
    expect(own.state().fault?.code).toBe('stick-full');
    own.again();
    expect(own.state()).toMatchObject({ fault: null, subject: '2026-05-14' });
    expect(answers).toHaveLength(2);
  });

  test('at a lock everything is forgotten, also what still comes', async () => {
    const { own, answers, done } = work();
    own.start('2026-05-14');
    forgetWorks();
    answers[0]?.(ok(4));
    await settled();
    expect(own.state()).toEqual({ since: null, subject: '', fault: null, stopped: null, value: null });
    expect(done).not.toHaveBeenCalled();
  });
});

test('UI35: the time left follows from the pace so far; before the first step nothing is said', () => {
  expect(timeLeftOf(0, 50_000, 3000)).toBeNull();
  expect(timeLeftOf(10_000, 50_000, 3000)).toBe(12_000);
  expect(timeLeftOf(50_000, 50_000, 3000)).toBe(0);
  expect(timeLeftOf(60_000, 50_000, 3000)).toBe(0);
});
