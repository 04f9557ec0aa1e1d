/** Large whole numbers and their big-endian bytes. */
import { fromHex, toHex } from '../bytes.js';

/** Unsigned; no bytes are zero. */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** Exactly `length` bytes; a larger number is a programmer's mistake. */
export function toBytes(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0');
  if (hex.length !== length * 2) throw new RangeError('number too large');
  return fromHex(hex);
}

/** Not negative, whatever the sign of `value`. */
export function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** base ^ exponent mod modulus, square and multiply. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = modulo(base, modulus);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** A private key from random bytes, 1 … order − 1. Eight bytes more than the order has make the bias none. */
export function scalarFrom(random: Uint8Array, order: bigint): bigint {
  return (toNumber(random) % (order - 1n)) + 1n;
}
