/** A card that answers from a list, whatever it is asked, and keeps what it was sent. */
import { fromHex, toHex } from '../../../devices/chip/bytes.js';
import type { ChipTransport } from '../../../devices/chip/transport.js';
import { ok } from '../../../sync/core/result.js';

export function scripted(answers: readonly string[]): ChipTransport & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    atr: new Uint8Array(),
    async transmit(command) {
      sent.push(toHex(command));
      return ok(fromHex(answers[sent.length - 1] ?? '6F00'));
    },
    reset: async () => ok(null),
    close: async () => undefined,
  };
}
