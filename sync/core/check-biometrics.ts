/** Checks of what was captured: every print there or its absence stated, each good enough on its own and of its own finger, and a photo. */
import type { Finding } from './checks.js';
import type { Draft } from './dossier.js';
import type { Impression } from './finger-capture.js';
import { exceptionOf, placed, printState, warningsOf } from './finger-progress.js';
import { printRole } from './finger-steps.js';
import { fingers, type Finger } from './fingers.js';
import { lowQuality } from './prints.js';

export function checkFingers(draft: Draft): readonly Finding[] {
  if (draft.kind === 'eid-account') return [];
  const prints = fingers.flatMap((finger) => [...checkPrint(draft, finger, 'flat'), ...checkPrint(draft, finger, 'rolled'), ...checkException(draft, finger)]);
  return [...prints, ...checkRolling(draft), ...checkInkCard(draft), ...checkScanner(draft)];
}

function checkPrint(draft: Draft, finger: Finger, impression: Impression): readonly Finding[] {
  const part = printRole(finger, impression);
  if (printState(draft, finger, impression) === 'missing') return [{ code: 'missing-part', severity: 'block', finger, values: { part } }];
  const print = placed(draft, finger, impression);
  if (print === undefined) return [];
  const { quality } = print.origin;
  const which = impression === 'flat' ? {} : { print: 'rolled' };
  const findings: Finding[] = warningsOf(draft, print).map(({ code, like, dossier }) => (
    { code, severity: 'warn', finger, values: { like, ...(dossier === null ? {} : { dossier }), ...which } }
  ));
  if (print.origin.print?.guessed === true) findings.push({ code: 'finger-guessed', severity: 'warn', finger, values: { at: print.origin.at } });
  if (quality !== null && quality < lowQuality) findings.push({ code: 'finger-quality', severity: 'warn', finger, values: { quality, ...which } });
  return findings;
}

/** What the officer stated needs a second word. */
function checkException(draft: Draft, finger: Finger): readonly Finding[] {
  const exception = exceptionOf(draft, finger, 'rolled');
  if (exception === undefined) return [];
  return [{ code: 'finger-excepted', severity: 'warn', finger, values: { reason: exception.reason, ...(exception.only === undefined ? {} : { only: exception.only }) } }];
}

/** Flat prints of a scanner that cannot roll are not called rolled: the dossier says that there are none. */
function checkRolling(draft: Draft): readonly Finding[] {
  if (draft.rolling === null || !fingers.some((finger) => printState(draft, finger, 'rolled') === 'not-possible')) return [];
  return [{ code: 'rolled-not-possible', severity: 'warn', values: { device: nameOf(draft.rolling.device) } }];
}

function checkInkCard(draft: Draft): readonly Finding[] {
  const count = fingers.flatMap((finger) => [printState(draft, finger, 'flat'), printState(draft, finger, 'rolled')]).filter((one) => one === 'on-card').length;
  return count === 0 ? [] : [{ code: 'ink-card', severity: 'warn', values: { prints: count } }];
}

function checkScanner(draft: Draft): readonly Finding[] {
  const unfit = fingers.flatMap((finger) => [placed(draft, finger, 'flat'), placed(draft, finger, 'rolled')]).find((one) => one?.origin.print?.forRegistration === false);
  return unfit === undefined ? [] : [{ code: 'scanner-unfit', severity: 'warn', values: { device: nameOf(unfit.origin.device) } }];
}

function nameOf(device: { readonly make: string; readonly model: string } | null): string {
  return `${device?.make ?? ''} ${device?.model ?? ''}`.trim();
}

export function checkPhoto(draft: Draft): readonly Finding[] {
  if (draft.kind === 'eid-account' || draft.parts.photo !== undefined) return [];
  return [{ code: 'missing-part', severity: 'block', values: { part: 'photo' } }];
}
