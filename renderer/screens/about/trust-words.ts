/** Why certificates of a trust list were not taken, in words. Pure. */
import type { TrustReport } from '../../../sync/core/chip-facts.js';
import type { TextOf } from '../../text/language.js';

/** Reasons that are not known here, and those that were not told, come last. */
export function refusedReasons({ refused, refusedBy }: TrustReport, t: TextOf): string {
  const other = t('chip.trust.reason.other');
  const told = Object.entries(refusedBy).map(([reason, count]) => ({ count, reason: t([`chip.trust.reason.${reason}`, 'chip.trust.reason.other']) }));
  const named = told.filter((one) => one.reason !== other);
  const rest = refused - named.reduce((sum, one) => sum + one.count, 0);
  return [...named, ...(rest > 0 ? [{ count: rest, reason: other }] : [])].map((one) => t('chip.trust.refusedReason', one)).join(', ');
}
