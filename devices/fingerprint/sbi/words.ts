/** The words of MOSIP SBI 0.9.5 and 1.0 for fingers and platens. */
import type { FingerStep } from '../../../sync/core/finger-capture.js';
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { fingers, slapOf } from '../../../sync/core/fingers.js';

const names = ['Thumb', 'IndexFinger', 'MiddleFinger', 'RingFinger', 'LittleFinger'] as const;

/** `Right Thumb`, `Left IndexFinger` … */
export function subTypeOf(finger: Finger): string {
  return `${finger <= 5 ? 'Right' : 'Left'} ${names[(finger - 1) % 5] ?? ''}`;
}

export function fingerOfSubType(subType: string): Finger | null {
  return fingers.find((finger) => subTypeOf(finger) === subType) ?? null;
}

/** A slap's own step, or the slap to which a single finger's step belongs. */
export function slapOfStep(step: FingerStep): Slap {
  return step === 13 || step === 14 || step === 15 ? step : slapOf(step);
}

/** deviceSubId of a slap scanner: 1 left slap, 2 right, 3 two thumbs; a single finger is asked of the platen of its slap. */
export function subIdOf(step: FingerStep): '1' | '2' | '3' {
  const slap = slapOfStep(step);
  return slap === 14 ? '1' : slap === 13 ? '2' : '3';
}

export function slapOfSubId(subId: string): Slap | null {
  return subId === '1' ? 14 : subId === '2' ? 13 : subId === '3' ? 15 : null;
}

export const DISCOVER = { verb: 'MOSIPDISC', path: '/device' } as const;
export const INFORM = { verb: 'MOSIPDINFO', path: '/info' } as const;
export const STREAM = { verb: 'STREAM', path: '/stream' } as const;
export const CAPTURE = { verb: 'RCAPTURE', path: '/capture' } as const;
