/**
 * The curve of a key in a certificate, by name or by explicit parameters (Doc 9303-12 clause 4.1.6).
 * Of explicit ones only prime and order choose: base point and coefficients are always the known curve's own, never the certificate's.
 */
import { ecdsa, type ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { toHex } from '../bytes.js';
import { curveByNumbers, curveByOid, curves, type Curve } from '../protocol/curves.js';
import { toNumber } from '../protocol/numbers.js';
import { childrenOf, identifierOf, magnitudeOf, nodeAt, smallInteger } from './der.js';

/** Bytes of the largest prime and order. */
const largestNumber = 66;

const signers = new Map<Curve, ECDSA>();

/** Its own hash never counts: hashes are made before. */
export function ecdsaOn(curve: Curve): ECDSA {
  const signer = signers.get(curve) ?? ecdsa(curve.point, sha256);
  signers.set(curve, signer);
  return signer;
}

export function curveNamed(name: string): Curve {
  const curve = curves.find((one) => one.name === name);
  if (curve === undefined) throw new RangeError(`no curve ${name}`);
  return curve;
}

/** ECParameters in DER: a name, or SpecifiedECDomain (X9.62: version, field, curve, base, order). Null for a curve that is not known. */
export function curveOf(parameters: Uint8Array | null): Curve | null {
  const node = parameters === null ? null : nodeAt(parameters);
  if (node === null) return null;
  if (node.tag === 0x06) return curveByOid(toHex(node.content));
  const [version, field, , , order] = childrenOf(node, 0x30) ?? [];
  const [kind, prime] = childrenOf(field, 0x30) ?? [];
  const [p, n] = [magnitudeOf(prime), magnitudeOf(order)];
  // 1.2.840.10045.1.1: a prime field.
  if (smallInteger(version) === null || identifierOf(kind) !== '1.2.840.10045.1.1' || p === null || n === null) return null;
  return p.length > largestNumber || n.length > largestNumber ? null : curveByNumbers(toNumber(p), toNumber(n));
}
