/** Main's parts as far as the calls about fingers use them, and what a scanner gives. */
import type { Context } from '../../electron/context.js';
import { captureHandlers } from '../../electron/handlers/capture.js';
import { change, emptyDraft, type Draft, type DraftChange } from '../../sync/core/dossier.js';
import type { CapturedPrint, Impression, KnownPrints, StepCapture } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import { templatesOf, type Templates } from '../../sync/core/prints.js';
import type { DossierRow } from '../../sync/core/queue.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import type { NewPart } from '../../sync/outbox/model.js';

export const id = '019700a1-0000-7000-8000-00000000abcd';
/** Of a dossier whose key is gone. */
export const destroyed = '019700a1-0000-7000-8000-00000000dead';

export function print(finger: Finger, score: number, impression: Impression = 'flat'): CapturedPrint {
  const quality = { score, area: 1, contrast: 1, coherence: 1, moisture: 0, pressure: 0, minutiae: 30, causes: ['dry'] } as const;
  return { finger, impression, record: new Uint8Array([finger, score]), quality, deviceQuality: 61, thumbnail: new Uint8Array(1), template: new Uint8Array([7, finger, score]) };
}
export const captured = (prints: readonly CapturedPrint[], more: Partial<StepCapture> = {}): Result<StepCapture> => ok({
  step: 13, prints, seen: prints.length, slap: null, device: { make: 'Mẫu', model: 'M', serial: '1' }, forRegistration: true, hash: 'a1', ...more,
});

/** The vault keeps its draft by the core's own rules. */
export function stationOf(answers: Record<string, Result<unknown>[]>, start: Draft = emptyDraft(id, 1), more: readonly Partial<DossierRow>[] = []) {
  const known: (readonly KnownPrints[])[] = [];
  let draft = start;
  let starts = 1;
  let templates: Templates = {};
  let made = 0;
  const watchers: ((row: Partial<DossierRow>) => void)[] = [];
  const rows: Partial<DossierRow>[] = [{ id, state: 'draft', updatedAt: 3, mendableUntil: null }, ...more];
  let isSignedIn = true;
  const asked: [name: string, args: readonly unknown[]][] = [];
  const apply = (changes: readonly DraftChange[]): void => {
    draft = changes.reduce(change, draft);
    templates = templatesOf(changes, templates);
  };
  const context = {
    signedIn: () => (isSignedIn ? { session: { officer: 'A', shift: 'morning' } } : null),
    scannerChoice: { choose: async (key: string) => {
      asked.push(['kept', [key]]);
      return ok(null);
    } },
    devices: { starts: () => starts, call: async (name: string, args: readonly unknown[]) => {
      if (name === 'prints.known') {
        known.push(args[0] as readonly KnownPrints[]);
        return answers[name]?.shift() ?? ok(null);
      }
      asked.push([name, args]);
      return answers[name]?.shift();
    } },
    vault: {
      rows: () => rows,
      onRow: (watcher: (row: Partial<DossierRow>) => void) => watchers.push(watcher),
      templates: async (of: string) => (of === id ? ok(templates) : of === destroyed ? fault('key-destroyed') : ok({ 'finger-7': 'AQID' })),
      draft: async () => ok(draft),
      change: async (_id: string, changes: readonly DraftChange[]) => {
        apply(changes);
        return ok({ at: 9 });
      },
      addParts: async (_id: string, parts: readonly NewPart[], also: readonly DraftChange[] = []) => {
        apply([{ kind: 'parts', parts: parts.map(({ role, origin, bytes }) => ({ part: { role, id: String(made += 1).padStart(64, '0'), size: bytes.length, revision: 1 }, origin })) }, ...also]);
        return ok({ draft, saved: { at: 9 } });
      },
    },
  } as unknown as Context;
  /** A sealed dossier's key ends. */
  const endKey = (of: string): void => {
    const row = { ...rows.find((one) => one.id === of), mendableUntil: null };
    rows[rows.findIndex((one) => one.id === of)] = row;
    for (const watcher of watchers) watcher(row);
  };
  const lock = (): void => void (isSignedIn = false);
  return { endKey, lock, handlers: captureHandlers(context), asked, known, draft: () => draft, templates: () => templates, startAgain: () => (starts += 1) };
}
