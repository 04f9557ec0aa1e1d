/** The simulated chip as a transport of its own: the whole protocol runs without reader, service or socket. */
import { fault, ok } from '../../../sync/core/result.js';
import type { ChipTransport } from '../transport.js';

import type { Chip } from './chip.js';
import { holder } from './hold.js';

/** `onCommand` sees every command before the chip does. Answers that the chip holds back come that much later. */
export function chipTransport(chip: Chip, onCommand: (command: Uint8Array) => void = () => undefined): ChipTransport {
  const hold = holder();
  let isGone = false;
  return {
    atr: chip.atr,
    async transmit(command) {
      onCommand(command);
      const answer = isGone ? 'removed' : chip.transmit(command);
      if (answer === 'silent') return new Promise(() => undefined);
      if (answer === 'removed') isGone = true;
      // No reader answers in the same turn: what is done meanwhile is done here too.
      await new Promise((resolve) => setImmediate(resolve));
      if (answer !== 'removed') await hold(chip.held);
      return answer === 'removed' ? fault('card-removed') : ok(answer);
    },
    async reset() {
      chip.reset();
      return isGone ? fault('card-removed') : ok(null);
    },
    async close() {
      chip.reset();
    },
  };
}
