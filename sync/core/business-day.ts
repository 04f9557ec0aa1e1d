/** The day that work counts for. It does not end at midnight. */
import { addDays } from './dates.js';
import type { Session } from './dossier.js';

/** Local hour before which an evening's sign-in still belongs to the day before: the officer came back after a lock-out, not early. */
const nightEnds = 5;

/**
 * The business day (`yyyy-mm-dd`) of a session opened at that local date and hour (0–23). A session keeps it until the next sign-in, whatever
 * the clock shows meanwhile.
 */
export function businessDayOf(opened: { readonly date: string; readonly hour: number }, shift: Session['shift']): string {
  return shift === 'evening' && opened.hour < nightEnds ? addDays(opened.date, -1) : opened.date;
}
