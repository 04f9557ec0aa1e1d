/**
 * Readers and cards through the smartcard binding, the second adapter. Its own monitor connects to every card that is laid on, shared, does not look at
 * the service's counter of insertions, and repeats its error each second for ever; so the states are asked for here, and a context that failed is thrown away.
 */
import type { ContextInterface, ReaderState } from 'smartcard';

import type { ReaderWatch } from '../chip/transport.js';

import { messageOf } from './pcsc-codes.js';
import { openSmartcard, type SmartcardBinding } from './smartcard-transport.js';

/** Milliseconds until the service is looked for again: first, and at most. */
const firstRetry = 250;
const longestRetry = 4000;
/** Milliseconds of one wait in the service: so late at most is a new reader seen where the service does not tell of it. */
const waitAtMost = 1000;
const changed = 0x0002;
/** The name under which the service tells of readers that come and go; the upper half of its state is their number. */
const plugAndPlay = '\\\\?PnP?\\Notification';

interface SeenReader {
  /** As the service told it last: flags, and above them the count of insertions and removals. */
  state: number;
}

/** Watches from now on. After `close` the process can end. */
export function watchSmartcard(watch: ReaderWatch): { close(): Promise<void> } {
  let context: ContextInterface | null = null;
  const closed = new AbortController();
  const isOver = (): boolean => closed.signal.aborted;
  let wake = (): void => undefined;

  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  const run = async (): Promise<void> => {
    let retry = firstRetry;
    while (!isOver()) {
      try {
        const binding = await import('smartcard');
        context = new binding.Context();
        watch.onService();
        retry = firstRetry;
        await follow(binding, context, watch, isOver);
      } catch (error) {
        // The binding throws where the service is not there, and does not load where it was not built.
        if (!isOver()) watch.onServiceLost(messageOf(error));
      }
      context?.close();
      context = null;
      if (isOver()) return;
      await pause(retry);
      retry = Math.min(retry * 2, longestRetry);
    }
  };
  const running = run();
  return {
    async close() {
      closed.abort();
      wake();
      try {
        context?.cancel();
      } catch {
        // Nothing to cancel in a context whose service is gone.
      }
      await running;
    },
  };
}

/** Until it throws, or is over. */
async function follow(binding: SmartcardBinding, context: ContextInterface, watch: ReaderWatch, isOver: () => boolean): Promise<void> {
  const seen = new Map<string, SeenReader>();
  while (!isOver()) {
    const readers = context.listReaders();
    for (const name of [...seen.keys()].filter((one) => readers.every((reader) => reader.name !== one))) {
      if (((seen.get(name)?.state ?? 0) & binding.SCARD_STATE_PRESENT) !== 0) watch.onCardGone(name);
      seen.delete(name);
      watch.onReaderGone(name);
    }
    for (const { name, state } of readers) {
      const known = seen.get(name);
      if (known === undefined) watch.onReader(name);
      tell(binding, watch, name, known?.state ?? null, state);
      seen.set(name, { state: state & ~changed });
    }
    const asked: ReaderState[] = [...seen].map(([name, { state }]) => ({ name, state, changed: false, atr: null }));
    await context.waitForChange([...asked, { name: plugAndPlay, state: readers.length * 0x1_0000, changed: false, atr: null }], waitAtMost);
  }
}

/** Of the edges alone. Out and in between two looks is another card, or the same one with its session lost. */
function tell(binding: SmartcardBinding, watch: ReaderWatch, name: string, before: number | null, now: number): void {
  const [was, is] = [(before ?? 0) & binding.SCARD_STATE_PRESENT, now & binding.SCARD_STATE_PRESENT].map(Boolean);
  const moved = before === null ? 0 : ((now >>> 16) - (before >>> 16)) & 0xffff;
  const isSwapped = was && is && moved >= 2;
  if (was && (!is || isSwapped)) watch.onCardGone(name);
  if (is && (!was || isSwapped)) watch.onCard(name, () => openSmartcard(binding, name));
}
