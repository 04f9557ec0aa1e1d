import { afterEach, describe, expect, test, vi } from 'vitest';

import { autosaveOf } from '../../../renderer/screens/enrolment/autosave.js';
import { lockStation } from '../../../renderer/store/lock.js';
import { fault, ok } from '../../../sync/core/result.js';

const asked: string[] = [];
vi.stubGlobal('window', { station: { call: async (name: string) => void asked.push(name), on: () => () => undefined } });
afterEach(() => {
  vi.useRealTimers();
  asked.length = 0;
});

describe('UI37: a lock waits for what was just typed', () => {
  test('the key that still waits is on the disk before main forgets its keys', async () => {
    const autosave = autosaveOf('locked-1', async (changes) => {
      asked.push(`change ${JSON.stringify(changes).includes('Nguyễn An')}`);
      return ok({ at: 5 });
    });
    autosave.field('fullName', { value: 'Nguyễn An', source: 'typed' });
    await lockStation();
    expect(asked).toEqual(['change true', 'officer.lock', 'station.info']);
    expect(autosave.unsaved()).toEqual([]);
  });

  test('a disk that refuses, or hangs, does not keep the station open; nothing is dropped', async () => {
    vi.useFakeTimers();
    const refusing = autosaveOf('locked-2', () => Promise.resolve(fault('not-durable')));
    const hanging = autosaveOf('locked-3', () => new Promise(() => undefined));
    for (const one of [refusing, hanging]) one.field('fullName', { value: 'B', source: 'typed' });
    const locked = lockStation();
    await vi.advanceTimersByTimeAsync(2000);
    await locked;
    expect(asked).toEqual(['officer.lock', 'station.info']);
    for (const one of [refusing, hanging]) expect(one.unsaved()).toHaveLength(1);
    vi.clearAllTimers();
  });
});
