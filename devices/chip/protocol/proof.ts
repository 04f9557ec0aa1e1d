/** What a protocol that proves the chip hands back: a fact, and the channel to go on with. */
import type { ChipFactReason, ChipFactState, ToldChipFact } from '../../../sync/core/chip-facts.js';
import type { Fault } from '../../../sync/core/result.js';

import { isSessionLost, type Channel, type ChannelFault } from './channel.js';
import { chipFaultOf } from './chip-fault.js';

export interface Proof {
  readonly fact: ToldChipFact;
  /** Null where the session is lost: what comes next needs a new one. */
  readonly channel: Channel | null;
}

type Prover = 'chip-authentication' | 'active-authentication';

export function proofFact(name: Prover, state: ChipFactState, reason?: ChipFactReason, values?: ToldChipFact['values']): ToldChipFact {
  return { name, state, ...(reason === undefined ? {} : { reason }), ...(values === undefined ? {} : { values }) };
}

/** A chip that drops its keys or answers garbage proved nothing; a card or reader that is gone was not asked. */
export function brokenOff(name: Prover, one: Fault<ChannelFault>): Proof {
  const fact = isSessionLost(one) ? proofFact(name, 'failed', 'no-answer', one.values) : proofFact(name, 'not-done', chipFaultOf(one).fault.code);
  return { fact, channel: null };
}
