/** The states of prints as the six states of every screen. */
import type { FingerException } from '../../../../sync/core/fingers.js';
import type { PrintState } from '../../../../sync/core/finger-progress.js';
import type { State } from '../../../parts/StateMark.js';

/** What the card or the scanner settles is settled, as an exception is; its word tells the three apart. */
export function markOf(state: PrintState): State {
  return state === 'on-card' || state === 'not-possible' ? 'excepted' : state;
}

/** Key of the word for a print that needs no hand: why. null where a print is there or is to come. */
export function reasonOf(state: PrintState, exception: FingerException | undefined): string | null {
  if (exception !== undefined) return `enrolment.exception.short.${exception.reason}`;
  return state === 'on-card' || state === 'not-possible' ? `enrolment.printShort.${state}` : null;
}
