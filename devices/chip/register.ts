/** Which readers there are and in which a card lies, and the device's state that follows from it. */
import type { DevicesState } from '../../sync/core/capture.js';

import type { OpenCard, ReaderWatch } from './transport.js';

export interface RegisterOptions {
  readonly simulated: boolean;
  readonly onState: (state: DevicesState['chip']) => void;
  readonly onCardGone: (reader: string) => void;
  readonly onServiceLost: () => void;
}

export interface ReaderRegister {
  readonly watch: ReaderWatch;
  /** The card laid on last, or null. */
  card(): { readonly reader: string; readonly open: OpenCard } | null;
  /** Ends once it is known what there is: a card, or no service; or that nothing came in the moment after the service answered. Without any of them with the signal. */
  settled(signal: AbortSignal): Promise<void>;
  /** Why no card can be there at all, or null. */
  unable(): 'pcsc-absent' | 'reader-absent' | null;
  busy(is: boolean): void;
  /** No state is told after this. */
  end(): void;
}

/** Milliseconds in which a service that has answered tells its readers and their cards. */
const moment = 1500;

export function readerRegister(options: RegisterOptions): ReaderRegister {
  const readers = new Set<string>();
  /** In the order in which they were laid on. */
  const cards = new Map<string, OpenCard>();
  let service: 'looking' | 'there' | 'absent' = 'looking';
  let isBusy = false;
  let isEnded = false;
  let adapter: string | null = null;
  let told = '';
  let isSettled = false;
  let settling: NodeJS.Timeout | undefined;
  const waiting = new Set<() => void>();

  const settle = (): void => {
    clearTimeout(settling);
    isSettled = true;
    for (const one of waiting) one();
  };
  const answered = (): void => {
    if (service === 'there') return;
    service = 'there';
    isSettled = false;
    settling = setTimeout(settle, moment);
    settling.unref();
  };

  const unable = (): 'pcsc-absent' | 'reader-absent' | null => {
    if (service === 'absent') return 'pcsc-absent';
    return readers.size === 0 ? 'reader-absent' : null;
  };
  const tell = (): void => {
    const missing = unable();
    const name = [...cards.keys()].at(-1) ?? [...readers][0];
    const state: DevicesState['chip'] = {
      state: service === 'looking' ? 'looking' : missing !== null ? 'missing' : isBusy ? 'busy' : 'ready',
      identity: name === undefined ? null : { make: '', model: name, serial: '' },
      fault: service === 'looking' ? null : missing,
      simulated: options.simulated,
      cardPresent: cards.size > 0,
      ...(adapter === null ? {} : { adapter }),
    };
    const next = JSON.stringify(state);
    if (isEnded || next === told) return;
    told = next;
    options.onState(state);
  };
  const after = <Arguments extends readonly unknown[]>(work: (...args: Arguments) => void) => (...args: Arguments): void => {
    work(...args);
    tell();
  };

  return {
    watch: {
      // Told with the next state: by itself it is no news.
      onAdapter: (name) => {
        adapter = name;
      },
      onService: after(answered),
      onReader: after((name) => {
        answered();
        readers.add(name);
      }),
      onReaderGone: after((name) => {
        readers.delete(name);
        if (cards.delete(name)) options.onCardGone(name);
      }),
      onCard: after((name, open) => {
        cards.delete(name);
        cards.set(name, open);
        settle();
      }),
      onCardGone: after((name) => {
        cards.delete(name);
        options.onCardGone(name);
      }),
      onServiceLost: after(() => {
        service = 'absent';
        readers.clear();
        cards.clear();
        settle();
        options.onServiceLost();
      }),
    },
    card() {
      const last = [...cards].at(-1);
      return last === undefined ? null : { reader: last[0], open: last[1] };
    },
    settled: (signal) => new Promise((resolve) => {
      const end = (): void => {
        waiting.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      if (isSettled || signal.aborted) return resolve();
      waiting.add(end);
      return signal.addEventListener('abort', end);
    }),
    unable,
    busy: (is) => {
      isBusy = is;
      tell();
    },
    end: () => {
      settle();
      isEnded = true;
    },
  };
}
