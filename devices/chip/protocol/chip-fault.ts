/** What the officer is told of a reading that failed. Details are status words and lengths, never content. */
import type { ChipFault } from '../../../sync/core/faults.js';
import { fault, type Fault } from '../../../sync/core/result.js';

import type { FileFault } from './read-file.js';
import type { SessionFault } from './session.js';

/** What can come between, once a card lies there and its key is well-formed. */
export type BreakFault = Exclude<ChipFault, 'card-absent' | 'chip-key-malformed' | 'device-process-down'>;
export type Failed = { readonly ok: false; readonly fault: Fault<BreakFault> };

export function chipFaultOf(one: Fault<SessionFault | FileFault>): Failed {
  const detail = [one.code, one.detail].filter((part) => part !== undefined).join(': ');
  switch (one.code) {
    case 'card-removed':
    case 'card-reset':
      return fault('card-removed', detail);
    case 'reader-held':
      return fault('reader-absent', 'held by another program');
    case 'service-lost':
      return fault('pcsc-absent', detail);
    case 'chip-timeout':
    case 'chip-cancelled':
    case 'chip-key-wrong':
    case 'chip-unsupported':
      return fault(one.code, one.detail, one.values);
    case 'pace-refused':
    case 'file-too-large':
      return fault('chip-unsupported', detail);
    default:
      return fault('chip-garbage', detail);
  }
}

