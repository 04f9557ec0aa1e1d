/** Findings as the rows of the list: prints that are not captured yet are one thing to do, flat and rolled, not twenty. Pure. */
import { isAccepted, type Finding } from '../../../../sync/core/checks.js';
import type { Draft } from '../../../../sync/core/dossier.js';
import type { Finger } from '../../../../sync/core/fingers.js';

export interface Row {
  readonly finding: Finding;
  /** All that are missing, on the one row that says so; else empty. */
  readonly missing: readonly Finger[];
  readonly open: boolean;
}

export function rowsOf(findings: readonly Finding[], draft: Draft): readonly Row[] {
  const kinds = { 'finger-': missingOf(findings, 'finger-'), 'rolled-': missingOf(findings, 'rolled-') };
  return findings.flatMap((finding): readonly Row[] => {
    const kind = finding.code !== 'missing-part' || finding.finger === undefined ? null : String(finding.values?.['part']).startsWith('rolled-') ? 'rolled-' : 'finger-';
    const missing = kind === null ? [] : kinds[kind];
    return kind === null || finding.finger === missing[0] ? [{ finding, missing, open: !isAccepted(finding, draft) }] : [];
  });
}

function missingOf(findings: readonly Finding[], kind: string): readonly Finger[] {
  return findings.flatMap((one) => (one.code === 'missing-part' && one.finger !== undefined && String(one.values?.['part']).startsWith(kind) ? [one.finger] : []));
}
