/** Tells the page of the queue's rows as they change: the newest of each, a moment after who changed it was answered. */
import type { DossierRow } from '../sync/core/queue.js';

/** Milliseconds. The page draws its lists anew with each row, and "saved" must not wait for that. */
const moment = 40;

export function mirrorRows(tell: (row: DossierRow) => void): (row: DossierRow) => void {
  const waiting = new Map<string, DossierRow>();
  return (row) => {
    if (waiting.size === 0) {
      setTimeout(() => {
        const rows = [...waiting.values()];
        waiting.clear();
        for (const one of rows) tell(one);
      }, moment).unref();
    }
    waiting.set(row.id, row);
  };
}
