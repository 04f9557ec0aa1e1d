import { expect, test, vi } from 'vitest';

import { destroyOldKeys } from '../../electron/destroy-old-keys.js';
import { dayHandlers } from '../../electron/handlers/day.js';
import { confirmed, idOf, sealedDossier, session, typed, valueOf } from '../sync/outbox/example.js';
import { mainParts, type MainParts } from './main-parts.js';

vi.mock('electron', () => ({ BrowserWindow: {}, dialog: {} }));

const sealedAt = 1_780_000_000_000;
const dayLong = 24 * 3_600_000;

async function closed({ context }: MainParts): Promise<boolean | undefined> {
  return valueOf(await dayHandlers(context)['day.list']()).find((one) => one.businessDay === session.businessDay)?.closed;
}

/** Runs the timer's work once, at that time. */
async function keysAfter({ context }: MainParts, now: number): Promise<number> {
  const end = destroyOldKeys(context.vault, () => now);
  // Its work holds the dossier's turn: what is asked for after it waits for it.
  await context.vault.summary(idOf(1));
  end();
  return context.vault.keysLeft(() => true);
}

test('EL9: a sealed dossier’s key is destroyed 24 hours after sealing, not earlier; sending needs none', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  await sealedDossier(parts.context.vault, idOf(1));
  expect(await keysAfter(parts, sealedAt + dayLong - 1)).toBe(1);
  expect(await keysAfter(parts, sealedAt + dayLong)).toBe(0);
  expect(parts.disk.files().filter((file) => /\/(key|journal)$/.test(file))).toEqual([]);
  expect(await parts.context.vault.draft(idOf(1))).toMatchObject({ fault: { code: 'key-destroyed' } });
  expect(parts.context.vault.outgoing()).toHaveLength(1);
});

test('EL9: an abandoned correction does not keep the sealed revision’s key, and stays', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  await sealedDossier(parts.context.vault, idOf(1));
  valueOf(await parts.context.vault.mend(idOf(1)));
  expect(await keysAfter(parts, sealedAt + dayLong)).toBe(0);
  expect(valueOf(await parts.context.vault.draft(idOf(1))).revision).toBe(2);
});

test('EL9: closing the day destroys the keys of what was sealed on it, and leaves the drafts', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  const { vault } = parts.context;
  await sealedDossier(vault, idOf(1));
  await sealedDossier(vault, idOf(2));
  valueOf(await vault.begin(idOf(3), { kind: 'begin', person: null, dossierKind: 'exchange', session }));
  const day = dayHandlers(parts.context);
  expect(await day['day.close']('2020-01-01')).toMatchObject({ fault: { code: 'day-unknown' } });
  expect(await closed(parts)).toBe(false);
  expect(valueOf(await day['day.close'](session.businessDay))).toEqual({ destroyed: 2 });
  expect(await closed(parts)).toBe(true);
  valueOf(await vault.draft(idOf(3)));
});

test('EL34: what is sealed after the close opens the day again, and is closed by closing again', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  const { vault } = parts.context;
  await sealedDossier(vault, idOf(1));
  const day = dayHandlers(parts.context);
  await day['day.close'](session.businessDay);
  await sealedDossier(vault, idOf(2));
  expect(await closed(parts)).toBe(false);
  expect(valueOf(await day['day.close'](session.businessDay))).toEqual({ destroyed: 1 });
  expect([await closed(parts), vault.keysLeft(() => true)]).toEqual([true, 0]);
});

test('EL34: a disk that refuses to destroy is answered not-durable, and the day can be closed again', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  await sealedDossier(parts.context.vault, idOf(1));
  const day = dayHandlers(parts.context);
  parts.disk.failWith('EIO', 2, 1);
  expect(await day['day.close'](session.businessDay)).toMatchObject({ fault: { code: 'not-durable', detail: 'EIO' } });
  expect(await closed(parts)).toBe(false);
  expect(valueOf(await day['day.close'](session.businessDay))).toEqual({ destroyed: 1 });
  expect(await closed(parts)).toBe(true);
});

test('EL34: a day whose mark is not kept keeps its keys', async () => {
  const parts = await mainParts({ clock: () => sealedAt, daysFile: '/proc/not-there/days.json' });
  await sealedDossier(parts.context.vault, idOf(1));
  expect(await dayHandlers(parts.context)['day.close'](session.businessDay)).toMatchObject({ fault: { code: 'not-durable' } });
  expect(parts.context.vault.keysLeft(() => true)).toBe(1);
});

test('EL9: a correction of another day keeps its own key when the first day is closed', async () => {
  const parts = await mainParts({ clock: () => sealedAt });
  const { vault } = parts.context;
  await sealedDossier(vault, idOf(1));
  valueOf(await vault.mend(idOf(1)));
  valueOf(await vault.change(idOf(1), [{ kind: 'session', session: { ...session, businessDay: '2026-05-15' } }, typed('NGUYỄN VĂN ÂN'), confirmed]));
  valueOf(await vault.seal(idOf(1)));
  expect(valueOf(await dayHandlers(parts.context)['day.close'](session.businessDay))).toEqual({ destroyed: 1 });
  expect(vault.keysLeft((row) => row.businessDay === '2026-05-15')).toBe(1);
  expect(await vault.summary(idOf(1))).toMatchObject({ name: 'NGUYỄN VĂN ÂN' });
});
