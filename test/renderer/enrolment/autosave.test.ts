import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { autosaveOf, createAutosave, longestHold, quietAfterKey, type Send } from '../../../renderer/screens/enrolment/autosave.js';
import { change, type DraftChange } from '../../../sync/core/dossier.js';
import { fault, ok } from '../../../sync/core/result.js';

import { draftOf } from './drafts.js';

type Answer = Awaited<ReturnType<Send>>;

/** A vault that answers when told to, or at once. */
function vault() {
  const requests: { readonly changes: readonly DraftChange[]; readonly answer: (answer: Answer) => void }[] = [];
  let at = 1000;
  const send: Send = (changes) => new Promise((answer) => requests.push({ changes, answer }));
  return {
    send, requests,
    saves: async (index: number) => {
      at += 1;
      requests[index]?.answer(ok({ at }));
      await vi.advanceTimersByTimeAsync(0);
    },
    fails: async (index: number) => {
      requests[index]?.answer(fault('disk-full'));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const name = (value: string) => ['fullName', { value, source: 'typed' }] as const;
const exception: DraftChange = { kind: 'exception', exception: { finger: 3, reason: 'amputated', permanent: true, note: '', officer: 'Lê Văn Tám' } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('EN1: a key is sent at most 100 ms after the last one', () => {
  test('one request for a burst of keys, with the last text', async () => {
    const { send, requests } = vault();
    const autosave = createAutosave(send, Date.now);
    for (const text of ['T', 'Tr', 'Trầ', 'Trần']) {
      autosave.field(...name(text));
      await vi.advanceTimersByTimeAsync(30);
    }
    expect(requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(quietAfterKey);
    expect(quietAfterKey).toBeLessThanOrEqual(100);
    expect(requests.map((one) => one.changes)).toEqual([[{ kind: 'fields', fields: { fullName: { value: 'Trần', source: 'typed' } } }]]);
  });

  test('typing without a pause does not hold the field back for ever', async () => {
    const { send, requests } = vault();
    const autosave = createAutosave(send, Date.now);
    for (let key = 0; key * 50 <= longestHold; key += 1) {
      autosave.field(...name('a'.repeat(key + 1)));
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(requests).toHaveLength(1);
  });
});

describe('EN2: in order, one request at a time', () => {
  test('what is typed during a request goes with the next one', async () => {
    const { send, requests, saves } = vault();
    const autosave = createAutosave(send, Date.now);
    autosave.field(...name('Trần'));
    await vi.advanceTimersByTimeAsync(quietAfterKey);
    autosave.field(...name('Trần Thị'));
    autosave.field('phone', { value: '0905123456', source: 'typed' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(requests).toHaveLength(1);
    await saves(0);
    expect(requests[1]?.changes).toEqual([
      { kind: 'fields', fields: { fullName: { value: 'Trần Thị', source: 'typed' }, phone: { value: '0905123456', source: 'typed' } } },
    ]);
  });

  test('another change takes the fields that wait along, before itself', async () => {
    const { send, requests, saves } = vault();
    const autosave = createAutosave(send, Date.now);
    autosave.field(...name('Trần'));
    const done = autosave.change([exception]);
    expect(requests[0]?.changes.map((one) => one.kind)).toEqual(['fields', 'exception']);
    await saves(0);
    await expect(done).resolves.toBe(true);
    expect(autosave.unsaved()).toEqual([]);
  });

  test('more than main takes at once goes in several requests', async () => {
    const { send, requests, saves } = vault();
    const autosave = createAutosave(send, Date.now);
    const done = autosave.change(Array.from({ length: 120 }, () => exception));
    await saves(0);
    await saves(1);
    await saves(2);
    await expect(done).resolves.toBe(true);
    expect(requests.map((one) => one.changes.length)).toEqual([50, 50, 20]);
  });
});

describe('EN3: saved is said after the durable answer, never before', () => {
  test('the time is the one of the answer', async () => {
    const { send, saves } = vault();
    const autosave = createAutosave(send, Date.now);
    autosave.field(...name('Trần'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(autosave.state()).toEqual({ saved: null, fault: null, unsaved: 1 });
    await saves(0);
    expect(autosave.state()).toEqual({ saved: { at: 1001 }, fault: null, unsaved: 0 });
  });

  test('an older save of another call does not turn the time back', () => {
    const autosave = createAutosave(vault().send, Date.now);
    autosave.note({ at: 5000 });
    autosave.note({ at: 4000 });
    expect(autosave.state().saved).toEqual({ at: 5000 });
  });
});

describe('EN4: nothing is lost by a failure or by leaving', () => {
  test('a failed change stays, is said, and is tried again by itself, before what came after it', async () => {
    const { send, requests, fails, saves } = vault();
    const autosave = createAutosave(send, Date.now);
    const done = autosave.change([exception]);
    await fails(0);
    await expect(done).resolves.toBe(false);
    expect(autosave.state()).toMatchObject({ fault: { code: 'disk-full' }, unsaved: 1 });
    autosave.field(...name('Trần'));
    await vi.advanceTimersByTimeAsync(quietAfterKey);
    expect(requests[1]?.changes.map((one) => one.kind)).toEqual(['exception', 'fields']);
    await fails(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(requests[2]?.changes).toEqual(requests[1]?.changes);
    await saves(2);
    expect(autosave.state()).toMatchObject({ fault: null, unsaved: 0 });
  });

  test('the page going away hands over what waits, even beside a request under way', async () => {
    const { send, requests } = vault();
    const autosave = createAutosave(send, Date.now);
    autosave.field(...name('Trần'));
    autosave.leave();
    expect(requests).toHaveLength(1);
    autosave.field(...name('Trần Thị'));
    autosave.leave();
    const all = requests.flatMap((one) => one.changes);
    expect(all.reduce(change, draftOf()).fields.fullName?.value).toBe('Trần Thị');
  });

  test('a dossier opened again still has what could not be saved', async () => {
    const { send, fails } = vault();
    const done = autosaveOf('one', send).change([exception]);
    await fails(0);
    await done;
    expect(autosaveOf('one', send).unsaved()).toEqual([exception]);
    expect(autosaveOf('two', send).unsaved()).toEqual([]);
    vi.clearAllTimers();
  });
});
