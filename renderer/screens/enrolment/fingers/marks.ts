/** The states of prints as the six states of every screen. */
import type { PrintState } from '../../../../sync/core/finger-progress.js';
import type { State } from '../../../parts/StateMark.js';

/** What the card or the scanner settles is settled, as an exception is; its word tells the three apart. */
export function markOf(state: PrintState): State {
  return state === 'on-card' || state === 'not-possible' ? 'excepted' : state;
}
