import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { openDays } from '../../electron/days.js';

const file = async () => join(await mkdtemp(join(tmpdir(), 'days-')), 'days.json');
const at = (text: string) => new Date(text).getTime();
const key = new Uint8Array(32).fill(7);

test('EL8: an evening shift that signs in again at 00:40 belongs to the day before', async () => {
  const days = await openDays(await file());
  await days.signIn({ officer: 'An', shift: 'evening', place: 'Hòa Phát' }, key, at('2026-05-14T19:00:00'));
  const again = await days.signIn({ officer: 'An', shift: 'evening', place: 'Hòa Phát' }, key, at('2026-05-15T00:40:00'));
  expect(again).toMatchObject({ ok: true, value: { businessDay: '2026-05-14' } });
});

test('EL8, EL32: a morning sign-in opens its own day; empty, officer and place are as last time, after a restart too', async () => {
  const where = await file();
  const first = await openDays(where);
  expect(first.remembers()).toBe(false);
  expect(await first.signIn({ officer: '', shift: 'morning', place: '' }, key, at('2026-05-15T07:00:00'))).toMatchObject({ fault: { code: 'officer-unknown' } });
  await first.signIn({ officer: 'Bình', shift: 'morning', place: 'Nhà ông Lài' }, key, at('2026-05-15T07:00:00'));
  const reopened = await openDays(where);
  expect(reopened.remembers()).toBe(true);
  expect(Object.keys(reopened.all())).toEqual(['2026-05-15']);
  expect(await reopened.signIn({ officer: '', shift: 'afternoon', place: 'Tổ 3' }, key, at('2026-05-15T13:00:00'))).toEqual({
    ok: true, value: { officer: 'Bình', shift: 'afternoon', place: 'Tổ 3', businessDay: '2026-05-15' },
  });
  expect(await reopened.signIn({ officer: '', shift: 'afternoon', place: '' }, new Uint8Array(32), 0)).toMatchObject({ fault: { code: 'officer-unknown' } });
});

test('EL32: neither officer nor place lies in clear', async () => {
  const where = await file();
  await (await openDays(where)).signIn({ officer: 'Trần Thị Bình', shift: 'morning', place: 'Nhà ông Lài' }, key, 0);
  const text = await readFile(where, 'utf8');
  for (const word of ['Bình', 'Lài']) expect(text).not.toContain(word);
});

test.each(['{"days":', 'null', '{}', '{"days":{"2026-05-14":3},"last":null}'])('EL8: a damaged list of days (%s) keeps nobody out', async (text) => {
  const where = await file();
  await writeFile(where, text);
  const days = await openDays(where);
  expect(days.remembers()).toBe(false);
  expect(await days.signIn({ officer: 'An', shift: 'morning', place: 'X' }, key, 0)).toMatchObject({ ok: true });
});

test('EL30: a disk that refuses lets the officer in and is told; the next change takes what it refused with it', async () => {
  const where = join(dirname(await file()), 'not-there/days.json');
  const days = await openDays(where);
  expect(days.unkept()).toBeNull();
  expect(await days.signIn({ officer: 'An', shift: 'morning', place: 'X' }, key, at('2026-05-15T07:00:00'))).toMatchObject({ ok: true });
  expect(days.unkept()).toBe('not-durable');
  expect(await days.mark('2026-05-15', { closedAt: 5 })).toMatchObject({ fault: { code: 'not-durable' } });
  expect(days.all()['2026-05-15']).toMatchObject({ closedAt: null });
  await mkdir(dirname(where));
  expect((await days.mark('2026-05-14', { exportedAt: 6 })).ok).toBe(true);
  expect(days.unkept()).toBeNull();
  expect((await openDays(where)).all()).toMatchObject({ '2026-05-14': { exportedAt: 6 }, '2026-05-15': { openedAt: at('2026-05-15T07:00:00') } });
});

test('EL33: changes that are asked for at once are all kept', async () => {
  const where = await file();
  const days = await openDays(where);
  await Promise.all([
    days.signIn({ officer: 'An', shift: 'morning', place: 'X' }, key, at('2026-05-16T07:00:00')),
    days.mark('2026-05-14', { closedAt: 1 }), days.mark('2026-05-14', { exportedAt: 2 }), days.mark('2026-05-15', { closedAt: 3 }),
  ]);
  for (const one of [days, await openDays(where)]) {
    expect(one.all()).toMatchObject({ '2026-05-14': { closedAt: 1, exportedAt: 2 }, '2026-05-15': { closedAt: 3 }, '2026-05-16': { closedAt: null } });
  }
});
