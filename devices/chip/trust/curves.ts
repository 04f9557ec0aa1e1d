/**
 * The elliptic curves of travel documents (Doc 9303-12 clause 4.1.6, BSI TR-03116-2), by name or by explicit parameters.
 * Of explicit ones only prime and order choose: base point and coefficients are always the known curve's own, never the certificate's.
 */
import { ecdsa, weierstrass, type ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha224, sha256, sha384 } from '@noble/hashes/sha2.js';

import { childrenOf, identifierOf, magnitudeOf, nodeAt, smallInteger } from './der.js';

export interface NamedCurve {
  readonly name: CurveName;
  readonly identifier: string;
  readonly curve: ECDSA;
}

export type CurveName = 'P-224' | 'P-256' | 'P-384' | 'P-521' | 'brainpoolP224r1' | 'brainpoolP256r1' | 'brainpoolP320r1' | 'brainpoolP384r1' | 'brainpoolP512r1';

const number = (hex: string): bigint => BigInt(`0x${hex}`);

/** RFC 5639 clause 3.3. */
const brainpoolP224r1 = ecdsa(weierstrass({
  p: number('d7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ff'), n: number('d7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939f'), h: 1n,
  a: number('68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43'), b: number('2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400b'),
  Gx: number('0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07d'), Gy: number('58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cd'),
}), sha224);

/** RFC 5639 clause 3.5. */
const brainpoolP320r1 = ecdsa(weierstrass({
  p: number('d35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27'),
  n: number('d35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311'), h: 1n,
  a: number('3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4'),
  b: number('520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6'),
  Gx: number('43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611'),
  Gy: number('14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1'),
}), sha384);

/** FIPS 186-4 clause D.1.2.2. */
const p224 = ecdsa(weierstrass({
  p: number('ffffffffffffffffffffffffffffffff000000000000000000000001'), n: number('ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d'), h: 1n,
  a: number('fffffffffffffffffffffffffffffffefffffffffffffffffffffffe'), b: number('b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4'),
  Gx: number('b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21'), Gy: number('bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34'),
}), sha256);

export const curves: readonly NamedCurve[] = [
  { name: 'P-224', identifier: '1.3.132.0.33', curve: p224 },
  { name: 'P-256', identifier: '1.2.840.10045.3.1.7', curve: p256 },
  { name: 'P-384', identifier: '1.3.132.0.34', curve: p384 },
  { name: 'P-521', identifier: '1.3.132.0.35', curve: p521 },
  { name: 'brainpoolP224r1', identifier: '1.3.36.3.3.2.8.1.1.5', curve: brainpoolP224r1 },
  { name: 'brainpoolP256r1', identifier: '1.3.36.3.3.2.8.1.1.7', curve: brainpoolP256r1 },
  { name: 'brainpoolP320r1', identifier: '1.3.36.3.3.2.8.1.1.9', curve: brainpoolP320r1 },
  { name: 'brainpoolP384r1', identifier: '1.3.36.3.3.2.8.1.1.11', curve: brainpoolP384r1 },
  { name: 'brainpoolP512r1', identifier: '1.3.36.3.3.2.8.1.1.13', curve: brainpoolP512r1 },
];

function toNumber(bytes: Uint8Array): bigint {
  return number(Buffer.from(bytes).toString('hex') || '0');
}

/** ECParameters in DER: a name, or SpecifiedECDomain (X9.62: version, field, curve, base, order). Null for a curve that is not known. */
export function curveOf(parameters: Uint8Array | null): NamedCurve | null {
  const node = parameters === null ? null : nodeAt(parameters);
  if (node === null) return null;
  const name = identifierOf(node);
  if (name !== null) return curves.find((one) => one.identifier === name) ?? null;
  const [version, field, , , order] = childrenOf(node, 0x30) ?? [];
  const [kind, prime] = childrenOf(field, 0x30) ?? [];
  const [p, n] = [magnitudeOf(prime), magnitudeOf(order)];
  // 1.2.840.10045.1.1: a prime field. Sizes are bounded before they become numbers.
  if (smallInteger(version) === null || identifierOf(kind) !== '1.2.840.10045.1.1' || p === null || n === null || p.length > 66 || n.length > 66) return null;
  return curves.find(({ curve }) => curve.Point.Fp.ORDER === toNumber(p) && curve.Point.Fn.ORDER === toNumber(n)) ?? null;
}
