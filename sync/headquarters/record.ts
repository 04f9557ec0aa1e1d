/** Writes an opened dossier and its receipt in one transaction. Acknowledged is only what has been committed. */
import type { Manifest, Receipt, Signed } from '../core/manifest.js';
import { sign } from '../seal/sign.js';
import { findingsOf } from './findings.js';
import type { Headquarters, Via } from './model.js';
import type { Opened } from './open.js';

/** Of the advisory lock that puts the sequence in the order of commit: a cursor over it never skips a later commit. */
const sequenceLock = 7_201_005;

export async function record(hq: Headquarters, manifest: Manifest, hash: string, { form, parts }: Opened, via: Via): Promise<{ readonly receipt: Signed<Receipt>; readonly again: boolean }> {
  const { dossier, revision, station } = manifest;
  const at = { dossier, revision };
  const now = new Date(hq.clock());
  const origins = new Map(form.origins.map((one) => [one.role, one]));
  const outcome = await hq.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${sequenceLock})`;
    const [before] = await sql<{ signed: Signed<Receipt> }[]>`select signed from receipts where manifest = ${hash}`;
    if (before !== undefined) return { receipt: before.signed, again: true };
    await sql`insert into dossiers ${sql({
      ...at, kind: form.kind, person: form.person, officer: form.session.officer, shift: form.session.shift, place: form.session.place,
      business_day: form.session.businessDay, confirmed_by: form.confirmation.by, confirmed_at: new Date(form.confirmation.at),
      attempts: sql.json(form.attempts as never), accepted: sql.json(form.accepted as never),
      chip: form.chip === undefined ? null : sql.json(form.chip as never),
      rolling: form.rolling === undefined ? null : sql.json(form.rolling as never),
    })}`;
    await sql`insert into parts ${sql(parts.map(({ part }) => ({ id: part.id, size: part.size, received_at: now })))} on conflict do nothing`;
    await sql`insert into dossier_parts ${sql(parts.map(({ part, sha256, size }) => {
      const origin = origins.get(part.role);
      return {
        ...at, role: part.role, part: part.id, sealed_in: part.revision, sha256, size,
        device_make: origin?.device?.make ?? null, device_model: origin?.device?.model ?? null, device_serial: origin?.device?.serial ?? null,
        captured_at: origin === undefined ? null : new Date(origin.at), quality: origin?.quality ?? null,
        print: origin?.print === undefined ? null : sql.json(origin.print as never),
        officer: origin?.by?.officer ?? null, shift: origin?.by?.shift ?? null,
      };
    }))}`;
    const fields = Object.entries(form.fields).map(([name, field]) => ({ ...at, name, value: field.value, source: field.source }));
    if (fields.length > 0) await sql`insert into fields ${sql(fields)}`;
    const exceptions = form.exceptions.map(({ only, ...one }) => ({ ...at, ...one, rolled_only: only === 'rolled' }));
    if (exceptions.length > 0) await sql`insert into finger_exceptions ${sql(exceptions)}`;
    const findings = findingsOf(form, parts.map((one) => one.part), manifest.businessDay).map(({ code, severity, field, finger, values, note }) => ({
      ...at, code, severity, field: field ?? null, finger: finger ?? null, values: values === undefined ? null : sql.json(values), note,
    }));
    if (findings.length > 0) await sql`insert into findings ${sql(findings)}`;
    const [next] = await sql<{ sequence: number }[]>`select coalesce(max(sequence), 0) + 1 as sequence from receipts`;
    const receipt = sign<Receipt>('receipt', {
      version: 1, dossier, revision, manifest: hash, station, sequence: Number(next?.sequence), receivedAt: now.toISOString(),
    }, hq.keys.receiptKey);
    await sql`insert into receipts (sequence, manifest, station, received_at, via, signed)
      values (${receipt.value.sequence}, ${hash}, ${station}, ${now}, ${via}, ${sql.json(receipt as never)})`;
    await sql`update manifests set state = 'received' where hash = ${hash}`;
    return { receipt, again: false };
  });
  if (!outcome.again) hq.log({ event: 'received', station, dossier, revision, sequence: outcome.receipt.value.sequence, via });
  return outcome;
}
