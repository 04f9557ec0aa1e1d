/** Checks of what was captured: every finger there or its absence stated, each good enough on its own, and a photo. */
import type { Finding } from './checks.js';
import type { Draft } from './dossier.js';
import { fingers } from './fingers.js';

/** Of 100, as the device gives it; per finger, never as the mean of a slap. */
export const lowQuality = 40;

export function checkFingers(draft: Draft): readonly Finding[] {
  if (draft.kind === 'eid-account') return [];
  return fingers.flatMap((finger): Finding[] => {
    const captured = draft.parts[`finger-${finger}`];
    const exception = draft.exceptions.find((one) => one.finger === finger);
    const quality = captured?.origin.quality ?? null;
    const findings: Finding[] = [];
    if (captured === undefined && exception === undefined) {
      findings.push({ code: 'missing-part', severity: 'block', finger, values: { part: `finger-${finger}` } });
    }
    if (quality !== null && quality < lowQuality) findings.push({ code: 'finger-quality', severity: 'warn', finger, values: { quality } });
    // What the officer stated needs a second word.
    if (exception !== undefined) findings.push({ code: 'finger-excepted', severity: 'warn', finger, values: { reason: exception.reason } });
    return findings;
  });
}

export function checkPhoto(draft: Draft): readonly Finding[] {
  if (draft.kind === 'eid-account' || draft.parts.photo !== undefined) return [];
  return [{ code: 'missing-part', severity: 'block', values: { part: 'photo' } }];
}
