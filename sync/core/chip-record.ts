/** What a card had to say about itself, made fit to keep: a card must not be able to make a dossier that headquarters refuses. */
import type { ChipFact } from './chip-facts.js';
import { plain } from './limits.js';

/** A card has sixteen data groups; the rest are one or a few each. */
export const mostFacts = 100;
export const longestReason = 100;
export const longestValue = 500;
const mostValues = 20;

/** Certificates name their issuers in any characters they like: those that no database keeps are taken out, long ones are cut. */
export function keepableFacts(facts: readonly ChipFact[]): readonly ChipFact[] {
  return facts.slice(0, mostFacts).map(({ name, state, reason, values }) => ({
    name, state,
    ...(reason === undefined ? {} : { reason: plain(reason, longestReason) }),
    ...(values === undefined ? {} : { values: keepableValues(values) }),
  }));
}

function keepableValues(values: NonNullable<ChipFact['values']>): NonNullable<ChipFact['values']> {
  const kept = Object.entries(values).slice(0, mostValues).filter(([, value]) => typeof value === 'string' || Number.isFinite(value));
  const named = kept.map(([key, value]) => [plain(key, longestReason), typeof value === 'string' ? plain(value, longestValue) : value] as const);
  // That name is not taken in where objects are read with care.
  return Object.fromEntries(named.filter(([key]) => key !== '__proto__'));
}
