/** Byte strings: joining, comparing, hexadecimal. */
import { timingSafeEqual } from 'node:crypto';

import { joinBytes } from '../frame/bytes.js';

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** In constant time for equal lengths. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex').toUpperCase();
}

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(/\s+/g, ''), 'hex'));
}

/** Big-endian. */
export function uint16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}
