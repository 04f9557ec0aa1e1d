/** Tells a device process that has just started which prints were taken before it: it forgets them with its end, and compares captures with them. */
import type { KnownPrints, RatedPrint } from '../sync/core/finger-capture.js';
import { printOf, type PrintRole } from '../sync/core/finger-steps.js';
import type { Templates } from '../sync/core/prints.js';
import type { Context } from './context.js';

/**
 * Answers what is to be called before a capture, and may be called any time before: it reads the journals when the device process is another
 * one than it told last, and does nothing else. It never fails: a capture is not to wait for what only warns.
 */
export function knownPrints({ vault, devices, signedIn }: Pick<Context, 'vault' | 'devices' | 'signedIn'>): () => Promise<void> {
  /** The start of the device process that was told last. */
  let told: number | null = null;
  let telling = Promise.resolve();

  async function tell(): Promise<void> {
    if (signedIn() === null || devices.starts() === told) return;
    // Drafts, and what was sealed as long as the station's own key of it is there.
    const rows = vault.rows().filter((row) => row.state === 'draft' || row.mendableUntil !== null).sort((a, b) => a.updatedAt - b.updatedAt);
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

  return () => {
    telling = telling.then(tell).catch((mistake: unknown) => console.error('earlier prints could not be read:', String(mistake)));
    return telling;
  };
}

function printsOf(templates: Templates): readonly RatedPrint[] {
  return Object.entries(templates).flatMap(([role, template]) => {
    const print = printOf(role as PrintRole);
    return print === null || template === '' ? [] : [{ ...print, template: new Uint8Array(Buffer.from(template, 'base64')) }];
  });
}
