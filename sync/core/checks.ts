/** What headquarters would send back, found while the person is still there. Headquarters runs the same rules over what it received. */
import { checkDates } from './check-dates.js';
import { checkFingers, checkPhoto } from './check-biometrics.js';
import { checkFields } from './check-fields.js';
import { checkSources } from './check-sources.js';
import type { Draft, FieldName } from './dossier.js';
import type { Finger } from './fingers.js';

/** Those that headquarters uses for its returns keep its word. */
export const checkCodes = [
  'missing-field', 'missing-part', 'illegal-character', 'number-malformed', 'phone-malformed', 'email-malformed', 'sex-unknown',
  'date-impossible', 'date-in-future', 'under-age', 'card-dates',
  'name-mismatch', 'dob-mismatch', 'sex-mismatch', 'number-mismatch',
  'finger-quality', 'finger-excepted', 'finger-duplicate', 'finger-swapped', 'wrong-hand', 'finger-guessed', 'rolled-not-possible', 'ink-card', 'scanner-unfit',
] as const;
export type CheckCode = (typeof checkCodes)[number];

export interface Finding {
  readonly code: CheckCode;
  /** 'block' cannot be sealed; 'warn' can, once it is accepted with a note. */
  readonly severity: 'block' | 'warn';
  readonly field?: FieldName;
  readonly finger?: Finger;
  /** What the sentence names: `with` ('number' or 'worklist'), `here`, `there`, `characters`, `quality`, `reason`, `part`, `age`, `like`, `print` ('rolled'), `device`; `at`, by which one capture's is told from another's. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** All findings, blocking ones first, in the order of the form. `today` is `yyyy-mm-dd`, local. */
export function check(draft: Draft, today: string): readonly Finding[] {
  const findings = [
    ...checkFields(draft), ...checkDates(draft, today), ...checkSources(draft), ...checkFingers(draft), ...checkPhoto(draft),
  ];
  return [...findings.filter((one) => one.severity === 'block'), ...findings.filter((one) => one.severity === 'warn')];
}

/** What keeps the draft from being sealed: blocks, and warnings that nobody has accepted with a note. */
export function blocking(findings: readonly Finding[], draft: Draft): readonly Finding[] {
  return findings.filter((one) => one.severity === 'block' || !isAccepted(one, draft));
}

export function isAccepted(finding: Finding, draft: Draft): boolean {
  return finding.severity === 'warn' && (draft.accepted[findingKey(finding)] ?? '').trim() !== '';
}

/**
 * The key under which a draft keeps the acceptance. The values are part of it, as a short hash: what was accepted of one name or one
 * quality does not count for another.
 */
export function findingKey(finding: Finding): string {
  const place = finding.field ?? (finding.finger === undefined ? 'dossier' : `finger-${finding.finger}`);
  const values = Object.entries(finding.values ?? {}).map(([name, value]) => `${name}=${value}`).join('\n');
  return `${finding.code}:${place}:${shortHash(values)}`;
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
