/**
 * Packets of the serial fingerprint modules (R30x, AS608, ZFM, FPM10A, R503), big endian:
 * `EF 01 | address u32 | kind u8 | length u16 | payload | sum u16`, length = payload + 2, sum = kind + length's bytes + payload's bytes.
 * Pure; never throws for what came in; memory is bounded by the longest packet.
 */
import { joinBytes, writer } from '../../frame/bytes.js';

export const packetKinds = { command: 0x01, data: 0x02, acknowledgement: 0x07, lastData: 0x08 } as const;
export type PacketKind = (typeof packetKinds)[keyof typeof packetKinds];

export interface Packet {
  readonly kind: PacketKind;
  readonly payload: Uint8Array;
}

/** What modules answer to as long as nobody gave them another address. */
export const ANY_ADDRESS = 0xffffffff;
/** Bytes of the longest payload (packet size code 3). */
export const LONGEST_PAYLOAD = 256;
/** Bytes around a payload. */
export const FRAME = 11;
const HEAD = 9;
const known: ReadonlySet<number> = new Set(Object.values(packetKinds));

export function encodePacket(kind: PacketKind, payload: Uint8Array, address = ANY_ADDRESS): Uint8Array {
  const { u8, u16, u32, bytes, done } = writer();
  u16(0xef01);
  u32(address);
  u8(kind);
  u16(payload.length + 2);
  bytes(payload);
  u16(sumOf(kind, payload));
  return done();
}

export interface Framer {
  /** The packets that became whole with this chunk, each a copy. */
  push(chunk: Uint8Array): readonly Packet[];
  /** Silence: what is held is no packet any more; answers packets that a false start had hidden. */
  flush(): readonly Packet[];
  /** Starts with the right address that turned out to be no packet: a wrong length, kind or sum. */
  damaged(): number;
}

/** Takes packets of one address out of a stream that may hold anything else besides. After a false start the search goes on one byte further. */
export function framer(address = ANY_ADDRESS): Framer {
  const start = encodePacket(packetKinds.data, new Uint8Array(0), address).subarray(0, 6);
  let held: Uint8Array = new Uint8Array(0);
  let broken = 0;

  const take = (isSilent: boolean): readonly Packet[] => {
    const whole: Packet[] = [];
    for (;;) {
      held = held.subarray(findStart(held, start));
      if (held.length === 0) return whole;
      const next = parse(held);
      if (next === 'more' && !isSilent) {
        // A copy, so that a large chunk is not kept for the few bytes at its end.
        held = held.slice();
        return whole;
      }
      if (typeof next === 'object') {
        whole.push(next);
        held = held.subarray(FRAME + next.payload.length);
        continue;
      }
      if (held.length >= start.length) broken++;
      held = held.subarray(1);
    }
  };

  return {
    push: (chunk) => {
      held = held.length === 0 ? chunk : joinBytes([held, chunk]);
      return take(false);
    },
    flush: () => take(true),
    damaged: () => broken,
  };
}

/** Where the start is, or where its first bytes stand at the end. */
function findStart(bytes: Uint8Array, start: Uint8Array): number {
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    let same = 1;
    while (same < start.length && at + same < bytes.length && bytes[at + same] === start[same]) same++;
    if (same === start.length || at + same === bytes.length) return at;
  }
  return bytes.length;
}

function parse(bytes: Uint8Array): Packet | 'more' | 'broken' {
  const kind = bytes[6];
  if (kind === undefined) return 'more';
  if (!known.has(kind)) return 'broken';
  if (bytes.length < HEAD) return 'more';
  const length = u16(bytes, 7) - 2;
  if (length < 0 || length > LONGEST_PAYLOAD) return 'broken';
  if (bytes.length < FRAME + length) return 'more';
  const payload = bytes.slice(HEAD, HEAD + length);
  return u16(bytes, HEAD + length) === sumOf(kind, payload) ? { kind: kind as PacketKind, payload } : 'broken';
}

function sumOf(kind: number, payload: Uint8Array): number {
  const length = payload.length + 2;
  let sum = kind + (length >> 8) + (length & 0xff);
  for (const byte of payload) sum += byte;
  return sum & 0xffff;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
