/** Reference data that headquarters sends down to its stations: the trust lists by which chips are judged. */
import type { ReferenceFault, TransferFault } from './faults.js';
import type { Fault } from './result.js';

/** Bytes of one trust list, for page, main, parser and headquarters alike: the public key directory's whole LDIF has some tens of millions. */
export const largestTrustList = 96 * 2 ** 20;
/** Lists in one index, so that it stays one small answer. */
export const mostTrustLists = 200;
/** Characters of a list's name. */
export const longestListName = 200;
/** Bytes of a list that are asked for at once. */
export const trustListBlock = 2 ** 20;

export interface TrustListEntry {
  /** SHA-256 of the list's bytes, hex. */
  readonly id: string;
  readonly name: string;
  /** `yyyy-mm-dd`, or '' for the day on which the list itself was signed. */
  readonly date: string;
  readonly size: number;
  /** ISO 8601 UTC, by headquarters' clock. */
  readonly addedAt: string;
}

/** All of headquarters' trust lists, signed with its receipt key: it vouches for their bytes, names and dates. What is not named any more was withdrawn. */
export interface TrustIndex {
  readonly version: 1;
  /** Grows with every change, so that an older index is known for what it is; 0 where there never was a list. */
  readonly sequence: number;
  readonly lists: readonly TrustListEntry[];
}

export interface RefusedTrustList {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** What a station knows of headquarters' trust lists since its officer signed in. */
export interface ReferenceState {
  /** When headquarters last confirmed what this station holds, milliseconds since 1970; null: not yet. */
  readonly checkedAt: number | null;
  /** What somebody should look at; a headquarters that cannot be reached is none. */
  readonly fault: Fault<TransferFault | ReferenceFault> | null;
  /** Lists that this station could not use, with the code of the reason. */
  readonly refused: readonly RefusedTrustList[];
}
