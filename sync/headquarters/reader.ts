/** Reads back what was received and opened. */
import type { Finding } from '../core/checks.js';
import type { FieldName, FieldSource, Form, PartRole } from '../core/dossier.js';
import type { FingerException } from '../core/fingers.js';
import type { PrintOrigin, Rolling } from '../core/prints.js';
import type { ReceivedFinding } from './findings.js';
import type { Headquarters } from './model.js';

export interface ReceivedDossier {
  readonly kind: string;
  readonly person: string | null;
  readonly officer: string;
  readonly place: string;
  readonly businessDay: string;
  readonly sequence: number;
  readonly fields: readonly { readonly name: FieldName; readonly value: string; readonly source: FieldSource }[];
  /** Hash and size of the opened bytes, and who took it in which shift; of a print also how it came about. */
  readonly parts: readonly {
    readonly role: PartRole; readonly sha256: string; readonly size: number; readonly print: PrintOrigin | null; readonly officer: string | null; readonly shift: string | null;
  }[];
  readonly exceptions: readonly FingerException[];
  /** What the old card's chip proved; null where none was read. */
  readonly chip: NonNullable<Form['chip']> | null;
  readonly attempts: Form['attempts'];
  /** Whether the scanner could roll; null where none was asked. */
  readonly rolling: Rolling | null;
  /** Blocking ones first. */
  readonly findings: readonly ReceivedFinding[];
}

/** Null when that revision has not been received. */
export async function readDossier(hq: Headquarters, dossier: string, revision: number): Promise<ReceivedDossier | null> {
  const [row] = await hq.sql<Omit<ReceivedDossier, 'fields' | 'parts' | 'exceptions' | 'findings'>[]>`
    select d.kind, d.person, d.officer, d.place, d.business_day as "businessDay", d.chip, d.attempts, d.rolling, r.sequence
    from dossiers d join manifests m using (dossier, revision) join receipts r on r.manifest = m.hash
    where d.dossier = ${dossier} and d.revision = ${revision}`;
  if (row === undefined) return null;
  const [fields, parts, exceptions, findings] = await Promise.all([
    hq.sql<ReceivedDossier['fields'][number][]>`select name, value, source from fields where dossier = ${dossier} and revision = ${revision} order by name`,
    hq.sql<ReceivedDossier['parts'][number][]>`select role, sha256, size, print, officer, shift from dossier_parts where dossier = ${dossier} and revision = ${revision} order by role`,
    hq.sql<(FingerException & { readonly rolledOnly: boolean })[]>`
      select finger, reason, permanent, note, officer, rolled_only as "rolledOnly" from finger_exceptions where dossier = ${dossier} and revision = ${revision} order by finger`,
    hq.sql<FoundRow[]>`select code, severity, field, finger, values, note from findings where dossier = ${dossier} and revision = ${revision} order by severity, code`,
  ]);
  const stated = exceptions.map(({ rolledOnly, ...one }): FingerException => (rolledOnly ? { ...one, only: 'rolled' } : one));
  return { ...row, fields: [...fields], parts: [...parts], exceptions: stated, findings: findings.map(findingOf) };
}

type FoundRow = { readonly [Name in 'field' | 'finger' | 'values']: NonNullable<Finding[Name]> | null } & Pick<ReceivedFinding, 'code' | 'severity' | 'note'>;

function findingOf({ field, finger, values, ...row }: FoundRow): ReceivedFinding {
  return { ...row, ...(field === null ? {} : { field }), ...(finger === null ? {} : { finger }), ...(values === null ? {} : { values }) };
}
