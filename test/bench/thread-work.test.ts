import { expect, test } from 'vitest';

import { frameMark, workIn } from './thread-work.js';

const page = { name: 'thread_name', ph: 'M', pid: 1, tid: 1, ts: 0, args: { name: 'CrRendererMain' } };
/** By another thread of the page. */
const mark = (ts: number) => ({ name: frameMark, ph: 'I', pid: 1, tid: 7, ts });
const task = (ts: number, dur: number, tdur: number, tid = 1) => ({ name: 'RunTask', ph: 'X', pid: 1, tid, ts, dur, tdur });

test('the tasks of the page between one picture and the next are added up by their thread time, a nested one once, other threads not', () => {
  const work = workIn([
    page,
    task(100, 50_000, 40_000), mark(100_000),
    task(110_000, 9000, 2000), task(112_000, 1000, 1000), task(130_000, 3000, 3000), task(120_000, 50_000, 50_000, 2), mark(200_000),
    task(210_000, 7000, 6500), mark(300_000), task(310_000, 90_000, 90_000),
  ]);
  expect(work).toEqual({ perFrame: [5, 6.5], longestTask: 6.5 });
});

test('without a picture, a page or a task in it nothing is claimed', () => {
  expect(() => workIn([page, task(1, 2, 2)])).toThrow('no picture');
  expect(() => workIn([page, mark(1), mark(2)])).toThrow('no task');
  expect(() => workIn([mark(1), task(1, 2, 2)])).toThrow('no page');
});
