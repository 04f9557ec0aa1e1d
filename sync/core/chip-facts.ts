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
