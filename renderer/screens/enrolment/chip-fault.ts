/** A reading's fault as the panel tells it: which of the ways failed, what to look at, how often one may still try. Pure. */
import type { Fault } from '../../../sync/core/result.js';
import type { TextOf } from '../../text/language.js';

import type { ChipKeyPart } from './chip-key.js';

/** The card opens by its MRZ alone. */
export function needsMrz(fault: Fault | null): boolean {
  return fault?.code === 'chip-unsupported' && fault.values?.['needs'] === 'mrz';
}

export function isCanRefused(fault: Fault | null): boolean {
  return fault?.code === 'chip-key-wrong' && fault.values?.['password'] === 'can';
}

export function isMrzRefused(fault: Fault | null): boolean {
  return fault?.code === 'chip-key-wrong' && !isCanRefused(fault);
}

/** The fault with the code of its own sentences. `suspected`: at least one. */
export function shownFault(fault: Fault, suspected: readonly ChipKeyPart[], t: TextOf): Fault {
  if (needsMrz(fault)) return { ...fault, code: 'chip-needs-mrz' };
  if (isMrzRefused(fault)) return { ...fault, code: 'chip-mrz-wrong', values: { ...fault.values, parts: listed(suspected.map((part) => t(`enrolment.chip.part.${part}`)), t) } };
  if (!isCanRefused(fault)) return fault;
  const tries = fault.values?.['tries'];
  if (tries === undefined) return { ...fault, code: 'chip-can-wrong' };
  return { ...fault, code: tries === 0 ? 'chip-can-blocked' : 'chip-can-wrong-left' };
}

function listed(words: readonly string[], t: TextOf): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${t('enrolment.chip.and')} ${last}`;
}
