import { expect, test } from 'vitest';

import { argumentsOfCalls } from '../../../electron/arguments-of-calls.js';
import { change, emptyDraft, formOf, type DraftChange, type Session } from '../../../sync/core/dossier.js';
import { keepableDevice } from '../../../sync/core/limits.js';
import { syncFolder } from '../../../sync/headquarters/durable.js';
import { formShape } from '../../../sync/headquarters/schema.js';

const id = '019700a1-0000-7000-8000-00000000abcd';

/** The longest of everything that the page may send, with what no database keeps. */
const long = (length: number): string => 'ă'.repeat(length - 2) + '\0\ud800';

test('HQ27: what the station takes as the longest of each text is taken in by headquarters', () => {
  const device = { make: long(500), model: long(500), serial: long(500) };
  const args = [id, [
    { kind: 'fields', fields: { fullName: { value: long(2000), source: 'typed' } } },
    { kind: 'exception', exception: { finger: 3, reason: 'amputated', permanent: true, note: long(2000), officer: long(200) } },
    { kind: 'accepted', check: 'c'.repeat(100), note: long(2000) },
    { kind: 'rolling', rolling: { possible: false, device } },
    { kind: 'confirmed', confirmation: { by: 'citizen', at: 1 } },
  ]];
  const [, changes] = argumentsOfCalls['dossier.change'].parse(args) as [string, readonly DraftChange[]];
  const [signIn] = argumentsOfCalls['officer.signIn'].parse([{ secret: 'x', officer: long(200), shift: 'evening', place: long(500) }]) as [Session];
  const session: Session = { officer: signIn.officer, shift: signIn.shift, place: signIn.place, businessDay: '2026-05-14' };
  const origin = { role: 'photo', device: keepableDevice(device), at: 1, quality: null, by: { officer: session.officer, shift: session.shift } } as const;
  const draft = [
    ...changes, { kind: 'session', session }, { kind: 'parts', parts: [{ part: { role: 'photo', id: 'a'.repeat(64), size: 1, revision: 1 }, origin }] },
  ].reduce((sum, one) => change(sum, one as DraftChange), emptyDraft(id, 1));
  expect(formShape.safeParse(formOf(draft, { by: 'citizen', at: 1 })).error?.issues).toBeUndefined();
});

test('HQ27: what is longer does not come in at the station', () => {
  const fits = (one: object): boolean => argumentsOfCalls['dossier.change'].safeParse([id, [one]]).success;
  expect(fits({ kind: 'accepted', check: 'c'.repeat(101), note: '' })).toBe(false);
  expect(fits({ kind: 'accepted', check: 'c', note: 'x'.repeat(2001) })).toBe(false);
  expect(fits({ kind: 'exception', exception: { finger: 3, reason: 'amputated', permanent: true, note: '', officer: 'x'.repeat(201) } })).toBe(false);
});

test.skipIf(process.platform !== 'linux')('HQ35: a file system that cannot sync a folder, as a stick’s, is no error; a folder that is not there is one', async () => {
  // The kernel answers EINVAL for a folder of its own.
  await syncFolder('/proc/self');
  await expect(syncFolder('/proc/self/not-there')).rejects.toThrow('ENOENT');
});
