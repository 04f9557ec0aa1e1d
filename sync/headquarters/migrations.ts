/** Brings the database to this program's shape: each numbered file runs once, in order, in one transaction. */
import { createHash } from 'node:crypto';

import type { Sql } from 'postgres';

import dossiers from './migrations/001-dossiers.sql?raw';
import chipFacts from './migrations/002-chip-facts.sql?raw';
import rolledPrints from './migrations/003-rolled-prints.sql?raw';
import trustLists from './migrations/004-trust-lists.sql?raw';
import capturedBy from './migrations/005-captured-by.sql?raw';
import findings from './migrations/006-findings.sql?raw';

const migrations = [
  { number: 1, name: 'dossiers', text: dossiers }, { number: 2, name: 'chip-facts', text: chipFacts }, { number: 3, name: 'rolled-prints', text: rolledPrints },
  { number: 4, name: 'trust-lists', text: trustLists }, { number: 5, name: 'captured-by', text: capturedBy },
  { number: 6, name: 'findings', text: findings },
] as const;

/** Of an advisory lock: several programs may start on one database at once. */
const migrationLock = 7_201_001;

/** Throws where a file was changed after it ran, or where the database is newer than this program. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${migrationLock})`;
    await transaction`create table if not exists migrations (number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`;
    const applied = await transaction<{ number: number; sha256: string }[]>`select number, sha256 from migrations order by number`;
    const newest = applied.at(-1)?.number ?? 0;
    const last = Math.max(...migrations.map((one) => one.number));
    if (newest > last) throw Error(`the database is at migration ${newest}, this program knows ${last}`);
    for (const one of migrations) {
      const sha256 = createHash('sha256').update(one.text).digest('hex');
      const before = applied.find((row) => row.number === one.number);
      if (before !== undefined && before.sha256 !== sha256) throw Error(`migration ${one.number} was changed after it ran`);
      if (before !== undefined) continue;
      await transaction.unsafe(one.text);
      await transaction`insert into migrations (number, name, sha256) values (${one.number}, ${one.name}, ${sha256})`;
    }
  });
}
