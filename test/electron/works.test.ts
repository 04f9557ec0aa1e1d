import { expect, test } from 'vitest';

import type { WorkProgress } from '../../electron/contract/calls.js';
import { longWorks } from '../../electron/works.js';

/** A task that ends when it is called off, with the reason. */
const untilCalledOff = (signal: AbortSignal): Promise<unknown> => new Promise((end) => {
  if (signal.aborted) end(signal.reason);
  signal.addEventListener('abort', () => end(signal.reason));
});

test('EL50: how far a work is is told at most five times a second', async () => {
  const told: WorkProgress[] = [];
  let now = 0;
  await longWorks((progress) => told.push(progress), () => now).run('import', async (_signal, progress) => {
    for (let row = 1; row <= 1000; row += 1) {
      now += 1;
      progress(row, 1000);
    }
  });
  expect(told.map(({ done }) => done)).toEqual([1, 201, 401, 601, 801]);
  expect(told[0]).toEqual({ work: 'import', done: 1, total: 1000 });
});

test('EL50: the officer calls off one kind, a lock all; whose work it was is told the reason', async () => {
  const works = longWorks(() => undefined);
  const [list, batch] = [works.run('import', untilCalledOff), works.run('export', untilCalledOff)];
  works.cancel('import');
  works.cancel('receipts');
  expect(await list).toBe('cancelled');
  works.stop();
  expect(await batch).toBe('locked');
});

test('EL50: a newer work of a kind waits for the end of the one before it, and all are waited for at the end', async () => {
  const works = longWorks(() => undefined);
  const order: string[] = [];
  const first = works.run('export', async (signal) => {
    await untilCalledOff(signal);
    order.push('first ended');
  });
  const second = works.run('export', async (signal) => {
    order.push('second began');
    await untilCalledOff(signal);
  });
  await first;
  const ended = works.ended().then(() => order.push('all ended'));
  works.cancel('export');
  await Promise.all([second, ended]);
  expect(order).toEqual(['first ended', 'second began', 'all ended']);
  await expect(works.run('export', () => Promise.reject(Error('a mistake')))).rejects.toThrow('a mistake');
});
