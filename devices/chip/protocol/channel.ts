/** A channel carries one command and its answer: in the clear, or through secure messaging. */
import { fault, ok, type Fault, type Result } from '../../../sync/core/result.js';
import type { ChipTransport, TransportFault } from '../transport.js';

import { decodeAnswer, encodeCommand, type Answer, type Command } from './apdu.js';

export type ChannelFault =
  | TransportFault
  /** A bare status word where a protected answer was due: the chip has dropped its keys. `values.status` is the word. */
  | 'keys-dropped'
  /** What came is no answer, or its MAC is wrong. */
  | 'answer-malformed';

export type ChannelResult<Value> = Result<Value, ChannelFault>;

export interface Channel {
  exchange(command: Command): Promise<ChannelResult<Answer>>;
}

export function plainChannel(transport: ChipTransport): Channel {
  return {
    async exchange(command) {
      const sent = await transport.transmit(encodeCommand(command));
      if (!sent.ok) return sent;
      const answer = decodeAnswer(sent.value);
      return answer.ok ? ok(answer.value) : fault('answer-malformed');
    },
  };
}

/** Whether another try in a new session may help: the card is there, but this session is of no use any more. */
export function isSessionLost(one: Fault): boolean {
  return one.code === 'keys-dropped' || one.code === 'answer-malformed' || one.code === 'transport-failed' || one.code === 'card-reset';
}
