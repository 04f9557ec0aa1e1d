/** What the transfer engine needs of a client, and what it tells of itself. */
import type { TransferFault } from '../core/faults.js';
import type { Manifest, Receipt, Signed } from '../core/manifest.js';
import type { TrustIndex } from '../core/reference-data.js';
import type { Result } from '../core/result.js';
import type { PartOffset, Registration, RegistrationRequest } from '../core/wire.js';

/** Headquarters was not reached, or not to the end: nobody need do anything about it. */
export const ofTheLink: readonly TransferFault[] = ['offline', 'timed-out', 'cut'];

/** Complete: headquarters' word, still to be verified. Incomplete: what it lacks, and from where on. */
export type PutAnswer =
  | { readonly kind: 'complete'; readonly receipt: Signed<Receipt> }
  | { readonly kind: 'incomplete'; readonly missing: readonly PartOffset[] };

/**
 * One connection to headquarters, made when first needed and again after a cut. Every call ends by its own deadline.
 * A fault's `values.retryAfter` is in milliseconds, where headquarters asked for patience.
 */
export interface HeadquartersClient {
  readonly register: (request: RegistrationRequest, signal: AbortSignal) => Promise<Result<Registration, TransferFault>>;
  readonly putManifest: (manifest: Signed<Manifest>, signal: AbortSignal) => Promise<Result<PutAnswer, TransferFault>>;
  /** The bytes from the offset on, at most 1 MiB; `size` is the whole part's. Answers the offset that is durable at headquarters, also where another one was expected. */
  readonly patchPart: (
    id: string, offset: number, size: number, bytes: Uint8Array, signal: AbortSignal, onBytes?: (count: number) => void,
  ) => Promise<Result<{ readonly offset: number }, TransferFault>>;
  /** −1: complete. */
  readonly offsets: (ids: readonly string[], signal: AbortSignal) => Promise<Result<Readonly<Record<string, number>>, TransferFault>>;
  /** Headquarters' trust lists, parsed and not verified; null: `known` is the newest sequence. */
  readonly trustIndex: (known: number | null, signal: AbortSignal) => Promise<Result<Signed<TrustIndex> | null, TransferFault>>;
  /** Bytes of a list from the offset on, at most `size` and 1 MiB. */
  readonly trustList: (id: string, offset: number, size: number, signal: AbortSignal) => Promise<Result<Uint8Array, TransferFault>>;
  readonly close: () => void;
}
