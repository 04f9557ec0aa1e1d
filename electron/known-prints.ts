/**
 * Tells the device process which prints were taken of the dossiers that can still be opened: one that has just started knows none, and one that knows
 * some forgets those whose keys are gone.
 */
import type { KnownPrints, RatedPrint } from '../sync/core/finger-capture.js';
import { printOf, type PrintRole } from '../sync/core/finger-steps.js';
import type { Templates } from '../sync/core/prints.js';
import type { DossierRow } from '../sync/core/queue.js';
import type { Context } from './context.js';

/**
 * Answers what is to be called before a capture, and may be called any time before: it reads the journals when the device process is another
 * one than it told last, and does nothing else. It never fails: a capture is not to wait for what only warns.
 */
export function knownPrints({ vault, devices, signedIn }: Pick<Context, 'vault' | 'devices' | 'signedIn'>): () => Promise<void> {
  /** The start of the device process that was told last. */
  let told: number | null = null;
  let telling = Promise.resolve();
  let isForgetting = false;
  const open = new Set(vault.rows().filter(canBeOpened).map(({ id }) => id));

  async function tell(): Promise<void> {
    if (signedIn() === null || devices.starts() === told) return;
    const rows = vault.rows().filter(canBeOpened).sort((a, b) => a.updatedAt - b.updatedAt);
    const known: KnownPrints[] = [];
    for (const { id } of rows) {
      const templates = await vault.templates(id);
      if (!templates.ok) continue;
      const prints = printsOf(templates.value);
      if (prints.length > 0) known.push({ dossier: id, prints });
    }
    const answer = devices.call('prints.known', [known]);
    // Of the process that was asked: a call may start it.
    const start = devices.starts();
    if ((await answer).ok) told = start;
  }

  async function forget(): Promise<void> {
    isForgetting = false;
    if (devices.starts() !== told) return;
    told = null;
    // Nobody is there to read the journals for: what can still be opened is told again before the next capture.
    if (signedIn() === null) await devices.call('prints.known', [[]]);
    else await tell();
  }

  const next = (work: () => Promise<void>): Promise<void> => {
    telling = telling.then(work).catch((mistake: unknown) => console.error('earlier prints could not be read:', String(mistake)));
    return telling;
  };

  vault.onRow((row) => {
    if (canBeOpened(row)) return void open.add(row.id);
    // A day that is closed ends many keys at once.
    if (!open.delete(row.id) || isForgetting) return;
    isForgetting = true;
    setImmediate(() => void next(forget));
  });
  return () => next(tell);
}

/** Drafts, and what was sealed as long as the station's own key of it is there. */
function canBeOpened({ state, mendableUntil }: DossierRow): boolean {
  return state === 'draft' || mendableUntil !== null;
}

function printsOf(templates: Templates): readonly RatedPrint[] {
  return Object.entries(templates).flatMap(([role, template]) => {
    const print = printOf(role as PrintRole);
    return print === null || template === '' ? [] : [{ ...print, template: new Uint8Array(Buffer.from(template, 'base64')) }];
  });
}
