/** The one sentence for the person at the scanner: what to do now. Pure. */
import type { Draft } from '../../../../sync/core/dossier.js';
import { fingers as allFingers, type Finger, type Slap } from '../../../../sync/core/fingers.js';
import { askedFor, attemptsOf, fingerState, nextSlap, slapState } from '../slaps.js';
import { notFound, type EnrolmentState } from '../state.js';

/** Which sentence, and what it names. */
export type Coaching =
  | { readonly says: 'place' | 'hold' | 'all-excepted' | 'slap-done'; readonly slap: Slap }
  | { readonly says: 'not-found' | 'weak'; readonly slap: Slap; readonly fingers: readonly Finger[] }
  | { readonly says: 'done' }
  | { readonly says: 'done-weak'; readonly fingers: readonly Finger[] };

export function coaching(state: Pick<EnrolmentState, 'draft' | 'slap' | 'capturing' | 'outcome'>): Coaching {
  const { draft, slap, outcome } = state;
  if (state.capturing) return { says: 'hold', slap };
  if (askedFor(draft, slap).length === 0) return { says: 'all-excepted', slap };
  const last = outcome?.slap === slap ? outcome : null;
  const lost = last === null ? [] : notFound(last).filter((finger) => fingerState(draft, finger) === 'missing');
  if (lost.length > 0) return { says: 'not-found', slap, fingers: lost };
  if (nextSlap(draft) === null) {
    const weak = allFingers.filter((finger) => fingerState(draft, finger) === 'weak');
    return weak.length === 0 ? { says: 'done' } : { says: 'done-weak', fingers: weak };
  }
  if (slapState(draft, slap) === 'weak') {
    return { says: 'weak', slap, fingers: askedFor(draft, slap).filter((finger) => fingerState(draft, finger) === 'weak') };
  }
  return { says: slapState(draft, slap) === 'good' ? 'slap-done' : 'place', slap };
}

/** What the primary button does: take this slap (again), or go on. */
export function nextDeed(draft: Draft, slap: Slap): { readonly deed: 'capture'; readonly slap: Slap; readonly again: boolean } | { readonly deed: 'go-on' } {
  const proposed = nextSlap(draft);
  if (proposed === null) return { deed: 'go-on' };
  const chosen = slapState(draft, slap) === 'excepted' ? proposed : slap;
  return { deed: 'capture', slap: chosen, again: attemptsOf(draft, chosen) > 0 };
}
