/** The fake station's scanners: 13 steps by the core's own rules, with what they are told to give. `?scanner=single`, `two`, `roll` (default), `flat`, `boxes`, `faint` (one not seen), `unsure`, `waiting` (nobody lays a finger on it), `hot`; `?mood=dry` … */
import type { Calls, StepResult } from '../../electron/contract/calls.js';
import type { Draft, DraftChange, PartOrigin } from '../../sync/core/dossier.js';
import { fingerCauses, longestCapture, type FingerCause, type FingerPlace, type FingerQuality, type FingerStep, type FingerWarning, type PreviewFrame, type ScannerOffer } from '../../sync/core/finger-capture.js';
import { askedFor } from '../../sync/core/finger-progress.js';
import { fingersOfStep, impressionOf, printRole } from '../../sync/core/finger-steps.js';
import { slapOf, type Finger } from '../../sync/core/fingers.js';
import { fault, ok } from '../../sync/core/result.js';

export const scannerMoods = ['roll', 'flat', 'single', 'two', 'boxes', 'faint', 'unsure', 'waiting', 'hot', 'nothing', 'swapped'] as const;
export type ScannerMood = (typeof scannerMoods)[number];

export interface FakeFingers {
  readonly mood: ScannerMood;
  /** Of the live picture, and of weak prints. */
  readonly cause: FingerCause | null;
  readonly picture: (word: string) => Promise<Uint8Array>;
  readonly clock: () => number;
  readonly draft: (id: string) => Draft | undefined;
  readonly apply: (id: string, changes: readonly DraftChange[]) => Draft | null;
  readonly emit: (frame: PreviewFrame) => void;
}

export const causeOf = (word: string | null): FingerCause | null => fingerCauses.find((one) => one === word) ?? null;

export function offersOf(mood: ScannerMood): readonly ScannerOffer[] {
  const slaps: ScannerOffer = {
    key: 'sbi:1', kind: 'sbi', identity: { make: 'Mẫu', model: 'Quét bốn ngón 500', serial: 'TN-0042' }, trust: 'unsigned', takes: 'slaps', rolled: mood !== 'flat', forRegistration: true,
  };
  const single: ScannerOffer = { key: 'usb:1', kind: 'uareu', identity: { make: 'DigitalPersona', model: 'U.are.U 4500', serial: 'B7' }, trust: 'unsigned', takes: 'single', rolled: false, forRegistration: false, unfit: 'small-glass' };
  return mood === 'single' ? [single] : mood === 'two' ? [slaps, single] : [slaps];
}

type Answers = { readonly [Name in 'scanner.preview' | 'scanner.step' | 'scanner.recut' | 'scanner.choose' | 'scanner.reconnect' | 'scanner.offers']: (...args: Calls[Name]['args']) => Promise<Calls[Name]['result']> };

export function fakeFingers(fake: FakeFingers): Answers {
  let made = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function take(id: string, step: FingerStep, only?: Finger, cut?: readonly FingerPlace[]): Promise<Calls['scanner.step']['result']> {
    const draft = fake.draft(id);
    if (draft === undefined) return fault('unknown-dossier');
    if (fake.mood === 'hot') return fault('scanner-timeout', 'no answer in 40 s', { fingers: 0 });
    if (fake.mood === 'waiting') {
      await new Promise((later) => setTimeout(later, longestCapture.sbi));
      return fault('scanner-timeout', 'no finger', { fingers: 0 });
    }
    const wanted = askedFor(draft, step).filter((finger) => only === undefined || finger === only);
    const seen = fake.mood === 'nothing' ? wanted.slice(0, -1) : fake.mood === 'faint' && step < 15 ? wanted.filter((_, index) => index !== 2) : fake.mood === 'unsure' ? wanted.slice(0, 2) : wanted;
    const given = cut?.map((place) => place.finger) ?? seen;
    const at = fake.clock();
    const found: StepResult['found'][number][] = [];
    for (const finger of given) {
      const impression = impressionOf(step);
      const role = printRole(finger, impression);
      const warnings: FingerWarning[] = fake.mood === 'swapped' && finger === 3 ? [{ code: 'wrong-hand', finger, like: 8, dossier: null, score: 0.8 }] : [];
      const quality = qualityOf(finger, draft.attempts.length, fake.cause);
      const origin: PartOrigin = {
        role, device: { make: 'Mẫu', model: 'SBI', serial: '0042' }, at, quality: quality.score,
        print: { impression, causes: quality.causes, deviceQuality: quality.score + 4, forRegistration: true, warnings, ...(fake.mood === 'unsure' && cut === undefined ? { guessed: true } as const : {}) },
      };
      const part = { role, id: `${role}-${made += 1}`.padEnd(64, '0'), size: 40_000, revision: 1 };
      const after = fake.apply(id, [{ kind: 'parts', parts: [{ part, origin }] }]);
      found.push({ finger, impression, quality, deviceQuality: quality.score + 4, thumbnail: await fake.picture(`${finger}`), part: part.id, kept: after?.parts[role]?.part.id === part.id });
    }
    const after = fake.apply(id, [{ kind: 'attempt', attempt: { step, at, asked: wanted, seen: found.length, found: found.length, hash: 'f'.repeat(64), ...(cut === undefined ? {} : { recut: true }) } }]);
    if (after === null) return fault('unknown-dossier');
    const warnings = found.some((one) => one.finger === 3) && fake.mood === 'swapped' ? [{ code: 'wrong-hand', finger: 3, like: 8, dossier: null, score: 0.8 } as const] : [];
    const proposed = wanted.map((finger, index) => ({ finger, x: 120 + index * 350, y: 500 - (index % 3) * 150, width: 280, height: 400, angle: index * 6 - 8 }));
    const places = cut ?? proposed.filter((place) => given.includes(place.finger));
    const slap = ['boxes', 'faint', 'unsure'].includes(fake.mood) ? { png: await fake.picture('slap'), width: 1600, height: 1500, places, proposed, isSure: cut !== undefined || fake.mood !== 'unsure' } : null;
    return ok({ step, asked: wanted, seen: found.length, found, warnings, slap, draft: after, saved: { at } });
  }

  return {
    async 'scanner.preview'(on, step) {
      clearInterval(timer);
      if (fake.mood === 'hot') return fault('scanner-overheated');
      if (!on) return ok(null);
      const jpeg = await fake.picture('slap');
      const seen = fingersOfStep(step ?? 13).length - 1;
      timer = setInterval(() => fake.emit({ jpeg, seen, cause: fake.cause, ready: false }), 200);
      return ok(null);
    },
    'scanner.step': (id, step, only) => take(id, step, only),
    'scanner.recut': (id, places) => take(id, slapOf(places[0]?.finger ?? 2), undefined, places),
    'scanner.offers': async () => ok(offersOf(fake.mood)),
    'scanner.choose': async () => ok(null),
    'scanner.reconnect': async () => ok(null),
  };
}

/** The little fingers of the fake hand are worn; each try is a little better. */
function qualityOf(finger: Finger, attempts: number, cause: FingerCause | null): FingerQuality {
  const weak = finger === 5 || (cause !== null && finger % 2 === 0);
  const score = weak ? Math.min(37, 21 + attempts * 4) : Math.min(92, 60 + finger * 3);
  return { score, area: 0.9, contrast: 0.5, coherence: 0.7, moisture: 0, pressure: 0, minutiae: 30, causes: weak ? [cause ?? 'worn'] : [] };
}
