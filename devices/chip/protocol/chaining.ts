/**
 * Commands and answers in pieces, for readers and chips that hold less than they need (ISO/IEC 7816-4 clauses 5.3.3 and 7.6.1): an answer whose rest
 * waits (61XX) is fetched; a command that only the extended form would hold is cut where the card says that it takes that.
 */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat } from '../bytes.js';
import type { ChipTransport, TransportFault } from '../transport.js';

import { decodeAnswer, decodeCommand, encodeCommand, isExtended, statusOk } from './apdu.js';

/** Bytes of data in a short command. */
const mostData = 255;
/** No answer has more. */
const longestAnswer = 65_538;
/** Class byte of a command that others belong to. */
const more = 0x10;
const waiting = 0x61;

export interface ChainingOptions {
  /** The reader or the card takes short commands alone. */
  readonly shortOnly: boolean;
  /** The card takes commands in pieces. */
  readonly commands: boolean;
}

export function chained(transport: ChipTransport, { shortOnly, commands }: ChainingOptions): ChipTransport {
  return {
    atr: transport.atr,
    ...(transport.mostData === undefined ? {} : { mostData: transport.mostData }),
    async transmit(command) {
      const pieces = shortOnly && commands ? cut(command) : [command];
      let last: Result<Uint8Array, TransportFault> = fault('transport-failed', 'no command');
      for (const [index, piece] of pieces.entries()) {
        last = await transport.transmit(piece);
        if (!last.ok) return last;
        const isLast = index === pieces.length - 1;
        // A card that refuses a piece wants no further one.
        if (!isLast && statusOf(last.value) !== statusOk) return last;
      }
      return last.ok ? whole(transport, command, last.value) : last;
    },
    reset: () => transport.reset(),
    close: () => transport.close(),
  };
}

function statusOf(answer: Uint8Array): number {
  const decoded = decodeAnswer(answer);
  return decoded.ok ? decoded.value.status : 0;
}

/** One command that is short already, or a chain of such. */
function cut(command: Uint8Array): readonly Uint8Array[] {
  const decoded = decodeCommand(command);
  const { data = new Uint8Array(), ...head } = decoded.ok ? decoded.value : { cla: 0, ins: 0, p1: 0, p2: 0 };
  if (!decoded.ok || !isExtended(command) || data.length === 0) return [command];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += mostData) {
    const piece = data.subarray(at, at + mostData);
    const isLast = at + mostData >= data.length;
    const { cla, ins, p1, p2 } = head;
    pieces.push(encodeCommand(isLast
      ? { cla, ins, p1, p2, data: piece, ...(head.expected === undefined ? {} : { expected: Math.min(head.expected, 256) }) }
      : { cla: cla | more, ins, p1, p2, data: piece }));
  }
  return pieces;
}

/** Fetches what waits. The pieces belong to one answer, which is protected as a whole: GET RESPONSE itself is not. */
async function whole(transport: ChipTransport, command: Uint8Array, first: Uint8Array): Promise<Result<Uint8Array, TransportFault>> {
  let answer = first;
  let data: Uint8Array = new Uint8Array();
  while (answer.at(-2) === waiting) {
    data = concat(data, answer.subarray(0, -2));
    const expected = answer.at(-1) === 0 ? 256 : (answer.at(-1) ?? 0);
    const next = await transport.transmit(encodeCommand({ cla: (command[0] ?? 0) & 0x03, ins: 0xc0, p1: 0, p2: 0, expected }));
    if (!next.ok) return next;
    answer = next.value;
    // A card that promises more for ever, and sends nothing.
    if ((answer.length === 2 && answer[0] === waiting) || data.length + answer.length > longestAnswer) return fault('transport-failed', 'an answer without an end');
  }
  return ok(data.length === 0 ? answer : concat(data, answer));
}
