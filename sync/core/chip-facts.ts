/** What a chip proved: separate facts, never one verdict. "Issuer unknown" is not "forged", and what was not tried is not what failed. */

export const chipFactNames = ['access', 'sod-signature', 'chain', 'hash', 'chip-authentication', 'active-authentication', 'cross-check'] as const;
export type ChipFactName = (typeof chipFactNames)[number];

/**
 * `not-possible`: this card, reader or trust list does not allow it, whoever the card belongs to. `not-done`: it could have been tried and was not.
 * Neither is a proof, and neither is a suspicion.
 */
export const chipFactStates = ['ok', 'failed', 'not-possible', 'not-done'] as const;
export type ChipFactState = (typeof chipFactStates)[number];

/** What came between a proof and its being done. */
const between = [
  'card-removed', 'chip-timeout', 'chip-cancelled', 'pcsc-absent', 'reader-absent', 'chip-key-wrong', 'chip-unsupported', 'chip-garbage',
] as const;
const unreadableSod = ['sod-malformed', 'sod-type-unknown', 'hash-unsupported'] as const;

/** Every reason of this version, where it may stand: the screen and the doctor have words for each. */
export const chipFactReasons = {
  access: {
    ok: [
      // Opened by the older protocol.
      'pace-failed',
      // The signed file does not name the protocol that was taken.
      'not-in-dg14',
    ],
  },
  'sod-signature': {
    failed: ['signature-wrong', 'digest-differs', 'content-type-differs', 'sod-malformed', 'cms-malformed', 'signer-missing', 'key-unreadable'],
    'not-possible': ['sod-type-unknown', 'hash-unsupported', 'algorithm-unsupported', 'certificate-missing'],
    'not-done': ['sod-missing'],
  },
  chain: {
    failed: ['chain-signature-wrong', 'signer-not-valid-then', 'signer-not-for-signing', 'issuer-not-valid-then', 'issuer-other-country'],
    'not-possible': ['issuer-unknown', 'no-anchors', 'algorithm-unsupported', 'signing-time-unknown', 'country-unknown'],
    'not-done': ['sod-missing', ...unreadableSod, 'sod-signature', 'trust-timeout', 'trust-failed'],
  },
  hash: { failed: ['hash-differs', 'not-in-sod'], 'not-possible': ['sod-missing', ...unreadableSod], 'not-done': ['not-read', 'not-given'] },
  'chip-authentication': {
    ok: ['by-mapping'],
    failed: ['refused', 'no-answer', 'withheld', 'card-security-unsigned'],
    'not-possible': ['not-on-card', 'parameters-unknown', 'key-malformed', 'card-security-stranger'],
    'not-done': between,
  },
  'active-authentication': {
    failed: ['refused', 'no-answer', 'signature-wrong', 'withheld'],
    'not-possible': ['not-on-card', 'parameters-unknown', 'hash-unknown', 'reader-short-only', 'answer-truncated'],
    'not-done': between,
  },
  'cross-check': { failed: ['differs'], 'not-possible': ['value-missing', 'no-expiry'], 'not-done': ['dg1-missing', 'dg1-malformed', 'dg13-missing'] },
} as const satisfies Readonly<Record<ChipFactName, Readonly<Partial<Record<ChipFactState, readonly string[]>>>>>;

type ValuesOf<Type> = Type extends unknown ? Type[keyof Type] : never;
type Reasons = ValuesOf<typeof chipFactReasons>;
export type ChipFactReason = Extract<ValuesOf<Reasons>, readonly string[]>[number];

export interface ChipFact {
  readonly name: ChipFactName;
  readonly state: ChipFactState;
  /** One of `chipFactReasons`; what another version wrote may have others. Absent where name and state say all. */
  readonly reason?: string;
  /** What the sentence names (a protocol, a file's role, a status word, a list and its date): never content of the card. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** As this version tells it. */
export interface ToldChipFact extends ChipFact {
  readonly reason?: ChipFactReason;
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
