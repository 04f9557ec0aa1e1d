/** ISO/IEC 9796-2 digital signature scheme 1, as active authentication with RSA uses it (Doc 9303-11 clause 6.1.2.2): verification alone. */
import { createHash } from 'node:crypto';

import { concat, sameBytes } from '../bytes.js';

import { power, toBytes, toNumber } from './numbers.js';

/** Trailer, and the hash that it names: BC alone is SHA-1. RIPEMD-160 (31CC) and Whirlpool (37CC) are on no chip. */
const hashes: Readonly<Record<number, string>> = { 0x33: 'sha1', 0x34: 'sha256', 0x35: 'sha512', 0x36: 'sha384', 0x38: 'sha224' };

export type RecoveryOutcome = 'right' | 'wrong' | 'hash-unknown';

/** Whether `signature` is one over a text that ends in `challenge`. */
export function verifyRecovery(modulus: bigint, exponent: bigint, signature: Uint8Array, challenge: Uint8Array): RecoveryOutcome {
  const value = toNumber(signature);
  if (value === 0n || value >= modulus) return 'wrong';
  const opened = power(value, exponent, modulus);
  // Clause 11: of the two square-like representatives, the one that ends in C.
  const whole = (opened & 0xfn) === 0xcn ? opened : modulus - opened;
  const block = toBytes(whole, Math.ceil(modulus.toString(2).length / 8));
  const last = block.length - 1;
  const isLong = block[last] === 0xcc;
  const hash = isLong ? hashes[block[last - 1] ?? 0] : block[last] === 0xbc ? 'sha1' : undefined;
  // 01 at the head, then whether part of the text is recovered and part is the challenge.
  if (((block[0] ?? 0) & 0xc0) !== 0x40) return 'wrong';
  if (hash === undefined) return isLong ? 'hash-unknown' : 'wrong';
  const start = block.findIndex((byte) => (byte & 0x0f) === 0x0a) + 1;
  const size = createHash(hash).digest().length;
  const end = block.length - (isLong ? 2 : 1) - size;
  if (start === 0 || start > end) return 'wrong';
  const digest = createHash(hash).update(concat(block.subarray(start, end), challenge)).digest();
  return sameBytes(digest, block.subarray(end, end + size)) ? 'right' : 'wrong';
}
