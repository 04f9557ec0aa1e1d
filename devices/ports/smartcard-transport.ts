/** One card in one reader of the smartcard binding, over a service context of its own: a command that hangs then holds up nothing else. */
import type { CardInterface, ContextInterface } from 'smartcard';

import { fault, ok, type Result } from '../../sync/core/result.js';
import type { ChipTransport, TransportFault } from '../chip/transport.js';

import { meaningOf, messageOf } from './pcsc-codes.js';
import { mostDataOf } from './pcsc-features.js';

export type SmartcardBinding = typeof import('smartcard');

/** Room for the longest answer there is: the binding's own 258 bytes lose a longer one, and with it the session's counter. */
const answerRoom = 65_544;
/** Milliseconds that a close waits for a command that the reader still works at. */
const closeWait = 2000;
/** Held while a command hangs in them: disconnecting, as their collection would, waits for that command with the process standing still. */
const abandoned = new Set<{ readonly card: CardInterface; readonly context: ContextInterface }>();

const failed = (error: unknown): Result<never, TransportFault> => fault(meaningOf(error), messageOf(error));

export async function openSmartcard(binding: SmartcardBinding, name: string): Promise<Result<ChipTransport, TransportFault>> {
  const anyProtocol = binding.SCARD_PROTOCOL_T0 | binding.SCARD_PROTOCOL_T1;
  let context: ContextInterface | null = null;
  try {
    const made = new binding.Context();
    context = made;
    const reader = made.listReaders().find((one) => one.name === name);
    if (reader === undefined) {
      made.close();
      return fault('card-removed', 'the reader is gone');
    }
    const card = await reader.connect(binding.SCARD_SHARE_EXCLUSIVE, anyProtocol);
    return ok(await transportOf(binding, made, card, anyProtocol));
  } catch (error) {
    context?.close();
    return failed(error);
  }
}

async function transportOf(binding: SmartcardBinding, context: ContextInterface, card: CardInterface, anyProtocol: number): Promise<ChipTransport> {
  let last: Promise<unknown> = Promise.resolve();
  let isIdle = true;
  const next = <Value>(work: () => Promise<Value>): Promise<Result<Value, TransportFault>> => {
    const done = last.then(async () => {
      isIdle = false;
      try {
        return ok(await work());
      } catch (error) {
        return failed(error);
      } finally {
        isIdle = true;
      }
    });
    last = done;
    return done;
  };
  const resetCard = (): Promise<number> => card.reconnect(binding.SCARD_SHARE_EXCLUSIVE, anyProtocol, binding.SCARD_RESET_CARD);
  const mostData = await mostDataOf(async (code, data) => {
    const answer = await next(() => card.control(code, Buffer.from(data)));
    return answer.ok ? new Uint8Array(answer.value) : null;
  });
  return {
    atr: new Uint8Array(card.atr ?? []),
    ...(mostData === undefined ? {} : { mostData }),
    async transmit(command) {
      const answer = await next(() => card.transmit(Buffer.from(command), { maxRecvLength: answerRoom }));
      if (!answer.ok) return answer;
      // A card pulled during a command gives a success without even a status word.
      return answer.value.length < 2 ? fault('card-removed', 'empty answer') : ok(new Uint8Array(answer.value));
    },
    async reset() {
      const done = await next(resetCard);
      return done.ok ? ok(null) : done;
    },
    async close() {
      // Off the process's own thread, as the binding's disconnect is not; an error means that there is nothing to let go of.
      await Promise.race([next(resetCard), new Promise((resolve) => setTimeout(resolve, closeWait).unref())]);
      if (!isIdle) {
        abandoned.add({ card, context });
        return;
      }
      try {
        card.disconnect(binding.SCARD_LEAVE_CARD);
      } catch {
        // Gone already.
      }
      context.close();
    },
  };
}
