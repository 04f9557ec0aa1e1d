/**
 * The simulated chip in the system's virtual reader (package vsmartcard-vpcd): a card is a TCP client of its port.
 * Every message, both ways, is a 2-byte big-endian length and a payload; a payload of one byte is a control.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

import type { SimulatedPerson } from '../../kit.js';
import { uint16 } from '../bytes.js';

import { makeCard, type Card, type CardOptions } from './card.js';
import { makeChip, type Chip, type ChipScript } from './chip.js';
import { holder } from './hold.js';
import { chipLedger, type ChipLog } from './ledger.js';
import type { ApduTally, Link } from './link.js';

/** The port of the first slot, "Virtual PCD 00 00". */
export const virtualReaderPort = 35_963;

const control = { powerOff: 0, powerOn: 1, reset: 2, answerToReset: 4 } as const;
/** Milliseconds until the next try where the reader is not there (yet, or no more). */
const retryAfter = 250;

export interface ChipSimulator {
  readonly card: Card;
  /** Lays the card on; where the reader is not there it goes on trying. */
  insert(): void;
  remove(): void;
  close(): Promise<void>;
}

export interface ChipSimulatorOptions {
  readonly port?: number;
  readonly person: SimulatedPerson;
  /** JPEG or JPEG 2000; a face is drawn when it is missing. */
  readonly photo?: Uint8Array;
  readonly log?: ChipLog;
  /** Faults of the first insertion; later ones are without. */
  readonly script?: ChipScript;
  readonly card?: CardOptions;
  /** The modelled contactless link; as fast as the machine without one. */
  readonly link?: Link;
  /** After every APDU: what a bench subtracts. */
  readonly onApdu?: (tally: ApduTally) => void;
}

export async function startChipSimulator(options: ChipSimulatorOptions): Promise<ChipSimulator> {
  const card = await makeCard(options.person, options.photo, options.card);
  const onRead = chipLedger(card, options.log ?? (() => undefined));
  const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
  let script = options.script;
  let socket: Socket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isInserted = false;

  const reach = (): void => {
    timer = null;
    const chip = makeChip({
      card, random, onRead, ...(script === undefined ? {} : { script }), ...(options.link === undefined ? {} : { link: options.link }),
      ...(options.onApdu === undefined ? {} : { onApdu: options.onApdu }),
    });
    const here = connect({ host: '127.0.0.1', port: options.port ?? virtualReaderPort, noDelay: true });
    socket = here;
    here.once('connect', () => {
      script = undefined;
    });
    serve(here, chip, () => remove());
    // 'close' follows every error.
    here.on('error', () => here.destroy());
    here.once('close', () => {
      if (socket !== here) return;
      socket = null;
      if (isInserted) timer = setTimeout(reach, retryAfter);
    });
  };
  const remove = (): void => {
    isInserted = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    socket?.destroy();
    socket = null;
  };

  return {
    card,
    insert() {
      if (isInserted) return;
      isInserted = true;
      reach();
    },
    remove,
    async close() {
      remove();
    },
  };
}

/** Answers what the reader sends; `onRemoved` when the chip's script takes the card away. */
function serve(socket: Socket, chip: Chip, onRemoved: () => void): void {
  let waiting: Buffer = Buffer.alloc(0);
  // Length and payload in one write: two would wait for each other's acknowledgement.
  const send = (bytes: Uint8Array): void => {
    if (!socket.destroyed) socket.write(Buffer.concat([uint16(bytes.length), bytes]));
  };
  const hold = holder();
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE()) {
      const message = Uint8Array.from(waiting.subarray(2, 2 + waiting.readUInt16BE()));
      waiting = waiting.subarray(2 + message.length);
      if (message.length > 1) {
        const answer = chip.transmit(message);
        if (answer === 'removed') return onRemoved();
        if (answer !== 'silent') void hold(chip.held).then(() => send(answer));
      } else if (message[0] === control.answerToReset) send(chip.atr);
      else chip.reset();
    }
  });
}
