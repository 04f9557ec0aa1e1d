/** The state of each step, from the draft and its findings; and where to go on after an interruption. Pure. */
import { blocking, check, isAccepted, type Finding } from '../../../sync/core/checks.js';
import type { Draft } from '../../../sync/core/dossier.js';
import { stepState as fingerStepState } from '../../../sync/core/finger-progress.js';
import { fingerSteps } from '../../../sync/core/finger-steps.js';
import type { State } from '../../parts/StateMark.js';

import { stepNames, type StepName } from './state.js';

/** The steps of this kind of dossier: an account alone needs neither prints nor picture. */
export function stepsOf(draft: Draft): readonly StepName[] {
  return draft.kind === 'eid-account' ? ['person', 'checks', 'readback'] : stepNames;
}

/** The step where a finding is mended. */
export function placeOf(finding: Finding): 'person' | 'fingers' | 'photo' {
  if (finding.field !== undefined) return 'person';
  return finding.values?.['part'] === 'photo' ? 'photo' : 'fingers';
}

const stated: readonly Finding['code'][] = ['finger-excepted', 'rolled-not-possible', 'ink-card'];

export function stepState(step: StepName, draft: Draft, findings: readonly Finding[]): State {
  if (step === 'readback') return draft.confirmation === null ? 'missing' : 'good';
  const own = step === 'checks' ? findings : findings.filter((one) => placeOf(one) === step);
  const blocks = own.filter((one) => one.severity === 'block');
  // What is not there yet is missing; only what is wrong is blocked.
  if (blocks.length > 0) return blocks.every((one) => one.code.startsWith('missing-')) ? 'missing' : 'blocked';
  const open = own.filter((one) => !isAccepted(one, draft));
  if (step === 'fingers') {
    if (fingerSteps.every((one) => fingerStepState(draft, one) === 'excepted')) return 'excepted';
    // What was stated is settled here; its second word belongs to the checks.
    return open.some((one) => !stated.includes(one.code)) ? 'weak' : 'good';
  }
  return open.length > 0 ? 'weak' : 'good';
}

/** The step with the first thing that is missing or wrong. */
export function firstMissing(draft: Draft, today: string): StepName {
  const findings = check(draft, today);
  const capture = stepsOf(draft).find((step) => step !== 'checks' && step !== 'readback' && ['missing', 'blocked'].includes(stepState(step, draft, findings)));
  if (capture !== undefined) return capture;
  if (blocking(findings, draft).length > 0) return 'checks';
  // Who opens a sealed dossier again wants to mend something, before it is read back.
  return draft.revision > 1 ? 'person' : 'readback';
}
