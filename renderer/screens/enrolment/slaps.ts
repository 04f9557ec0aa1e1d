/** Where the fingers of a draft stand, and which slap comes next. Pure. */
import { lowQuality } from '../../../sync/core/check-biometrics.js';
import type { Draft } from '../../../sync/core/dossier.js';
import { fingersOf, slaps, type Finger, type Slap } from '../../../sync/core/fingers.js';

/** So many attempts of a slap are offered before the next one is proposed. */
export const attemptsWorthTrying = 3;

export type FingerState = 'missing' | 'weak' | 'good' | 'excepted';

export function fingerState(draft: Draft, finger: Finger): FingerState {
  if (draft.exceptions.some((one) => one.finger === finger)) return 'excepted';
  const part = draft.parts[`finger-${finger}`];
  if (part === undefined) return 'missing';
  return (part.origin.quality ?? 100) < lowQuality ? 'weak' : 'good';
}

export type SlapState = 'missing' | 'weak' | 'good' | 'excepted';

/** The worst of its fingers; excepted where all of them are. */
export function slapState(draft: Draft, slap: Slap): SlapState {
  const states = fingersOf(slap).map((finger) => fingerState(draft, finger));
  if (states.every((one) => one === 'excepted')) return 'excepted';
  return states.includes('missing') ? 'missing' : states.includes('weak') ? 'weak' : 'good';
}

/** The slap to take now, or null when there is nothing more to gain: every finger is there, weak ones tried often enough. */
export function nextSlap(draft: Draft): Slap | null {
  const worthIt = slaps.find((slap) => {
    const state = slapState(draft, slap);
    if (state === 'missing') return true;
    return state === 'weak' && attemptsOf(draft, slap) < attemptsWorthTrying;
  });
  return worthIt ?? null;
}

export function attemptsOf(draft: Draft, slap: Slap): number {
  return draft.attempts.filter((one) => one.slap === slap).length;
}

/** Fingers of a slap that the scanner is asked for. */
export function askedFor(draft: Draft, slap: Slap): readonly Finger[] {
  return fingersOf(slap).filter((finger) => fingerState(draft, finger) !== 'excepted');
}
