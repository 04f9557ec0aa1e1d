/** The business days of this station: when each was opened, closed and exported. Kept beside the vault, in clear: no personal data. */
import { businessDayOf } from '../sync/core/business-day.js';
import type { Session } from '../sync/core/dossier.js';
import type { SaveFault } from '../sync/core/faults.js';
import type { Result } from '../sync/core/result.js';
import { keep, kept } from './keep.js';

export interface Day {
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly exportedAt: number | null;
}

export interface Days {
  readonly all: () => Readonly<Record<string, Day>>;
  readonly lastSession: () => Session | null;
  /** The business day that a sign-in at this moment belongs to; opened when it is new. */
  readonly signIn: (session: Omit<Session, 'businessDay'>, now: number) => Promise<Result<Session, SaveFault>>;
  readonly mark: (day: string, change: Partial<Day>) => Promise<Result<unknown, SaveFault>>;
}

interface File {
  readonly days: Readonly<Record<string, Day>>;
  readonly session: Session | null;
}

export async function openDays(file: string): Promise<Days> {
  let state = await read(file);

  async function save(next: File): Promise<Result<unknown, SaveFault>> {
    const written = await keep(file, next);
    if (written.ok) state = next;
    return written;
  }

  return {
    all: () => state.days,
    lastSession: () => state.session,
    async signIn(opened, now) {
      const date = new Date(now);
      const businessDay = businessDayOf({ date: localDate(date), hour: date.getHours() }, opened.shift);
      const session: Session = { ...opened, businessDay };
      const day = state.days[businessDay] ?? { openedAt: now, closedAt: null, exportedAt: null };
      const written = await save({ days: { ...state.days, [businessDay]: day }, session });
      return written.ok ? { ok: true, value: session } : written;
    },
    mark: (day, change) =>
      save({ ...state, days: { ...state.days, [day]: { openedAt: 0, closedAt: null, exportedAt: null, ...state.days[day], ...change } } }),
  };
}

export function localDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

async function read(file: string): Promise<File> {
  const text = await kept(file);
  if (text === null) return { days: {}, session: null };
  try {
    return JSON.parse(text) as File;
  } catch (damaged) {
    // Without this file days are known from the dossiers alone; it must never keep an officer out.
    console.error('the list of business days could not be read and starts anew:', String(damaged));
    return { days: {}, session: null };
  }
}
