/** What a new dossier starts with, and since when its clock runs. */
import type { Draft, FieldName, Fields } from '../../../sync/core/dossier.js';
import type { Person } from '../../../sync/core/person.js';

/** The list's word on a person as fields; null where there is nothing to fill in, or the draft has fields already. */
export function fieldsFromList(draft: Draft): Fields | null {
  if (draft.person === null || Object.keys(draft.fields).length > 0) return null;
  const fields = fieldsOf(draft.person);
  return Object.keys(fields).length === 0 ? null : fields;
}

function fieldsOf(person: Person): Fields {
  const known: readonly (readonly [FieldName, string])[] = [
    ['number', person.number],
    ['fullName', person.name],
    ['birth', person.birth],
    ['sex', person.sex ?? ''],
    ['residence', person.address],
    ['hamlet', person.hamlet],
    ['ward', person.ward],
    ['phone', person.phone],
  ];
  return Object.fromEntries(
    known.filter(([, value]) => value !== '').map(([name, value]) => [name, { value, source: 'worklist' as const }]),
  );
}

/** Minutes within which an enrolment should end. */
export const minutesAimed = 20;
const longestSitting = 2 * 60 * 60_000;

/**
 * When this sitting began: the time in the dossier's id (UUIDv7: its first 48 bits are milliseconds), or, for a dossier taken up
 * again later, when it was opened.
 */
export function sittingSince(draft: Draft, opened: number): number {
  const made = Number.parseInt(draft.id.replaceAll('-', '').slice(0, 12), 16);
  const sameSitting = draft.revision === 1 && made <= opened && opened - made < longestSitting;
  return sameSitting ? made : opened;
}
