/** The business days of this station: when each was opened, closed and exported. Beside the vault, readable without keys, so who signed in last lies there sealed. */
import { z } from 'zod';

import { businessDayOf } from '../sync/core/business-day.js';
import type { Session } from '../sync/core/dossier.js';
import type { SaveFault } from '../sync/core/faults.js';
import { fault, ok, type Result } from '../sync/core/result.js';
import { serial } from '../sync/outbox/serial.js';
import { deriveKey, openRow, sealRow } from '../sync/seal/rows.js';
import { keep, kept } from './keep.js';

export interface Day {
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly exportedAt: number | null;
}

export interface Days {
  readonly all: () => Readonly<Record<string, Day>>;
  /** Officer and place of the last sign-in are there, for whoever signs in with the secret. */
  readonly remembers: () => boolean;
  /** Why the last change is not on the disk; null when it is. */
  readonly unkept: () => SaveFault | null;
  /**
   * The business day that a sign-in at this moment belongs to; opened when it is new. An empty officer or place is the last one, which
   * the station key opens. A disk that refuses keeps nobody out: `unkept` says so.
   */
  readonly signIn: (opened: Omit<Session, 'businessDay'>, stationKey: Uint8Array, now: number) => Promise<Result<Session, 'officer-unknown'>>;
  readonly mark: (day: string, change: Partial<Day>) => Promise<Result<unknown, SaveFault>>;
}

const time = z.number().nullable();
const shape = z.object({
  days: z.record(z.string(), z.object({ openedAt: z.number(), closedAt: time, exportedAt: time })),
  /** base64; sealed under a key derived from the station key. */
  last: z.string().nullable(),
});
type File = z.infer<typeof shape>;
type Who = Pick<Session, 'officer' | 'place'>;

export async function openDays(file: string): Promise<Days> {
  let state = await read(file);
  let unkept: SaveFault | null = null;
  const inTurn = serial();

  async function write(next: File): Promise<Result<unknown, SaveFault>> {
    const written = await keep(file, next);
    unkept = written.ok ? null : written.fault.code;
    return written;
  }

  return {
    all: () => state.days,
    remembers: () => state.last !== null,
    unkept: () => unkept,
    signIn: (opened, stationKey, now) => inTurn(async () => {
      const key = deriveKey(stationKey, 'session');
      const last = lastIn(key, state.last);
      const officer = opened.officer === '' ? last?.officer : opened.officer;
      const place = opened.place === '' ? last?.place : opened.place;
      if (officer === undefined || place === undefined) return fault('officer-unknown');
      const date = new Date(now);
      const businessDay = businessDayOf({ date: localDate(date), hour: date.getHours() }, opened.shift);
      const day = state.days[businessDay] ?? { openedAt: now, closedAt: null, exportedAt: null };
      const who: Who = { officer, place };
      state = { days: { ...state.days, [businessDay]: day }, last: Buffer.from(sealRow(key, Buffer.from(JSON.stringify(who)))).toString('base64') };
      await write(state);
      return ok({ officer, shift: opened.shift, place, businessDay });
    }),
    mark: (day, change) => inTurn(async () => {
      const next = { ...state, days: { ...state.days, [day]: { openedAt: 0, closedAt: null, exportedAt: null, ...state.days[day], ...change } } };
      const written = await write(next);
      if (written.ok) state = next;
      return written;
    }),
  };
}

export function localDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function lastIn(key: Uint8Array, sealed: string | null): Who | null {
  const plain = openRow(key, Buffer.from(sealed ?? '', 'base64'));
  return plain.ok ? JSON.parse(new TextDecoder().decode(plain.value)) as Who : null;
}

async function read(file: string): Promise<File> {
  try {
    const text = await kept(file);
    if (text !== null) return shape.parse(JSON.parse(text));
  } catch (damaged) {
    // Without this file days are known from the dossiers alone; it must never keep an officer out.
    console.error('the list of business days could not be read and starts anew:', String(damaged));
  }
  return { days: {}, last: null };
}
