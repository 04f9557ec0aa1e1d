/** Takes in one signed manifest, by network or by stick: verifies, places it in its chain, and when all parts are there opens and records it. */
import { join } from 'node:path';

import type { Manifest, Receipt, Signed } from '../core/manifest.js';
import { fault, ok } from '../core/result.js';
import type { PartOffset } from '../core/wire.js';
import { hashOf, publicKeyFromRaw, verify } from '../seal/sign.js';
import { placeInChain, type Known } from './chain.js';
import { writeDurably } from './durable.js';
import type { Headquarters, Via } from './model.js';
import { openDossier } from './open.js';
import { record } from './record.js';
import type { Answered } from './refused.js';
import { findStation } from './register.js';

export type Taken =
  | { readonly kind: 'complete'; readonly receipt: Signed<Receipt>; readonly again: boolean }
  | { readonly kind: 'incomplete'; readonly missing: readonly PartOffset[] };

/** Idempotent: the same manifest again answers the same receipt. */
export async function receive(hq: Headquarters, signed: Signed<Manifest>, via: Via): Promise<Answered<Taken>> {
  const manifest = signed.value;
  const station = await findStation(hq, manifest.station);
  if (!station.ok) return station;
  if (!verify('manifest', signed, publicKeyFromRaw(station.value.publicKey))) return fault('signature-refused', 'manifest');
  const hash = hashOf(manifest);
  const before = await receiptOf(hq, hash);
  if (before !== null) return ok({ kind: 'complete', receipt: before, again: true });
  const announced = await announce(hq, signed, hash);
  if (!announced.ok) return refuse(hq, signed, hash, via, announced);
  const missing = await missingParts(hq, manifest);
  if (!missing.ok) return refuse(hq, signed, hash, via, missing);
  if (missing.value.length > 0) return ok({ kind: 'incomplete', missing: missing.value });
  const opened = await openDossier(hq, manifest);
  if (!opened.ok) return refuse(hq, signed, hash, via, opened);
  return ok({ kind: 'complete', ...(await record(hq, manifest, hash, opened.value, via)) });
}

export async function receiptOf(hq: Headquarters, hash: string): Promise<Signed<Receipt> | null> {
  const [row] = await hq.sql<{ signed: Signed<Receipt> }[]>`select signed from receipts where manifest = ${hash}`;
  return row?.signed ?? null;
}

/** Writes the manifest down before its parts have come: headquarters sees what is on its way, and no other can take its place. */
async function announce(hq: Headquarters, signed: Signed<Manifest>, hash: string): Promise<Answered<null>> {
  const manifest = signed.value;
  const now = new Date(hq.clock());
  return hq.sql.begin(async (sql) => {
    // One at a time: the checks and the row that they allow belong together.
    await sql`select pg_advisory_xact_lock(7201004)`;
    const neighbours = await sql<Known[]>`
      select hash, station, dossier, revision, counter, chain from manifests
      where dossier = ${manifest.dossier} or (station = ${manifest.station} and counter between ${manifest.counter - 1} and ${manifest.counter - 1 + 2})`;
    if (neighbours.some((one) => one.hash === hash)) return ok(null);
    const placed = placeInChain(manifest, hash, neighbours);
    if (!placed.ok) return placed;
    await sql`
      insert into manifests (hash, dossier, revision, station, counter, previous, chain, business_day, sealed_at, signed, state, announced_at, gap_noted_at)
      values (${hash}, ${manifest.dossier}, ${manifest.revision}, ${manifest.station}, ${manifest.counter}, ${manifest.previous}, ${manifest.chain},
        ${manifest.businessDay}, ${new Date(manifest.sealedAt)}, ${sql.json(signed as never)}, 'announced', ${now}, ${placed.value.gap ? now : null})`;
    await sql`
      update manifests set gap_closed_at = ${now}
      where station = ${manifest.station} and counter = ${manifest.counter + 1} and gap_noted_at is not null and gap_closed_at is null`;
    return ok(null);
  });
}

async function missingParts(hq: Headquarters, manifest: Manifest): Promise<Answered<PartOffset[]>> {
  const missing: PartOffset[] = [];
  for (const part of manifest.parts) {
    const size = (await hq.sealed.size(part.id)) ?? ((await hq.incoming.finish(part.id, part.size)) ? part.size : null);
    if (size === null) missing.push({ id: part.id, offset: await hq.incoming.held(part.id) });
    else if (size !== part.size) return fault('dossier-refused', `${part.role} has another size`);
  }
  return ok(missing);
}

/** Keeps what was refused: the manifest under aside/, and a row. What was announced stays in its place and may be sent again. */
async function refuse<Refused extends Extract<Answered<never>, { ok: false }>>(hq: Headquarters, signed: Signed<Manifest>, hash: string, via: Via, refused: Refused): Promise<Refused> {
  const { station, dossier, revision } = signed.value;
  const { code, detail = '' } = refused.fault;
  await writeDurably(join(hq.data, 'aside', `${hash}.json`), JSON.stringify(signed));
  const now = new Date(hq.clock());
  await hq.sql.begin(async (sql) => {
    await sql`
      insert into refusals (station, dossier, revision, manifest, code, reason, via, first_at, last_at)
      values (${station}, ${dossier}, ${revision}, ${hash}, ${code}, ${detail}, ${via}, ${now}, ${now})
      on conflict (station, manifest, code, reason) do update set last_at = excluded.last_at, times = refusals.times + 1`;
    await sql`update manifests set state = 'refused' where hash = ${hash} and state = 'announced'`;
  });
  hq.log({ event: 'refused', station, dossier, revision, code, reason: detail, via });
  return refused;
}
