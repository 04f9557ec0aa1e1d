/** Headquarters' PostgreSQL: a server of your own by its URL, or the embedded one. */
import postgres, { type Sql } from 'postgres';

import { openCluster } from './cluster.js';
import { migrate } from './migrations.js';

export interface Database {
  readonly sql: Sql;
  /** Settles when the embedded server has gone unasked; never for a server of your own. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly password: string;
  readonly as: 'server' | 'tool';
}

export async function openDatabase({ data, databaseUrl, password, as }: DatabaseOptions): Promise<Database> {
  const cluster = databaseUrl === undefined ? await openCluster({ data, password, as }) : null;
  const sql = postgres(cluster?.url ?? databaseUrl ?? '', {
    max: 10, connect_timeout: 10, onnotice: () => undefined,
    // Sizes and sequences stay far below 2^53.
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    connection: { application_name: 'tan-nha headquarters', statement_timeout: 60_000 },
  });
  const close = async (): Promise<void> => {
    await sql.end({ timeout: 5 });
    await cluster?.release();
  };
  try {
    // The types of the options above change what bigint columns read as, not the queries.
    await migrate(sql as unknown as Sql);
  } catch (error) {
    await close();
    throw error;
  }
  return { sql: sql as unknown as Sql, lost: cluster?.lost ?? new Promise(() => undefined), close };
}
