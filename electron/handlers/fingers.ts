/** The 13 steps: a scanner is asked, every print of what it gives is saved, and only then shown as done. */
import type { Draft, DraftChange } from '../../sync/core/dossier.js';
import type { CapturedPrint, StepCapture } from '../../sync/core/finger-capture.js';
import { askedFor } from '../../sync/core/finger-progress.js';
import { fingersOfStep, printRole } from '../../sync/core/finger-steps.js';
import type { Finger } from '../../sync/core/fingers.js';
import { bestOf, type FingerAttempt, type Templates } from '../../sync/core/prints.js';
import { fault, ok } from '../../sync/core/result.js';
import type { NewPart } from '../../sync/outbox/model.js';
import { draftInHand, saveParts, type Context } from '../context.js';
import type { Calls, StepResult } from '../contract/calls.js';
import { knownPrints } from '../known-prints.js';
import type { Handlers } from '../router.js';

export type FingerNames =
  | 'scanner.preview' | 'scanner.step' | 'scanner.recut' | 'scanner.offers' | 'scanner.choose' | 'scanner.reconnect' | 'scanner.cancel';

/** The capture whose picture the device process still has. */
interface LastPicture {
  readonly id: string;
  readonly asked: readonly Finger[];
  /** Of all prints that were cut from it. */
  readonly parts: readonly string[];
  /** Under which names prints of it were cut so far. */
  readonly named: readonly Finger[];
}

export function fingerHandlers(context: Context): Pick<Handlers, FingerNames> {
  const { vault, devices, scannerChoice } = context;
  const tellKnown = knownPrints(context);
  let scanning = new AbortController();
  let last: LastPicture | null = null;

  async function save(id: string, asked: readonly Finger[], captured: StepCapture, more: Partial<FingerAttempt>, named: readonly Finger[] = []): Promise<Calls['scanner.step']['result']> {
    const { step, prints, seen, hash, slap, warnings = [] } = captured;
    const at = Date.now();
    const attempt: FingerAttempt = { step, at, asked, seen, found: prints.length, hash, ...more };
    const saved = await saveParts(context, id, prints.map((one) => partOf(one, captured, at)), [{ kind: 'attempt', attempt }, { kind: 'templates', templates: templatesOf(prints, named) }]);
    if (!saved.ok) return saved;
    const { draft } = saved.value;
    return ok({ step, asked, seen, found: prints.flatMap((one) => foundOf(one, draft, at)), warnings, slap, draft, saved: saved.value.saved });
  }

  return {
    'scanner.preview'(...args) {
      // While the hand is being laid on; the capture waits for what is left of it.
      if (args[0]) void tellKnown();
      return devices.call('scanner.preview', args);
    },
    async 'scanner.step'(id, step, only) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      const wanted = askedFor(draft.value, step);
      const asked = only === undefined ? wanted : wanted.filter((finger) => finger === only);
      const missing = fingersOfStep(step).filter((finger) => !wanted.includes(finger));
      scanning = new AbortController();
      const { signal } = scanning;
      last = null;
      await tellKnown();
      if (signal.aborted) return fault('scanner-cancelled');
      const previousHash = draft.value.attempts.at(-1)?.hash ?? '';
      const captured = await devices.call('scanner.step', [{ step, asked, missing, transaction: id, previousHash }], signal);
      if (!captured.ok) return captured;
      const result = await save(id, asked, captured.value, {});
      if (result.ok && captured.value.slap !== null) last = { id, asked, ...namesOf(result.value) };
      return result;
    },
    async 'scanner.recut'(id, places) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      const cut = last;
      if (cut?.id !== id) return fault('scanner-refused', 'no picture of this dossier');
      const captured = await devices.call('scanner.recut', [places]);
      if (!captured.ok) return captured;
      const result = await save(id, cut.asked, captured.value, { recut: true }, cut.named);
      if (!result.ok) return result;
      last = { ...cut, ...namesOf(result.value, cut.named), parts: [...cut.parts, ...result.value.found.map((one) => one.part)] };
      // The officer's boxes go before those of the same picture that they correct, whatever the indicator says of the two.
      const chosen = result.value.found.flatMap((one): DraftChange[] => {
        const role = printRole(one.finger, one.impression);
        return !one.kept && cut.parts.includes(draft.value.parts[role]?.part.id ?? '') ? [{ kind: 'print-chosen', role, part: one.part }] : [];
      });
      const changes = [...chosen, ...takenBack(cut, result.value, draft.value)];
      if (changes.length === 0) return result;
      const saved = await vault.change(id, changes);
      if (!saved.ok) return saved;
      const after = await vault.draft(id);
      return after.ok ? ok(withDraft(result.value, after.value, saved.value)) : fault('not-durable', after.fault.code);
    },
    'scanner.offers': () => devices.call('scanner.offers', []),
    async 'scanner.choose'(key) {
      const chosen = await devices.call('scanner.choose', [key]);
      return chosen.ok ? scannerChoice.choose(key) : chosen;
    },
    'scanner.reconnect': () => devices.call('scanner.reconnect', []),
    'scanner.cancel'() {
      scanning.abort();
      return null;
    },
  };
}

/** By how the print came about: a flat one is never called rolled. */
function partOf({ finger, impression, record, quality, deviceQuality }: CapturedPrint, { device, forRegistration, slap, warnings = [] }: StepCapture, at: number): NewPart {
  const role = printRole(finger, impression);
  const own = warnings.filter((one) => one.finger === finger);
  const guessed = slap?.isSure === false ? { guessed: true } as const : {};
  return { role, bytes: record, origin: { role, device, at, quality: quality.score, print: { impression, causes: quality.causes, deviceQuality, forRegistration, warnings: own, ...guessed } } };
}

/** Of what could not be measured, and of a name that was taken back from a slap's picture, none: an older one would be another finger's. */
function templatesOf(prints: readonly CapturedPrint[], named: readonly Finger[]): Templates {
  return Object.fromEntries([
    ...named.map((finger) => [printRole(finger, 'flat'), ''] as const),
    ...prints.map(({ finger, impression, template }) => [printRole(finger, impression), Buffer.from(template).toString('base64')] as const),
  ]);
}

function namesOf({ found }: StepResult, before: readonly Finger[] = []): Pick<LastPicture, 'parts' | 'named'> {
  return { parts: found.map((one) => one.part), named: [...new Set([...before, ...found.map((one) => one.finger)])] };
}

function foundOf({ record: _record, template: _template, ...print }: CapturedPrint, draft: Draft, at: number): StepResult['found'] {
  const role = printRole(print.finger, print.impression);
  const part = draft.tries[role]?.findLast((one) => one.origin.at === at)?.part.id;
  return part === undefined ? [] : [{ ...print, part, kept: draft.parts[role]?.part.id === part }];
}

/** A print whose box now has another name, or none, is not that finger's: the best of its other tries stands there again. */
function takenBack({ asked, parts }: LastPicture, { found }: StepResult, before: Draft): readonly DraftChange[] {
  const again = new Set(found.map((one) => one.finger));
  return asked.filter((finger) => !again.has(finger)).flatMap((finger): DraftChange[] => {
    const role = printRole(finger, 'flat');
    if (!parts.includes(before.parts[role]?.part.id ?? '')) return [];
    const others = (before.tries[role] ?? []).filter((one) => !parts.includes(one.part.id));
    return [{ kind: 'print-chosen', role, part: bestOf(others)?.part.id ?? null }];
  });
}

function withDraft(result: StepResult, draft: Draft, saved: StepResult['saved']): StepResult {
  const found = result.found.map((one) => ({ ...one, kept: draft.parts[printRole(one.finger, one.impression)]?.part.id === one.part }));
  return { ...result, found, draft, saved };
}
