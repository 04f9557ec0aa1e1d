import { expect, test } from 'vitest';

import { argumentsOfCalls } from '../../electron/arguments-of-calls.js';
import { stationHandlers } from '../../electron/handlers/station.js';
import { ok, type Result } from '../../sync/core/result.js';
import type { OpenKeys } from '../../electron/keys.js';
import { beginning, idOf, valueOf } from '../sync/outbox/example.js';
import { mainParts, secret } from './main-parts.js';

const typed = { secret, officer: 'Trần Thị Bình', shift: 'morning', place: 'Nhà ông Lài' } as const;

test('EL7: a wrong secret opens nothing and loses nothing', async () => {
  const { context, told } = await mainParts({ isOpen: false });
  const station = stationHandlers(context);
  expect(await station['officer.signIn']({ ...typed, secret: 'bốn từ khác hẳn' })).toMatchObject({ fault: { code: 'wrong-secret' } });
  expect(context.signedIn()).toBeNull();
  expect(context.days.remembers()).toBe(false);
  expect(told).toEqual([]);
  expect(await context.vault.begin(idOf(1), beginning)).toMatchObject({ fault: { code: 'locked' } });
  expect(await station['officer.signIn'](typed)).toMatchObject({ ok: true });
  valueOf(await context.vault.begin(idOf(1), beginning));
});

test('EL30: a disk that refuses to keep the day lets the officer in, and the page is told', async () => {
  const { context, told } = await mainParts({ isOpen: false, daysFile: '/proc/not-there/days.json' });
  const station = stationHandlers(context);
  expect(await station['officer.signIn'](typed)).toMatchObject({ ok: true, value: { officer: 'Trần Thị Bình' } });
  expect(await station['station.info']()).toMatchObject({ stage: 'open', session: { place: 'Nhà ông Lài' }, unkept: expect.stringMatching(/not-durable|disk-full/) as string });
  expect(told).toEqual(['start']);
  valueOf(await context.vault.begin(idOf(1), beginning));
});

test('EL32: before the secret the page is not told who signed in last, nor where; left empty, it is as last time', async () => {
  const { context } = await mainParts({ isOpen: false });
  const station = stationHandlers(context);
  await station['officer.signIn'](typed);
  await station['officer.lock']();
  const info = await station['station.info']();
  expect(info).toMatchObject({ stage: 'locked', session: null, remembers: true, unkept: null });
  for (const word of ['Bình', 'Lài']) expect(JSON.stringify(info)).not.toContain(word);
  expect(argumentsOfCalls['officer.signIn'].safeParse([{ ...typed, officer: ' ', place: '' }])).toMatchObject({ success: true, data: [{ officer: '', place: '' }] });
  expect(await station['officer.signIn']({ ...typed, officer: '', place: '' })).toMatchObject({ ok: true, value: { officer: 'Trần Thị Bình', place: 'Nhà ông Lài' } });
});

test('EL33: a lock while a secret is being tried leaves the station locked, and nothing sending', async () => {
  let answer: (keys: Result<OpenKeys, never>) => void = () => undefined;
  const { context, keys, told } = await mainParts({ isOpen: false, open: () => new Promise((resolve) => (answer = resolve)) });
  const station = stationHandlers(context);
  const signingIn = station['officer.signIn'](typed);
  const locking = station['officer.lock']();
  answer(ok(keys));
  expect(await signingIn).toMatchObject({ ok: true });
  await locking;
  expect(context.signedIn()).toBeNull();
  expect(await context.vault.begin(idOf(1), beginning)).toMatchObject({ fault: { code: 'locked' } });
  expect(told).toEqual(['start', 'stop', 'locked']);
});
