/** What the officer is told of the sending. */
import type { TransferFault } from './faults.js';
import type { Fault } from './result.js';

export interface TransferState {
  readonly link: 'locked' | 'idle' | 'sending' | 'waiting' | 'stopped';
  readonly fault: Fault<TransferFault> | null;
  readonly registered: boolean;
  /** Revisions not yet received by headquarters. */
  readonly waiting: number;
  readonly bytesWaiting: number;
  readonly bytesSent: number;
  readonly bytesPerSecond: number;
  /** When it is tried again, milliseconds since 1970-01-01 UTC. */
  readonly nextAt: number | null;
  readonly lastContact: number | null;
}
