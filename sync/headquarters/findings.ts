/** The station's own checks, run once more over what was received: what an officer accepted is kept with the note, what nobody did is seen. Nothing is refused for it: the person has gone home. */
import { check, findingKey, type Finding } from '../core/checks.js';
import { draftOf, type Form, type Part } from '../core/dossier.js';

export interface ReceivedFinding extends Finding {
  /** The officer's words; null where the warning was not accepted, or could not be. */
  readonly note: string | null;
}

/** `day`: the one on which it was sealed, `yyyy-mm-dd`. */
export function findingsOf(form: Form, parts: readonly Part[], day: string): readonly ReceivedFinding[] {
  const draft = draftOf(form, parts);
  return check(draft, day).map((finding) => ({ ...finding, note: finding.severity === 'warn' ? (draft.accepted[findingKey(finding)] ?? null) : null }));
}
