/** Where the fingers of a draft stand, flat and rolled, and which step comes next. Pure. */
import type { Draft } from './dossier.js';
import type { FingerStep, FingerWarning, Impression } from './finger-capture.js';
import { fingersOfStep, fingerSteps, impressionOf, printRole } from './finger-steps.js';
import type { Finger, FingerException } from './fingers.js';
import { lowQuality, type Placed } from './prints.js';

/** So many tries of a finger are allowed; then it goes on with the best of them. By hand there is no limit. */
export const mostTries = 3;

/** `on-card`: it is to be read from the card with inked prints. `not-possible`: the scanner at hand cannot take it. */
export type PrintState = 'missing' | 'weak' | 'good' | 'excepted' | 'on-card' | 'not-possible';

export function placed(draft: Draft, finger: Finger, impression: Impression): Placed | undefined {
  return draft.parts[printRole(finger, impression)];
}

/** The officer's word that this print cannot be taken. */
export function exceptionOf(draft: Draft, finger: Finger, impression: Impression): FingerException | undefined {
  return draft.exceptions.find((one) => one.finger === finger && (one.only === undefined || one.only === impression));
}

export function printState(draft: Draft, finger: Finger, impression: Impression): PrintState {
  if (exceptionOf(draft, finger, impression) !== undefined) return 'excepted';
  const print = placed(draft, finger, impression);
  if (print !== undefined) return isWeak(draft, print) ? 'weak' : 'good';
  if (draft.parts['ink-card'] !== undefined) return 'on-card';
  return impression === 'rolled' && draft.rolling?.possible === false ? 'not-possible' : 'missing';
}

function isWeak(draft: Draft, print: Placed): boolean {
  return (print.origin.quality ?? 100) < lowQuality || warningsOf(draft, print).length > 0 || print.origin.print?.guessed === true;
}

/**
 * What still seems wrong with a print. A warning names another finger of the dossier: once that one was taken anew, and nothing seemed
 * wrong between the two then, it is over.
 */
export function warningsOf(draft: Draft, { origin }: Placed): readonly FingerWarning[] {
  return (origin.print?.warnings ?? []).filter((warning) => {
    if (warning.dossier !== null) return true;
    const later = [placed(draft, warning.like, 'flat'), placed(draft, warning.like, 'rolled')].filter((one) => one !== undefined && one.origin.at > origin.at);
    return later.length === 0 || later.some((one) => one?.origin.print?.warnings.some((back) => back.like === warning.finger) ?? false);
  });
}

const worst: readonly PrintState[] = ['missing', 'weak', 'not-possible', 'on-card', 'good', 'excepted'];

/** The worst of its fingers; excepted where all of them are. */
export function stepState(draft: Draft, step: FingerStep): PrintState {
  const states = fingersOfStep(step).map((finger) => printState(draft, finger, impressionOf(step)));
  return worst.find((one) => states.includes(one)) ?? 'missing';
}

/** Fingers of a step that the scanner is asked for. */
export function askedFor(draft: Draft, step: FingerStep): readonly Finger[] {
  return fingersOfStep(step).filter((finger) => exceptionOf(draft, finger, impressionOf(step)) === undefined);
}

/** How often a finger was asked for in a step. */
export function triesOf(draft: Draft, step: FingerStep, finger: Finger): number {
  return draft.attempts.filter((one) => one.step === step && one.recut !== true && one.asked.includes(finger)).length;
}

/** Fingers of a step that another try could better, within the tries that are allowed. */
export function worthTrying(draft: Draft, step: FingerStep): readonly Finger[] {
  return askedFor(draft, step).filter((finger) => {
    const state = printState(draft, finger, impressionOf(step));
    return (state === 'missing' || state === 'weak') && triesOf(draft, step, finger) < mostTries;
  });
}

/** Fingers of which nothing was got in all the tries that are allowed: somebody has to say why. */
export function givenUp(draft: Draft, step: FingerStep): readonly Finger[] {
  return askedFor(draft, step).filter((finger) => printState(draft, finger, impressionOf(step)) === 'missing' && triesOf(draft, step, finger) >= mostTries);
}

/** The step to take now, in the law's order: first what another try can better, then what nothing was got of; null when all is done. */
export function nextStep(draft: Draft): FingerStep | null {
  return fingerSteps.find((step) => worthTrying(draft, step).length > 0) ?? fingerSteps.find((step) => givenUp(draft, step).length > 0) ?? null;
}
