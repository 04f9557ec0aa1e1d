/** What a chip proved: separate facts, never one verdict. "Issuer unknown" is not "forged", and what was not tried is not what failed. */

export const chipFactNames = ['access', 'sod-signature', 'chain', 'hash', 'chip-authentication', 'active-authentication', 'cross-check'] as const;
export type ChipFactName = (typeof chipFactNames)[number];

/**
 * `not-possible`: this card, reader or trust list does not allow it, whoever the card belongs to. `not-done`: it could have been tried and was not.
 * Neither is a proof, and neither is a suspicion.
 */
export const chipFactStates = ['ok', 'failed', 'not-possible', 'not-done'] as const;
export type ChipFactState = (typeof chipFactStates)[number];

/**
 * Reasons of access: `pace-failed` (opened by the older protocol), `not-in-dg14` (the signed file does not name the protocol that was taken).
 * Of the proofs: `by-mapping`; failed: `refused`, `no-answer`, `signature-wrong`; not possible: `not-on-card`, `parameters-unknown`, `key-malformed`,
 * `hash-unknown`, `reader-short-only`, `answer-truncated`; not done: the fault that came between, such as `card-removed`.
 */
export interface ChipFact {
  readonly name: ChipFactName;
  readonly state: ChipFactState;
  /** A code of words and hyphens; the screen has a sentence for it. Absent where name and state say all. */
  readonly reason?: string;
  /** What the sentence names (a protocol, a file's role, a status word, a list and its date): never content of the card. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** From whom a trust list came: headquarters vouches for name and date of its own; a file's are as whoever imported it gave them. */
export type TrustOrigin =
  | { readonly from: 'headquarters' }
  /** `by`: the officer who was signed in; '' where that was not written down. */
  | { readonly from: 'file'; readonly by: string };

/** What became of one imported trust list. */
export interface TrustReport {
  /** SHA-256 of the file. */
  readonly id: string;
  readonly name: string;
  /** `yyyy-mm-dd`: as given at the import, else the day on which a master list was signed, or ''. */
  readonly date: string;
  readonly kind: string;
  /** Certificates in the file. */
  readonly certificates: number;
  /** Anchors taken from it: self-signed ones, links and unproven ones. */
  readonly accepted: number;
  /** Proved by an older anchor. */
  readonly links: number;
  /** Links whose older certificate is not there: as good as the list that brought them. */
  readonly unproven: number;
  /** Known from this list or another before it. */
  readonly duplicates: number;
  readonly countries: number;
  readonly refused: number;
  /** How many of the refused have which reason, as far as they are told (the first hundred). */
  readonly refusedBy: Readonly<Record<string, number>>;
  /** Whether a master list's signer chains to an anchor of another list, of this list itself, or to none; '' where nothing is signed. */
  readonly signedBy: 'known' | 'itself' | 'stranger' | '';
  readonly origin: TrustOrigin;
  /** Milliseconds since 1970. */
  readonly importedAt: number;
  /** Why a stored list is not used any more: nothing of it counts then. */
  readonly fault?: string;
}

export type TrustFault =
  | 'list-empty' | 'list-too-large' | 'list-unknown' | 'list-malformed' | 'list-signature'
  | 'trust-timeout' | 'trust-cancelled' | 'trust-failed' | 'disk-full' | 'not-durable' | 'device-process-down';
