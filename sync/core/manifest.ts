/** What is signed and sent: the manifest of a revision, the receipt for it, the manifest of a day's batch. */
import type { Part } from './dossier.js';

/** Names one signed kind, so that a signature for one never passes as another. It is prefixed to the canonical bytes. */
export const signedAs = {
  manifest: 'tan-nha manifest v1\n',
  receipt: 'tan-nha receipt v1\n',
  batch: 'tan-nha batch v1\n',
  receipts: 'tan-nha receipts v1\n',
  request: 'tan-nha request v1\n',
  'trust-index': 'tan-nha trust index v1\n',
} as const;
export type SignedKind = keyof typeof signedAs;

/** A value and the Ed25519 signature (base64url) over `signedAs[kind]` and the value's canonical bytes. */
export interface Signed<Value> {
  readonly value: Value;
  readonly signature: string;
}

/** The manifest of one immutable revision. No personal data in clear. Its SHA-256 (canonical bytes) is the idempotency key. */
export interface Manifest {
  readonly version: 1;
  /** UUIDv7 of the dossier. */
  readonly dossier: string;
  /** 1, 2, … */
  readonly revision: number;
  /** Hash of the manifest of this dossier's previous revision, or null for the first. */
  readonly previous: string | null;
  /** The station's id: SHA-256 (hex) of its raw Ed25519 public key. */
  readonly station: string;
  /** Counts the station's manifests: 1, 2, … without a gap. */
  readonly counter: number;
  /** Hash of the station's manifest counter − 1, or null for the first: a missing or replaced dossier shows. */
  readonly chain: string | null;
  /** ISO 8601 UTC, by the station's clock. */
  readonly sealedAt: string;
  readonly businessDay: string;
  /** age file (base64url) to headquarters' recipients: holds the 32 bytes of this revision's data key. */
  readonly key: string;
  /** Sorted by role. Parts kept from an earlier revision carry that revision and are opened with its key. */
  readonly parts: readonly Part[];
}

/** Headquarters' word that a revision is durable there, verified and opened. */
export interface Receipt {
  readonly version: 1;
  readonly dossier: string;
  readonly revision: number;
  /** SHA-256 of the manifest's canonical bytes, hex. */
  readonly manifest: string;
  readonly station: string;
  /** Headquarters' own sequence. */
  readonly sequence: number;
  /** ISO 8601 UTC, by headquarters' clock. */
  readonly receivedAt: string;
}

/** The manifest of a stick: lists what the folder holds. Objects lie under `parts/<id>`, manifests under `manifests/<hash>.json`. */
export interface BatchManifest {
  readonly version: 1;
  /** UUIDv7 of the batch. */
  readonly batch: string;
  readonly station: string;
  readonly businessDay: string;
  readonly exportedAt: string;
  readonly dossiers: readonly { readonly dossier: string; readonly revision: number; readonly manifest: string }[];
  readonly parts: readonly { readonly id: string; readonly size: number }[];
}

/** What headquarters writes beside a batch after its import: `receipts.json`, a Signed<ReceiptList>. */
export interface ReceiptList {
  readonly version: 1;
  readonly batch: string;
  readonly receipts: readonly Signed<Receipt>[];
}

/** The provisioning file that headquarters writes for one station: the start of all trust. */
export interface Provisioning {
  readonly version: 1;
  readonly url: string;
  readonly stationName: string;
  /** Used once, to register. */
  readonly code: string;
  /** age recipients (`age1pq1…` hybrid, or `age1…` X25519): all of one kind. */
  readonly recipients: readonly string[];
  /** age recipient for the station key's recovery. */
  readonly recovery: string;
  /** Raw Ed25519 public key, base64url: signs receipts. */
  readonly receiptKey: string;
  /** The TLS certificate to pin, PEM. */
  readonly certificate: string;
}
