/** The simulated card as a process of its own, as a chip is: what the reader computes while a command is under way must not hold the chip up. */
import type { ApduTally } from '../../devices/chip/simulator/link.js';
import { startChipSimulator, type ChipSimulator, type ChipSimulatorOptions } from '../../devices/chip/simulator/vpcd.js';

export type ToCard = { readonly insert: Omit<ChipSimulatorOptions, 'log' | 'onApdu'> } | 'tallies' | 'remove';
/** After `insert` and `remove`; with what was counted since the last time after `tallies`. */
export interface FromCard {
  readonly tallies: readonly ApduTally[];
}

const tallies: ApduTally[] = [];
let simulator: ChipSimulator | null = null;

// The bench ended, however that was.
process.once('disconnect', () => process.exit(0));
process.on('message', (message) => {
  void (async () => {
    const asked = message as ToCard;
    if (asked === 'remove') {
      await simulator?.close();
      process.send?.({ tallies: [] } satisfies FromCard, () => process.disconnect());
      return;
    }
    if (asked !== 'tallies') {
      simulator = await startChipSimulator({ ...asked.insert, onApdu: (tally) => tallies.push(tally) });
      simulator.insert();
    }
    process.send?.({ tallies: tallies.splice(0) } satisfies FromCard);
  })();
});
