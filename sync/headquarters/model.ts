/** What the parts of headquarters work with. */
import type { Sql } from 'postgres';

import type { HeadquartersKeys } from './keys.js';
import type { Incoming } from './incoming.js';
import type { Objects } from './objects.js';

export type Via = 'network' | 'stick';

export interface Headquarters {
  /** Absolute. */
  readonly data: string;
  readonly sql: Sql;
  readonly keys: HeadquartersKeys;
  /** Sealed parts as received. */
  readonly sealed: Objects;
  /** Opened parts. */
  readonly opened: Objects;
  readonly incoming: Incoming;
  /** Reference data for the stations. */
  readonly reference: Objects;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  readonly log: Log;
}

/** One line of the log: ids, codes, counts and times; never personal data. */
export type Log = (line: Readonly<Record<string, string | number | boolean>>) => void;

export interface Station {
  readonly id: string;
  readonly name: string;
  /** Raw Ed25519. */
  readonly publicKey: Uint8Array;
}
