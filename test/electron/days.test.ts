import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openDays } from '../../electron/days.js';

const file = async () => join(await mkdtemp(join(tmpdir(), 'days-')), 'days.json');
const at = (text: string) => new Date(text).getTime();

test('EL8: an evening shift that signs in again at 00:40 belongs to the day before', async () => {
  const days = await openDays(await file());
  await days.signIn({ officer: 'An', shift: 'evening', place: 'Hòa Phát' }, at('2026-05-14T19:00:00'));
  const again = await days.signIn({ officer: 'An', shift: 'evening', place: 'Hòa Phát' }, at('2026-05-15T00:40:00'));
  expect(again).toMatchObject({ ok: true, value: { businessDay: '2026-05-14' } });
});

test('EL8: a morning sign-in opens its own day, and is remembered after a restart', async () => {
  const where = await file();
  await (await openDays(where)).signIn({ officer: 'Bình', shift: 'morning', place: 'Hòa Phát' }, at('2026-05-15T07:00:00'));
  const reopened = await openDays(where);
  expect(reopened.lastSession()).toEqual({ officer: 'Bình', shift: 'morning', place: 'Hòa Phát', businessDay: '2026-05-15' });
  expect(Object.keys(reopened.all())).toEqual(['2026-05-15']);
});

test('EL8: a damaged list of days keeps nobody out', async () => {
  const where = await file();
  await writeFile(where, '{"days":');
  expect((await openDays(where)).lastSession()).toBeNull();
});
