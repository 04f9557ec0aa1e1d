/**
 * The wire between station and headquarters, HTTPS with a pinned certificate, JSON but for part bytes.
 *
 *   POST  /v1/stations                                  RegistrationRequest → 201 or 200 Registration; 403 code-unknown; 409 code-used
 *   PUT   /v1/dossiers/{id}/revisions/{revision}        Signed<Manifest>    → 200 Complete | 202 Incomplete; 401, 409, 422
 *   PATCH /v1/parts/{sha256}?offset={n}&size={n}        raw bytes           → 200 PartOffset; 409 PartOffset (wrong offset); 422 hash-mismatch
 *   POST  /v1/offsets                                   OffsetsRequest      → 200 Offsets
 *   GET   /v1/trust-lists?known={sequence}              → 200 Signed<TrustIndex>; 304 when that is the newest
 *   GET   /v1/trust-lists/{sha256}?offset={n}&size={n}  → 200 raw bytes, at most 1 MiB, fewer at the end; 404 unknown-list
 *   GET   /v1/health                                    unsigned            → 200 { now }
 *
 * Every request but the last carries `x-station`, `x-time` (ISO 8601 UTC) and `x-signature`: Ed25519, base64url, over
 * signedAs.request and the canonical bytes of a RequestToSign. A PATCH also carries `x-body`, the body's SHA-256 that was
 * signed: headquarters knows who sends before it takes a byte, and keeps what came before a cut. A registration is signed with the key that it registers,
 * its `x-station` is `new`. A time more than ten minutes off is answered 401 clock-refused with headquarters' `now`.
 * Every refusal has a body of type Refusal.
 */
import type { Receipt, Signed } from './manifest.js';

export interface RequestToSign {
  readonly method: string;
  /** Path with query, as sent. */
  readonly path: string;
  readonly time: string;
  /** SHA-256 of the body's bytes, hex; of no bytes where there is no body. */
  readonly body: string;
}

export interface RegistrationRequest {
  readonly code: string;
  readonly name: string;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
}
/** The same code with the same key again answers the same station; with another key it is 409 code-used. */
/** The station's id is the SHA-256 (hex) of its raw public key. */
export interface Registration {
  readonly station: string;
}

export interface Complete {
  readonly receipt: Signed<Receipt>;
}
export interface Incomplete {
  readonly missing: readonly PartOffset[];
}
/** Bytes that headquarters holds durably; equal to the size when the part is complete. */
export interface PartOffset {
  readonly id: string;
  readonly offset: number;
}
export interface OffsetsRequest {
  readonly parts: readonly string[];
}
/** −1: complete. */
export interface Offsets {
  readonly offsets: Readonly<Record<string, number>>;
}

export type RefusalCode =
  | 'code-unknown' | 'code-used' | 'station-unknown' | 'station-refused' | 'signature-refused' | 'clock-refused'
  | 'conflict' | 'dossier-refused' | 'hash-mismatch' | 'wrong-offset' | 'malformed' | 'headquarters-failed' | 'unknown-list';

export interface Refusal {
  readonly code: RefusalCode;
  readonly reason?: string;
  /** With clock-refused. */
  readonly now?: string;
  /** With wrong-offset. */
  readonly offset?: number;
}
