/** Which adapter speaks to the smart card service: pcsclite; smartcard where that does not load, or finds no service where smartcard finds one. */
import type { ReaderWatch, WatchReaders } from '../chip/transport.js';

import { watchPcsc, type PcscOptions } from './pcsc.js';
import { watchSmartcard } from './smartcard.js';

export type Adapter = 'pcsclite' | 'smartcard';

export interface ReadersOptions {
  /** Chosen as above when left out. */
  readonly adapter?: Adapter;
  readonly load?: PcscOptions['load'];
  /** Whether smartcard reaches the service. */
  readonly probe?: () => Promise<boolean>;
}

/** Failed starts of pcsclite in a row, from which on each is compared with what smartcard finds; the service may just be starting. */
const failuresUntilDoubt = 3;

export function chooseReaders({ adapter, load, probe = serviceAnswers }: ReadersOptions = {}): WatchReaders {
  if (adapter === 'smartcard') return (watch) => startSmartcard(watch);
  return (watch) => {
    let failures = 0;
    let isOver = false;
    /** pcsclite failed once more after smartcard had found the service. */
    let isDoubted = false;
    watch.onAdapter('pcsclite' satisfies Adapter);
    const change = async (): Promise<void> => {
      if (isOver || adapter !== undefined) return;
      isOver = true;
      await first.close();
      if (!isClosed) current = startSmartcard(watch);
    };
    const onFailure = async (failure: 'not-loaded' | 'no-context'): Promise<void> => {
      failures++;
      if (failure === 'not-loaded' || isDoubted) return change();
      isDoubted = failures >= failuresUntilDoubt && (await probe());
    };
    const fresh: ReaderWatch = {
      ...watch,
      onService: () => {
        failures = 0;
        isDoubted = false;
        watch.onService();
      },
    };
    let isClosed = false;
    const first = watchPcsc(fresh, { ...(load === undefined ? {} : { load }), onFailure: (failure) => void onFailure(failure) });
    let current: ReturnType<WatchReaders> = first;
    return {
      async close() {
        isClosed = true;
        await current.close();
      },
    };
  };
}

function startSmartcard(watch: ReaderWatch): ReturnType<WatchReaders> {
  watch.onAdapter('smartcard' satisfies Adapter);
  return watchSmartcard(watch);
}

/** With a service that hangs it does not return. */
export async function serviceAnswers(): Promise<boolean> {
  try {
    const { Context } = await import('smartcard');
    new Context().close();
    return true;
  } catch {
    // Not there, or not built either.
    return false;
  }
}
