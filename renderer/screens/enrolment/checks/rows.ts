/** Findings as the rows of the list: fingers that are not captured yet are one thing to do, not ten. Pure. */
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
  const missing = findings.flatMap((one) => (one.code === 'missing-part' && one.finger !== undefined ? [one.finger] : []));
  return findings
    .filter((one) => one.code !== 'missing-part' || one.finger === undefined || one.finger === missing[0])
    .map((finding) => ({
      finding,
      missing: finding.code === 'missing-part' && finding.finger !== undefined ? missing : [],
      open: !isAccepted(finding, draft),
    }));
}
