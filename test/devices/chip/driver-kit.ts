/** A chip reader over a port that a test plays. */
import { openChipReader, type ChipReaderOptions } from '../../../devices/chip/driver.js';
import { makeCard } from '../../../devices/chip/simulator/card.js';
import { makeChip, type Chip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import type { ReaderWatch } from '../../../devices/chip/transport.js';
import type { ChipProgress, DevicesState } from '../../../sync/core/capture.js';
import { ok } from '../../../sync/core/result.js';
import { countingRandom, person } from './person.js';

export const card = await makeCard(person);
export const never = new AbortController().signal;

export function kit(options: Pick<ChipReaderOptions, 'deadlines' | 'verify'> = {}) {
  const states: DevicesState['chip'][] = [];
  const progress: ChipProgress[] = [];
  const kept: { watch?: ReaderWatch; isClosed: boolean } = { isClosed: false };
  const reader = openChipReader({
    simulated: true,
    onState: (state) => states.push(state),
    onProgress: (one) => progress.push(one),
    watchReaders: (watch) => {
      kept.watch = watch;
      return { close: async () => void (kept.isClosed = true) };
    },
    ...options,
  });
  const watch = kept.watch;
  if (watch === undefined) throw Error('not watched');
  const lay = (name: string, script: ChipScript = {}, wrap: (chip: Chip) => Chip = (chip) => chip): void => {
    watch.onCard(name, async () => ok(chipTransport(wrap(makeChip({ card, random: countingRandom(), script })))));
  };
  return { reader, watch, states, progress, kept, lay };
}
