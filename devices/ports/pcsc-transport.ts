/** One card in one reader of pcsclite. */
import type { CardReader } from 'pcsclite';

import { fault, ok, type Result } from '../../sync/core/result.js';
import type { ChipTransport, TransportFault } from '../chip/transport.js';

import { meaningOf, messageOf } from './pcsc-codes.js';
import { mostDataOf } from './pcsc-features.js';

/** Room for the longest answer there is. */
const answerRoom = 65_538;
/** Milliseconds that a close waits for a command that the reader still works at. */
const closeWait = 2000;
/** Room for the answer to a control code. */
const controlRoom = 1024;

/**
 * Native calls of one reader, one after the other. The binding holds a lock during each, and takes the same lock in the main thread when it is closed:
 * a close during a command that hangs would hang the process.
 */
export class ReaderLine {
  readonly reader: CardReader;
  readonly #atr: () => Uint8Array;
  #last: Promise<unknown> = Promise.resolve();
  /** Asked once: what the reader says of its longest answer. */
  #mostData: Promise<number | undefined> | undefined;

  constructor(reader: CardReader, atr: () => Uint8Array) {
    this.reader = reader;
    this.#atr = atr;
  }

  async open(): Promise<Result<ChipTransport, TransportFault>> {
    const connected = await this.#connect();
    if (!connected.ok) return connected;
    let protocol = connected.value;
    const mostData = await (this.#mostData ??= mostDataOf((code, data) => this.#control(code, data)));
    return ok({
      atr: this.#atr(),
      ...(mostData === undefined ? {} : { mostData }),
      transmit: (command) => this.#transmit(command, protocol),
      reset: async () => {
        await this.#disconnect();
        const again = await this.#connect();
        if (!again.ok) return again;
        protocol = again.value;
        return ok(null);
      },
      close: () => this.idle(() => this.#disconnect()),
    });
  }

  /** Runs `work` (or nothing) once no command is under way, or gives up waiting for that. */
  async idle(work: () => Promise<void> = async () => undefined): Promise<void> {
    await Promise.race([this.#last.then(work), new Promise((resolve) => setTimeout(resolve, closeWait).unref())]);
  }

  /** Whether no command is under way. */
  isIdle = true;

  #next<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.#last.then(() => {
      this.isIdle = false;
      return work();
    });
    this.#last = next.then(
      () => (this.isIdle = true),
      () => (this.isIdle = true),
    );
    return next;
  }

  #connect(): Promise<Result<number, TransportFault>> {
    const { reader } = this;
    return this.#next(() => new Promise((resolve) => {
      // Left over from a card that went while it was connected: the binding would answer without connecting.
      reader.connected = false;
      const options = { share_mode: reader.SCARD_SHARE_EXCLUSIVE, protocol: reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1 };
      reader.connect(options, (error: unknown, protocol) => resolve(error ? fault(meaningOf(error), messageOf(error)) : ok(protocol)));
    }));
  }

  #disconnect(): Promise<void> {
    const { reader } = this;
    return this.#next(() => new Promise((resolve) => {
      // An error means that card or service are gone: there is nothing to let go of.
      reader.disconnect(reader.SCARD_RESET_CARD, () => resolve());
    }));
  }

  #control(code: number, data: Uint8Array): Promise<Uint8Array | null> {
    const held = Buffer.from(data);
    return this.#next(() => new Promise((resolve) => {
      this.reader.control(held, code, controlRoom, (error: unknown, answer) => resolve(error || held === null ? null : new Uint8Array(answer)));
    }));
  }

  #transmit(command: Uint8Array, protocol: number): Promise<Result<Uint8Array, TransportFault>> {
    return this.#next(() => new Promise((resolve) => {
      this.reader.transmit(Buffer.from(command), answerRoom, protocol, (error: unknown, answer) => {
        if (error) resolve(fault(meaningOf(error), messageOf(error)));
        // A card pulled during a command gives a success without even a status word.
        else if (answer.length < 2) resolve(fault('card-removed', 'empty answer'));
        else resolve(ok(new Uint8Array(answer)));
      });
    }));
  }
}
