/** A transport that keeps deadlines and can be cancelled: no command waits longer than either. */
import { fault, type Result } from '../../sync/core/result.js';

import type { ChipTransport, TransportFault } from './transport.js';

/** One for a whole reading: its timer and its listener are made once, not for every command. */
export interface Limits {
  /** Gives up waiting, not the work. One at a time. */
  within<Value>(work: () => Promise<Result<Value, TransportFault>>): Promise<Result<Value, TransportFault>>;
  end(): void;
}

function reasonOf(signal: AbortSignal): TransportFault {
  return isTransportFault(signal.reason) ? signal.reason : 'chip-cancelled';
}

function isTransportFault(reason: unknown): reason is TransportFault {
  return reason === 'card-removed' || reason === 'chip-timeout' || reason === 'service-lost';
}

/** `signal`: given up by the caller, or the card is known to be gone; its reason is the fault's code. `perCommand`: milliseconds. */
export function openLimits(signal: AbortSignal, perCommand: number): Limits {
  let giveUp: ((reason: Result<never, TransportFault>) => void) | null = null;
  const abort = (): void => giveUp?.(fault(reasonOf(signal)));
  const timer = setTimeout(() => giveUp?.(fault('chip-timeout', `no answer in ${perCommand} ms`)), perCommand);
  signal.addEventListener('abort', abort);
  return {
    within<Value>(work: () => Promise<Result<Value, TransportFault>>) {
      if (signal.aborted) return Promise.resolve(fault(reasonOf(signal)));
      timer.refresh();
      return new Promise<Result<Value, TransportFault>>((resolve) => {
        giveUp = resolve;
        work().then(resolve, (mistake: unknown) => resolve(fault('transport-failed', mistake instanceof Error ? mistake.name : 'unknown')));
      });
    },
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}

/** The command that was given up goes on in the reader; the transport's close waits for it. */
export function limited(transport: ChipTransport, { within }: Limits): ChipTransport {
  return {
    atr: transport.atr,
    ...(transport.mostData === undefined ? {} : { mostData: transport.mostData }),
    transmit: (command) => within(() => transport.transmit(command)),
    reset: () => within(() => transport.reset()),
    close: () => transport.close(),
  };
}
