/** The 13 steps of the law: three slaps, then ten rolled prints, right thumb first; and what is taken in each. */
import type { FingerStep, Impression } from './finger-capture.js';
import { fingers, fingersOf, slapOf, slaps, type Finger, type Slap } from './fingers.js';

/** In the law's order; any other order is allowed. */
export const fingerSteps: readonly FingerStep[] = [...slaps, ...fingers];

/** The part of one print: `finger-N` flat, `rolled-N` rolled. */
export type PrintRole = `finger-${Finger}` | `rolled-${Finger}`;

export function isSlap(step: FingerStep): step is Slap {
  return step > 10;
}

export function impressionOf(step: FingerStep): Impression {
  return isSlap(step) ? 'flat' : 'rolled';
}

/** The fingers of a step when none is missing. */
export function fingersOfStep(step: FingerStep): readonly Finger[] {
  return isSlap(step) ? fingersOf(step) : [step];
}

export function stepOf(finger: Finger, impression: Impression): FingerStep {
  return impression === 'flat' ? slapOf(finger) : finger;
}

export function printRole(finger: Finger, impression: Impression): PrintRole {
  return impression === 'flat' ? `finger-${finger}` : `rolled-${finger}`;
}

/** null for parts that are no prints. */
export function printOf(role: string): { readonly finger: Finger; readonly impression: Impression } | null {
  const [, kind, digits] = /^(finger|rolled)-(\d{1,2})$/.exec(role) ?? [];
  const finger = fingers.find((one) => String(one) === digits);
  return finger === undefined ? null : { finger, impression: kind === 'finger' ? 'flat' : 'rolled' };
}
