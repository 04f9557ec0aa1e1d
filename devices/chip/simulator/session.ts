/** The chip's half of secure messaging with 3DES: Doc 9303-11 clause 9.8. */
import { concat, sameBytes } from '../bytes.js';
import { encodeAnswer, type Answer, type Command } from '../protocol/apdu.js';
import { child, readAll, writeTlv } from '../protocol/tlv.js';
import { decrypt, encrypt, pad, retailMac, unpad } from '../protocol/triple-des.js';

export interface ChipSession {
  readonly encryptKey: Uint8Array;
  readonly macKey: Uint8Array;
  counter: bigint;
}

function count(session: ChipSession): Uint8Array {
  session.counter = BigInt.asUintN(64, session.counter + 1n);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(session.counter);
  return bytes;
}

/** The command inside; null when its objects or its MAC are wrong, after which the session is over. */
export function openProtected(session: ChipSession, command: Command): Command | null {
  const counter = count(session);
  const body = command.data ?? new Uint8Array();
  const objects = readAll(body);
  const mac = objects.ok ? objects.value.at(-1) : undefined;
  if (mac?.tag !== 0x8e) return null;
  const header = pad(Uint8Array.of(command.cla, command.ins, command.p1, command.p2), 8);
  if (!sameBytes(retailMac(session.macKey, concat(counter, header, body.subarray(0, body.length - mac.size))), mac.value)) return null;
  const cryptogram = child(body, 0x87);
  const expected = child(body, 0x97)?.[0];
  const head = { cla: command.cla & ~0x0c, ins: command.ins, p1: command.p1, p2: command.p2 };
  const data = cryptogram === null || cryptogram.length % 8 !== 1 ? null : unpad(decrypt(session.encryptKey, cryptogram.subarray(1)));
  if (cryptogram !== null && data === null) return null;
  return { ...head, ...(data === null ? {} : { data }), ...(expected === undefined ? {} : { expected: expected === 0 ? 256 : expected }) };
}

export function protectAnswer(session: ChipSession, answer: Answer): Uint8Array {
  const counter = count(session);
  const data = answer.data.length === 0
    ? new Uint8Array()
    : writeTlv(0x87, Uint8Array.of(1), encrypt(session.encryptKey, pad(answer.data, 8)));
  const objects = concat(data, writeTlv(0x99, Uint8Array.of(answer.status >> 8, answer.status & 0xff)));
  const mac = retailMac(session.macKey, concat(counter, objects));
  return encodeAnswer(concat(objects, writeTlv(0x8e, mac)), answer.status);
}
