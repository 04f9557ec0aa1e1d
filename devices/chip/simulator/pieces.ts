/** Commands and answers in pieces, as chips and readers have them that hold little: ISO/IEC 7816-4 clauses 5.3.3 and 7.6.1. */
import { concat } from '../bytes.js';
import { decodeCommand, encodeAnswer, encodeCommand, isExtended, statusOk, type Command } from '../protocol/apdu.js';

/** Bytes of data in a short answer. */
const mostData = 256;
const none = new Uint8Array();

/** `answer` takes whole commands and gives whole answers. */
export function inPieces(answer: (command: Uint8Array) => Uint8Array): (command: Uint8Array) => Uint8Array {
  let rest: Uint8Array = none;
  let collected: Uint8Array = none;

  const give = (whole: Uint8Array): Uint8Array => {
    if (whole.length - 2 <= mostData) return whole;
    rest = whole.subarray(mostData);
    return concat(whole.subarray(0, mostData), Uint8Array.of(0x61, Math.min(rest.length - 2, mostData) & 0xff));
  };
  const joined = (command: Command): Uint8Array => {
    const data = concat(collected, command.data ?? none);
    collected = none;
    // The extended form is the one that holds it.
    return encodeCommand({ ...command, data, ...(command.expected === undefined ? {} : { expected: 65_536 }) });
  };

  return (bytes) => {
    const command = decodeCommand(bytes);
    if (!command.ok) return answer(bytes);
    const { cla, ins, data = none } = command.value;
    if (ins === 0xc0) {
      const waiting = rest;
      rest = none;
      return waiting.length === 0 ? encodeAnswer(none, 0x6985) : give(waiting);
    }
    rest = none;
    // In the clear the bit is PACE's own, which links its steps by it.
    if ((cla & 0x1c) === 0x1c) {
      collected = concat(collected, data);
      return encodeAnswer(none, statusOk);
    }
    const whole = answer(collected.length === 0 ? bytes : joined(command.value));
    return isExtended(bytes) ? whole : give(whole);
  };
}
