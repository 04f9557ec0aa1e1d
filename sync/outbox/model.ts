/** The vault as the rest of the station sees it. Before any call answers ok, what it wrote is on the disk, folder included. */
import type { KeyObject } from 'node:crypto';

import type { Draft, DraftChange, Part, PartOrigin, PartRole } from '../core/dossier.js';
import type { MendFault, OpenFault, SaveFault, SealFault } from '../core/faults.js';
import type { Manifest, Receipt, Signed } from '../core/manifest.js';
import type { Templates } from '../core/prints.js';
import type { DossierRow, ListInfo, RowSummary, Saved } from '../core/queue.js';
import type { Result } from '../core/result.js';
import type { Step } from '../core/steps.js';

export interface VaultOptions {
  /** Made when missing; nothing else writes below it. */
  readonly folder: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** Asked before a new dossier is begun. Default: fs.statfs of the folder. */
  readonly freeBytes?: () => Promise<number>;
  /** Default 64 MiB; given up when the disk is full, so that the dossier in hand can be finished. */
  readonly reserveBytes?: number;
}

/** What an unlocked station can do; opened by the officer's secret, held in memory only. */
export interface StationKeys {
  /** 32 bytes. */
  readonly stationKey: Uint8Array;
  /** Ed25519 private key. */
  readonly signingKey: KeyObject;
  /** The station's id: SHA-256 (hex) of its raw Ed25519 public key, from the first start on, registered or not. */
  readonly station: string;
  /** age recipients of headquarters, all of one kind. */
  readonly recipients: readonly string[];
  /** Raw Ed25519 public key of headquarters' receipts. */
  readonly receiptKey: Uint8Array;
}

export interface NewPart {
  readonly role: PartRole;
  readonly bytes: Uint8Array;
  readonly origin: PartOrigin;
}

/** A sealed revision that is still to be sent: all the transfer engine needs, and it needs no station key to read. */
export interface Outgoing {
  readonly row: DossierRow;
  readonly manifest: Signed<Manifest>;
  /** SHA-256 of the manifest's canonical bytes, hex. */
  readonly hash: string;
  readonly parts: readonly { readonly part: Part; readonly file: string }[];
}

export interface Vault {
  /** Readable without keys. One row per dossier: its newest revision. */
  readonly rows: () => readonly DossierRow[];
  readonly lists: () => readonly ListInfo[];
  /** Names of files that could not be read and were set aside at start. */
  readonly quarantined: () => readonly string[];
  /** Called with each row that changes. Answers a function that ends it. */
  readonly onRow: (listener: (row: DossierRow) => void) => () => void;

  readonly unlock: (keys: StationKeys) => void;
  readonly lock: () => void;

  readonly begin: (id: string, begin: Extract<DraftChange, { kind: 'begin' }>) => Promise<Result<Draft, SaveFault>>;
  readonly draft: (id: string) => Promise<Result<Draft, OpenFault>>;
  readonly change: (id: string, changes: readonly DraftChange[]) => Promise<Result<Saved, SaveFault>>;
  /** Writes the part files, then one journal entry that names them all, and `also` with it. */
  readonly addParts: (id: string, parts: readonly NewPart[], also?: readonly DraftChange[]) => Promise<Result<{ readonly draft: Draft; readonly saved: Saved }, SaveFault>>;
  /** The part in its place; with `part`, that one of a draft's tries. */
  readonly openPart: (id: string, role: PartRole, part?: string) => Promise<Result<Uint8Array, OpenFault>>;
  /** Minutiae of the prints, for whoever compares; of a sealed dossier too, while its key is there. */
  readonly templates: (id: string) => Promise<Result<Templates, OpenFault>>;
  readonly summary: (id: string) => Promise<RowSummary | null>;

  /** Makes the immutable revision: form part, signed and chained manifest, then queued. Checks are the caller's; a missing confirmation is refused. */
  readonly seal: (id: string) => Promise<Result<DossierRow, SealFault>>;
  /** A new draft revision of a sealed dossier, while its key is there. */
  readonly mend: (id: string) => Promise<Result<Draft, MendFault>>;
  /** Destroys the station's own wraps of the sealed revisions that the test names and of those before them, with their journals and summaries. Answers of how many dossiers. */
  readonly destroyKeys: (test: (row: DossierRow) => boolean) => Promise<number>;
  /** How many it would destroy. */
  readonly keysLeft: (test: (row: DossierRow) => boolean) => number;

  /** Every sealed revision not yet received, oldest counter first (superseded ones too: the chain has no gap). */
  readonly outgoing: () => readonly Outgoing[];
  /** Every sealed revision of a business day, received or not. */
  readonly sealedOn: (businessDay: string) => readonly Outgoing[];
  /** Writes the transition first, then changes the row. Refuses what the state machine refuses. */
  readonly step: (id: string, revision: number, step: Step, note?: string) => Promise<Result<DossierRow, 'step-not-allowed' | 'unknown-dossier' | 'not-durable'>>;
  /** Verifies the receipt against the manifest and headquarters' key, keeps it, steps to 'received'. */
  readonly receive: (receipt: Signed<Receipt>) => Promise<Result<DossierRow, 'receipt-forged' | 'unknown-dossier' | 'not-durable' | 'locked'>>;

  /** Each chunk is sealed under the station key. The signal calls it off, and nothing is left of it. */
  readonly saveList: (id: string, chunks: readonly Uint8Array[], people: number, signal?: AbortSignal) => Promise<Result<ListInfo, SaveFault>>;
  /** The sealed chunk, as it lies on the disk. */
  readonly listChunk: (list: string, chunk: number) => Promise<Result<Uint8Array, OpenFault>>;
  readonly sealRows: (plain: readonly Uint8Array[]) => Result<readonly Uint8Array[], 'locked'>;
  readonly openRows: (sealed: readonly Uint8Array[]) => Result<readonly Uint8Array[], 'locked' | 'part-unreadable'>;
}
