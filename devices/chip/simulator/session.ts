/** The chip's half of secure messaging, 3DES and AES: Doc 9303-11 clause 9.8. */
import { concat, sameBytes } from '../bytes.js';
import { encodeAnswer, type Answer, type Command } from '../protocol/apdu.js';
import { child, readAll, writeTlv } from '../protocol/tlv.js';
import { pad, unpad, type CipherSuite } from '../protocol/triple-des.js';

export interface ChipSession {
  readonly suite: CipherSuite;
  counter: bigint;
}

function count(session: ChipSession): Uint8Array {
  const bits = session.suite.block * 8;
  session.counter = BigInt.asUintN(bits, session.counter + 1n);
  return new Uint8Array(Buffer.from(session.counter.toString(16).padStart(bits / 4, '0'), 'hex'));
}

/** The command inside; null when its objects or its MAC are wrong, after which the session is over. */
export function openProtected(session: ChipSession, command: Command): Command | null {
  const { suite } = session;
  const counter = count(session);
  const body = command.data ?? new Uint8Array();
  const objects = readAll(body);
  const mac = objects.ok ? objects.value.at(-1) : undefined;
  if (mac?.tag !== 0x8e) return null;
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  const rest = body.subarray(0, body.length - mac.size);
  if (!sameBytes(suite.mac(rest.length === 0 ? concat(counter, header) : concat(counter, pad(header, suite.block), rest)), mac.value)) return null;
  const isOdd = (command.ins & 1) === 1;
  const object = child(body, isOdd ? 0x85 : 0x87);
  const cryptogram = object === null || isOdd ? object : object.subarray(1);
  const [first, second] = child(body, 0x97) ?? [];
  const wanted = first === undefined ? null : second === undefined ? first || 256 : (first * 256 + second) || 65_536;
  const head = { cla: command.cla & ~0x0c, ins: command.ins, p1: command.p1, p2: command.p2 };
  const isWhole = cryptogram !== null && cryptogram.length > 0 && cryptogram.length % suite.block === 0;
  const data = isWhole ? unpad(suite.decrypt(counter, cryptogram)) : null;
  if (cryptogram !== null && data === null) return null;
  return { ...head, ...(data === null ? {} : { data }), ...(wanted === null ? {} : { expected: wanted }) };
}

export function protectAnswer(session: ChipSession, answer: Answer, isOdd = false): Uint8Array {
  const { suite } = session;
  const counter = count(session);
  const data = answer.data.length === 0
    ? new Uint8Array()
    : writeTlv(isOdd ? 0x85 : 0x87, isOdd ? new Uint8Array() : Uint8Array.of(1), suite.encrypt(counter, pad(answer.data, suite.block)));
  const objects = concat(data, writeTlv(0x99, Uint8Array.of(answer.status >> 8, answer.status & 0xff)));
  return encodeAnswer(concat(objects, writeTlv(0x8e, suite.mac(concat(counter, objects)))), answer.status);
}
