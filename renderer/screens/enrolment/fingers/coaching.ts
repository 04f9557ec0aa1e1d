/** The one sentence for the person at the scanner: what to do now. Pure. */
import type { Draft } from '../../../../sync/core/dossier.js';
import type { FingerCause, FingerStep, FingerWarning, PreviewFrame } from '../../../../sync/core/finger-capture.js';
import { askedFor, givenUp, mostTries, nextStep, placed, printState, stepState, triesOf, worthTrying, type PrintState } from '../../../../sync/core/finger-progress.js';
import { fingerSteps, fingersOfStep, impressionOf } from '../../../../sync/core/finger-steps.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { notFound, type EnrolmentState } from '../state.js';

/** What the live picture shows now; null without one. */
export type Live = Pick<PreviewFrame, 'seen' | 'cause'> | null;

/** Which sentence, and what it names. */
export type Coaching =
  | { readonly says: 'place' | 'hold' | 'all-excepted' | 'not-possible' | 'on-card' | 'step-done' | 'kept-flat' | 'check-names' | 'place-boxes'; readonly step: FingerStep }
  /** `elsewhere`: the other dossier, where it is one. */
  | { readonly says: FingerWarning['code']; readonly step: FingerStep; readonly fingers: readonly Finger[]; readonly like: Finger; readonly elsewhere: string | null }
  /** Without fingers: of what lies on the glass now. */
  | { readonly says: 'cause'; readonly cause: FingerCause; readonly step: FingerStep; readonly fingers: readonly Finger[] }
  | { readonly says: 'not-found' | 'given-up' | 'weak' | 'best-kept' | 'guessed'; readonly step: FingerStep; readonly fingers: readonly Finger[] }
  | { readonly says: 'done' }
  | { readonly says: 'done-weak'; readonly fingers: readonly Finger[] };

type Seen = Pick<EnrolmentState, 'draft' | 'fingerStep' | 'capturing' | 'outcome'>;

export function coaching(state: Seen, live: Live = null): Coaching {
  const { draft, fingerStep: step } = state;
  const onGlass = live !== null && live.cause !== null && live.seen !== 0 ? ({ says: 'cause', cause: live.cause, step, fingers: [] } as const) : null;
  if (state.capturing) return onGlass ?? { says: 'hold', step };
  const settled = settledBy(stepState(draft, step));
  if (settled !== null) return { says: settled, step };
  const last = state.outcome?.step === step ? state.outcome : null;
  const warned = last?.warnings[0];
  if (warned !== undefined) return { says: warned.code, step, fingers: [warned.finger], like: warned.like, elsewhere: warned.dossier };
  if (last?.slap?.isSure === false) return { says: last.slap.places.length > 0 ? 'check-names' : 'place-boxes', step };
  if (onGlass !== null && worthTrying(draft, step).length > 0) return onGlass;
  if (last !== null && last.found.some((one) => one.impression !== impressionOf(step))) return { says: 'kept-flat', step };
  return ofPrints(draft, step, last === null ? [] : notFound(last));
}

function settledBy(state: PrintState): 'all-excepted' | 'not-possible' | 'on-card' | null {
  if (state === 'excepted') return 'all-excepted';
  return state === 'not-possible' || state === 'on-card' ? state : null;
}

/** What the prints themselves ask for; `lost` were asked for just now and not seen. */
function ofPrints(draft: Draft, step: FingerStep, lost: readonly Finger[]): Coaching {
  const gone = givenUp(draft, step);
  if (gone.length > 0) return { says: 'given-up', step, fingers: gone };
  const absent = lost.filter((finger) => printState(draft, finger, impressionOf(step)) === 'missing');
  if (absent.length > 0) return { says: 'not-found', step, fingers: absent };
  const weak = weakOf(draft, step);
  if (nextStep(draft) === null) {
    const all = [...new Set(fingerSteps.flatMap((one) => weakOf(draft, one)))];
    return all.length === 0 ? { says: 'done' } : { says: 'done-weak', fingers: all };
  }
  if (weak.length > 0 && worthTrying(draft, step).length === 0) return { says: 'best-kept', step, fingers: weak };
  const state = stepState(draft, step);
  if (state === 'missing') return { says: 'place', step };
  if (weak.length === 0) return { says: 'step-done', step };
  const guessed = weak.filter((finger) => placed(draft, finger, impressionOf(step))?.origin.print?.guessed === true);
  if (guessed.length > 0) return { says: 'guessed', step, fingers: guessed };
  const cause = placed(draft, weak[0] ?? 1, impressionOf(step))?.origin.print?.causes[0];
  if (cause === undefined) return { says: 'weak', step, fingers: weak };
  return { says: 'cause', cause, step, fingers: weak.filter((finger) => placed(draft, finger, impressionOf(step))?.origin.print?.causes[0] === cause) };
}

function weakOf(draft: Draft, step: FingerStep): readonly Finger[] {
  return fingersOfStep(step).filter((finger) => printState(draft, finger, impressionOf(step)) === 'weak');
}

/** Weak fingers of the step before, whose tries are used up: it goes on with the best of them, and says so. */
export function leftWeak({ draft, fingerStep, outcome }: Seen): readonly Finger[] {
  if (outcome === null || outcome.step === fingerStep) return [];
  return weakOf(draft, outcome.step).filter((finger) => triesOf(draft, outcome.step, finger) >= mostTries);
}

/** What the primary button does: take a step (again), say why a finger cannot be taken, or go on. */
export type Deed =
  | { readonly deed: 'capture'; readonly step: FingerStep; readonly again: boolean }
  | { readonly deed: 'describe'; readonly step: FingerStep; readonly fingers: readonly Finger[] }
  | { readonly deed: 'go-on' };

/** After each capture the chosen step is the proposed one: any other is the officer's choice, and taken again if need be. */
export function nextDeed(draft: Draft, chosen: FingerStep): Deed {
  const proposed = nextStep(draft);
  if (proposed === null) return { deed: 'go-on' };
  if (worthTrying(draft, proposed).length === 0) return { deed: 'describe', step: proposed, fingers: givenUp(draft, proposed) };
  const step = settledBy(stepState(draft, chosen)) === null ? chosen : proposed;
  return { deed: 'capture', step, again: fingersOfStep(step).some((finger) => triesOf(draft, step, finger) > 0) };
}

/** The one finger that a single-finger scanner takes of a slap now. */
export function fingerInHand(draft: Draft, step: FingerStep, chosen: Finger | null): Finger | null {
  const asked = askedFor(draft, step);
  if (chosen !== null && asked.includes(chosen)) return chosen;
  return worthTrying(draft, step)[0] ?? asked[0] ?? null;
}
