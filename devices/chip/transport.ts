/** What the chip protocol asks of a card in a reader, and what a port tells of readers: the seam for pcsclite, another binding and the simulator. */
import type { Result } from '../../sync/core/result.js';

export type TransportFault =
  /** The card left the field, or answered less than a status word. */
  | 'card-removed'
  /** Another program reset the card: its session is gone. */
  | 'card-reset'
  /** Another program holds the card for itself. */
  | 'reader-held'
  /** The smart card service ended. */
  | 'service-lost'
  | 'transport-failed'
  | 'chip-timeout'
  | 'chip-cancelled';

/** One card, connected. One command at a time. */
export interface ChipTransport {
  /** Answer to reset, as the reader made it up: never what a card is known by. */
  readonly atr: Uint8Array;
  /** Bytes of data that the reader takes in one answer, where it says so; up to 223 for one that knows short APDUs alone. */
  readonly mostData?: number;
  /** Command APDU in, response APDU (2 bytes or more) out. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array, TransportFault>>;
  /** Resets the card: access rights and session keys are gone. */
  reset(): Promise<Result<null, TransportFault>>;
  /** Resets and lets go, so that the next session starts clean. Never fails: a card that is gone is closed. */
  close(): Promise<void>;
}

export type OpenCard = () => Promise<Result<ChipTransport, TransportFault>>;

/** Called by a port as readers and cards come and go; never from inside the native library's own callback. */
export interface ReaderWatch {
  /** Which adapter speaks to the service from now on. */
  onAdapter(name: string): void;
  /** The service answers, whether or not a reader is there. */
  onService(): void;
  onReader(name: string): void;
  onReaderGone(name: string): void;
  /** A card was laid on. A swapped card is onCardGone, then onCard. */
  onCard(name: string, open: OpenCard): void;
  onCardGone(name: string): void;
  /** The service is not there or ended; the port goes on looking for it. All readers are gone. */
  onServiceLost(detail: string): void;
}

/** Starts watching; answers how to end it, after which the process can end. */
export type WatchReaders = (watch: ReaderWatch) => { close(): Promise<void> };
