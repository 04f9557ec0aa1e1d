/** Drafts with prints, as the tests of their rules put them together. */
import { check } from '../../../sync/core/checks.js';
import { change, emptyDraft, type Draft } from '../../../sync/core/dossier.js';
import type { PrintRole } from '../../../sync/core/finger-steps.js';
import type { PrintOrigin } from '../../../sync/core/prints.js';

export const today = '2026-11-24';
export const start = emptyDraft('d', 1);
export const device = { make: 'Mẫu', model: 'Quét 500', serial: '1' };
const plain: PrintOrigin = { impression: 'flat', causes: [], deviceQuality: null, forRegistration: true, warnings: [] };
let made = 0;

export interface Taken {
  readonly quality?: number | null;
  readonly at?: number;
  readonly print?: Partial<PrintOrigin>;
}

export function take(draft: Draft, role: PrintRole, { quality = 80, at = 1, print = {} }: Taken = {}): Draft {
  const id = String(made += 1).padStart(64, '0');
  return change(draft, { kind: 'parts', parts: [{ part: { role, id, size: 1, revision: 1 }, origin: { role, device, at, quality, print: { ...plain, ...print } } }] });
}

/** Severity, code, finger and print of what is found about captures. */
export const codes = (draft: Draft): readonly string[] => check(draft, today).filter((one) => one.field === undefined && one.values?.['part'] !== 'photo')
  .map((one) => [one.severity, one.code, one.finger, one.values?.['part'] ?? one.values?.['print']].filter((word) => word !== undefined).join(' '));
