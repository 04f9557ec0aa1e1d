/** A transport that keeps deadlines and can be cancelled: no command waits longer than either. */
import { fault, type Result } from '../../sync/core/result.js';

import type { ChipTransport, TransportFault } from './transport.js';

export interface Limits {
  /** Given up by the caller, or the card is known to be gone; the reason is the fault code. */
  readonly signal: AbortSignal;
  /** Milliseconds for one command. */
  readonly perCommand: number;
}

function reasonOf(signal: AbortSignal): TransportFault {
  return isTransportFault(signal.reason) ? signal.reason : 'chip-cancelled';
}

function isTransportFault(reason: unknown): reason is TransportFault {
  return reason === 'card-removed' || reason === 'chip-timeout' || reason === 'service-lost';
}

/** Gives up waiting, not the work. */
export async function within<Value>(limits: Limits, work: () => Promise<Result<Value, TransportFault>>): Promise<Result<Value, TransportFault>> {
  const { signal, perCommand } = limits;
  if (signal.aborted) return fault(reasonOf(signal));
  return new Promise((resolve) => {
    const end = (result: Result<Value, TransportFault>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const abort = (): void => end(fault(reasonOf(signal)));
    const timer = setTimeout(() => end(fault('chip-timeout', `no answer in ${perCommand} ms`)), perCommand);
    signal.addEventListener('abort', abort);
    work().then(end, (mistake: unknown) => end(fault('transport-failed', mistake instanceof Error ? mistake.name : 'unknown')));
  });
}

/** The command that was given up goes on in the reader; the transport's close waits for it. */
export function limited(transport: ChipTransport, limits: Limits): ChipTransport {
  return {
    atr: transport.atr,
    ...(transport.mostData === undefined ? {} : { mostData: transport.mostData }),
    transmit: (command) => within(limits, () => transport.transmit(command)),
    reset: () => within(limits, () => transport.reset()),
    close: () => transport.close(),
  };
}
