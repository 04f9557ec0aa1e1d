/** From whom a trust list came, and why certificates of it were not taken, in words. Pure. */
import type { TrustReport } from '../../../sync/core/chip-facts.js';
import { formatDateTime } from '../../text/format.js';
import type { TextOf } from '../../text/language.js';

export function originOf({ origin, importedAt }: TrustReport, t: TextOf): string {
  const date = formatDateTime(importedAt);
  if (origin.from === 'headquarters') return t('chip.trust.origin.headquarters', { date });
  return origin.by === '' ? t('chip.trust.origin.file', { date }) : t('chip.trust.origin.fileBy', { date, by: origin.by });
}

/** Reasons that are not known here, and those that were not told, come last. */
export function refusedReasons({ refused, refusedBy }: TrustReport, t: TextOf): string {
  const other = t('chip.trust.reason.other');
  const told = Object.entries(refusedBy).map(([reason, count]) => ({ count, reason: t([`chip.trust.reason.${reason}`, 'chip.trust.reason.other']) }));
  const named = told.filter((one) => one.reason !== other);
  const rest = refused - named.reduce((sum, one) => sum + one.count, 0);
  return [...named, ...(rest > 0 ? [{ count: rest, reason: other }] : [])].map((one) => t('chip.trust.refusedReason', one)).join(', ');
}
