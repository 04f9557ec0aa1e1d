/** Secure messaging of Doc 9303-11 clause 9.8 (terminal's side): encrypts, authenticates and counts every command and answer. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat, sameBytes, uint16 } from '../bytes.js';
import type { ChipTransport } from '../transport.js';

import { decodeAnswer, encodeCommand, type Answer, type Command } from './apdu.js';
import type { Channel, ChannelFault } from './channel.js';
import { readAll, writeTlv } from './tlv.js';
import { pad, unpad, type CipherSuite } from './triple-des.js';

/** The most data that a short answer carries with its objects, with either block length. */
export const mostInShort = 223;

/** DO87's header and padding, DO99, DO8E: the most that secure messaging adds to an answer. */
export const mostAdded = 48;

/** Bytes of data in an answer of so many bytes; a short one is always possible. */
export function dataIn(answer: number): number {
  return Math.max(mostInShort, answer - mostAdded);
}

/** The send sequence counter plus one, big-endian, wrapping. */
export function nextCounter(counter: Uint8Array): Uint8Array {
  const next = Uint8Array.from(counter);
  for (let index = next.length - 1; index >= 0; index--) {
    const sum = (next[index] ?? 0) + 1;
    next[index] = sum & 0xff;
    if (sum <= 0xff) break;
  }
  return next;
}

/**
 * `counter` is the one for this command. The outer Le is always 00, or 0000 in the extended form; the bytes wanted go into DO97.
 * Odd instructions carry their data in DO85, which has no padding indicator.
 */
export function protect(suite: CipherSuite, counter: Uint8Array, command: Command): Uint8Array {
  const cla = command.cla | 0x0c;
  const header = Uint8Array.of(cla, command.ins, command.p1, command.p2);
  const isOdd = (command.ins & 1) === 1;
  const data = command.data === undefined || command.data.length === 0
    ? new Uint8Array()
    : writeTlv(isOdd ? 0x85 : 0x87, isOdd ? new Uint8Array() : Uint8Array.of(1), suite.encrypt(counter, pad(command.data, suite.block)));
  const wanted = command.expected ?? 0;
  const expected = wanted === 0 ? new Uint8Array() : writeTlv(0x97, wanted > 256 ? uint16(wanted & 0xffff) : Uint8Array.of(wanted & 0xff));
  const objects = concat(data, expected);
  const mac = suite.mac(concat(counter, objects.length === 0 ? header : concat(pad(header, suite.block), objects)));
  const body = concat(objects, writeTlv(0x8e, mac));
  // 256 asks for all that a short answer holds; between the two the objects around the data would not fit into one.
  const isLong = body.length > 255 || (wanted > mostInShort && wanted !== 256);
  return encodeCommand({ cla, ins: command.ins, p1: command.p1, p2: command.p2, data: body, expected: isLong ? 65_536 : 256 });
}

/** `counter` is the one for this answer. */
export function unprotect(suite: CipherSuite, counter: Uint8Array, bytes: Uint8Array): Result<Answer, ChannelFault> {
  const outer = decodeAnswer(bytes);
  if (!outer.ok) return fault('answer-malformed', 'no status word');
  if (outer.value.data.length === 0) return fault('keys-dropped', 'bare status word', { status: outer.value.status });
  const objects = readAll(outer.value.data);
  if (!objects.ok) return fault('answer-malformed', objects.fault.code);
  const mac = objects.value.at(-1);
  const status = objects.value.find((one) => one.tag === 0x99)?.value;
  const cryptogram = objects.value.find((one) => one.tag === 0x87 || one.tag === 0x85);
  if (mac?.tag !== 0x8e || status?.length !== 2) return fault('answer-malformed', 'DO99 or DO8E missing');
  const signed = outer.value.data.subarray(0, outer.value.data.length - mac.size);
  if (!sameBytes(suite.mac(concat(counter, signed)), mac.value)) return fault('answer-malformed', 'MAC wrong');
  const word = (status[0] ?? 0) * 256 + (status[1] ?? 0);
  if (cryptogram === undefined) return ok({ data: new Uint8Array(), status: word });
  const isPlainObject = cryptogram.tag === 0x85;
  const encrypted = isPlainObject ? cryptogram.value : cryptogram.value.subarray(1);
  if ((!isPlainObject && cryptogram.value[0] !== 1) || encrypted.length === 0 || encrypted.length % suite.block !== 0) {
    return fault('answer-malformed', 'DO87 or DO85 wrong');
  }
  const data = unpad(suite.decrypt(counter, encrypted));
  return data === null ? fault('answer-malformed', 'padding wrong') : ok({ data, status: word });
}

/** After any fault the channel is of no use: the counter is out of step. */
export function secureChannel(transport: ChipTransport, suite: CipherSuite, start: Uint8Array): Channel {
  let counter = start;
  return {
    async exchange(command) {
      counter = nextCounter(counter);
      const sent = await transport.transmit(protect(suite, counter, command));
      if (!sent.ok) return sent;
      counter = nextCounter(counter);
      return unprotect(suite, counter, sent.value);
    },
  };
}
