/** ECDSA as active authentication uses it (Doc 9303-11 clause 6.1.2.3): r ‖ s, or the same in DER from chips that know no better. */
import { createHash } from 'node:crypto';

import type { Curve } from './curves.js';
import { modulo, power, toNumber } from './numbers.js';
import { child, readAll } from './tlv.js';

export type SignatureHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** Where DG14 does not name it: as long as the key. */
export function hashForCurve(curve: Curve): SignatureHash {
  const bits = curve.point.Fn.ORDER.toString(2).length;
  if (bits <= 192) return 'sha1';
  if (bits <= 224) return 'sha224';
  if (bits <= 320) return 'sha256';
  return bits <= 384 ? 'sha384' : 'sha512';
}

/** `length` is the order's, bytes. */
function numbersOf(signature: Uint8Array, length: number): readonly bigint[] {
  const half = signature.length / 2;
  const inner = signature.length === 2 * length ? null : child(signature, 0x30);
  return inner === null ? [toNumber(signature.subarray(0, half)), toNumber(signature.subarray(half))] : readNumbers(inner);
}

function readNumbers(sequence: Uint8Array): readonly bigint[] {
  const objects = readAll(sequence);
  return objects.ok && objects.value.every((one) => one.tag === 0x02) ? objects.value.map((one) => toNumber(one.value)) : [];
}

/** `point` is 04 ‖ x ‖ y. High s is as good as low: the standard does not choose. */
export function verifyPlain({ point: Point }: Curve, point: Uint8Array, hash: SignatureHash, message: Uint8Array, signature: Uint8Array): boolean {
  const order = Point.Fn.ORDER;
  const [r = 0n, s = 0n] = numbersOf(signature, Point.Fn.BYTES);
  if (r <= 0n || s <= 0n || r >= order || s >= order) return false;
  const digest = new Uint8Array(createHash(hash).update(message).digest());
  const bits = order.toString(2).length;
  const excess = Math.max(0, digest.length * 8 - bits);
  const value = modulo(toNumber(digest) >> BigInt(excess), order);
  try {
    const key = Point.fromBytes(point);
    const inverse = power(s, order - 2n, order);
    const sum = Point.BASE.mulAddUnsafe(modulo(value * inverse, order), key, modulo(r * inverse, order));
    return !sum.is0() && modulo(sum.toAffine().x, order) === r;
  } catch {
    return false;
  }
}
