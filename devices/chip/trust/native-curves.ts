/** ECDSA over NIST curves by node's own cryptography, some ten times as fast as in script; asked once what it can, since hosts differ (BoringSSL, OpenSSL). */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';

import type { Curve } from '../protocol/curves.js';
import type { HashName } from './algorithms.js';

const nativeNames: readonly string[] = ['P-256', 'P-384', 'P-521'];
const able = new Map<string, boolean>();

/** `point` uncompressed; throws where it is not on the curve. */
function keyOf(curve: Curve, point: Uint8Array): KeyObject {
  const size = (point.length - 1) / 2;
  const coordinate = (start: number): string => Buffer.from(point.subarray(start, start + size)).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: curve.name, x: coordinate(1), y: coordinate(1 + size) } });
}

function isAble(curve: Curve): boolean {
  const known = able.get(curve.name);
  if (known !== undefined) return known;
  let is = false;
  try {
    // Not a signature: refused with an answer and not with an error where curve and encoding are known.
    const nobody = new Uint8Array(2 * curve.point.Fn.BYTES).fill(1);
    is = !verify('sha256', new Uint8Array(), { key: keyOf(curve, curve.point.BASE.toBytes(false)), dsaEncoding: 'ieee-p1363' }, nobody);
  } catch {
    // Unknown here: the script's own arithmetic does it.
  }
  able.set(curve.name, is);
  return is;
}

/** `compact` is r and s side by side. Null where this host cannot judge it; throws for a point that is not on the curve. */
export function verifyNatively(curve: Curve, point: Uint8Array, hash: HashName, message: Uint8Array, compact: Uint8Array): boolean | null {
  if (!nativeNames.includes(curve.name) || point[0] !== 0x04 || point.length !== 1 + 2 * curve.point.Fp.BYTES || !isAble(curve)) return null;
  return verify(hash, message, { key: keyOf(curve, point), dsaEncoding: 'ieee-p1363' }, compact);
}
