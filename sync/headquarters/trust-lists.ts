/** Trust lists as reference data: put in and withdrawn by hand, named to the stations in a signed index. */
import { createHash } from 'node:crypto';

import type { PendingQuery, Row, TransactionSql } from 'postgres';

import type { Signed } from '../core/manifest.js';
import { largestTrustList, mostTrustLists, type TrustIndex } from '../core/reference-data.js';
import { fault, ok, type Result } from '../core/result.js';
import { sign } from '../seal/sign.js';
import type { Headquarters } from './model.js';

export interface NewTrustList {
  readonly name: string;
  /** `yyyy-mm-dd`, or ''. */
  readonly date: string;
  readonly bytes: Uint8Array;
}

export interface AddedTrustList {
  readonly id: string;
  readonly name: string;
  /** It was there before. */
  readonly again: boolean;
}

/** One row as it is kept. */
export interface KeptTrustList {
  readonly id: string;
  readonly name: string;
  readonly date: string;
  readonly size: number;
  readonly addedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly changed: number;
}

/** Of the advisory lock that puts the changes in one order. */
const changeLock = 7_201_006;

/** Durable when it answers. The same bytes again are the list that is there, under its first name; a withdrawn one comes back under the new one. */
export async function addTrustList(
  hq: Headquarters, { name, date, bytes }: NewTrustList,
): Promise<Result<AddedTrustList, 'list-empty' | 'list-too-large' | 'list-unknown' | 'too-many-lists'>> {
  if (bytes.length === 0) return fault('list-empty');
  if (bytes.length > largestTrustList) return fault('list-too-large', `${bytes.length} bytes`);
  if (!mayBeTrustList(bytes)) return fault('list-unknown');
  const id = createHash('sha256').update(bytes).digest('hex');
  await hq.reference.put(bytes);
  const added = await hq.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${changeLock})`;
    const [there] = await sql<{ name: string }[]>`select name from trust_lists where id = ${id} and withdrawn_at is null`;
    if (there !== undefined) return ok({ id, name: there.name, again: true });
    const [held] = await sql<{ count: number }[]>`select count(*)::int as count from trust_lists where withdrawn_at is null`;
    if ((held?.count ?? 0) >= mostTrustLists) return fault('too-many-lists');
    const now = hq.clock();
    await sql`insert into trust_lists ${sql({ id, name, date, size: bytes.length, added_at: new Date(now), withdrawn_at: null, changed: 0 })}
      on conflict (id) do update set name = excluded.name, date = excluded.date, added_at = excluded.added_at, withdrawn_at = null`;
    await sql`update trust_lists set changed = ${nextSequence(sql, now)} where id = ${id}`;
    return ok({ id, name, again: false });
  });
  if (added.ok && !added.value.again) hq.log({ event: 'trust-list-added', list: id });
  return added;
}

/** The stations stop using it when they next ask. False: no such list, or withdrawn before. */
export async function withdrawTrustList(hq: Headquarters, id: string): Promise<boolean> {
  const now = hq.clock();
  const withdrawn = await hq.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${changeLock})`;
    return sql`update trust_lists set withdrawn_at = ${new Date(now)}, changed = ${nextSequence(sql, now)} where id = ${id} and withdrawn_at is null returning id`;
  });
  if (withdrawn.length > 0) hq.log({ event: 'trust-list-withdrawn', list: id });
  return withdrawn.length > 0;
}

/** By the clock where that goes forward: a database that was put back to an older state still gives out sequences that no station has seen. */
function nextSequence(sql: TransactionSql, now: number): PendingQuery<Row[]> {
  return sql`(select greatest(coalesce(max(changed), 0) + 1, ${now}::bigint) from trust_lists)`;
}

/** Withdrawn ones too, in the order in which they came. */
export async function keptTrustLists(hq: Headquarters): Promise<readonly KeptTrustList[]> {
  const rows = await hq.sql<(Omit<KeptTrustList, 'size' | 'changed'> & { size: string; changed: string })[]>`
    select id, name, date, size, added_at as "addedAt", withdrawn_at as "withdrawnAt", changed from trust_lists order by added_at, id`;
  return rows.map((row) => ({ ...row, size: Number(row.size), changed: Number(row.changed) }));
}

export async function trustIndex(hq: Headquarters): Promise<Signed<TrustIndex>> {
  const kept = await keptTrustLists(hq);
  return sign<TrustIndex>('trust-index', {
    version: 1,
    sequence: Math.max(0, ...kept.map((one) => one.changed)),
    lists: kept.filter((one) => one.withdrawnAt === null).map(({ id, name, date, size, addedAt }) => ({ id, name, date, size, addedAt: addedAt.toISOString() })),
  }, hq.keys.receiptKey);
}

/** Null where the index has no such list. */
export async function trustListBytes(hq: Headquarters, id: string, offset: number, size: number): Promise<Uint8Array | null> {
  const [named] = await hq.sql`select id from trust_lists where id = ${id} and withdrawn_at is null`;
  return named === undefined ? null : hq.reference.slice(id, offset, size);
}

/** DER, PEM or LDIF by its first look; the stations judge it. A wrong file should not travel to all of them first. */
function mayBeTrustList(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x30) return true;
  return /-----BEGIN |^(?:version|dn):/m.test(Buffer.from(bytes.subarray(0, 65_536)).toString('latin1'));
}
