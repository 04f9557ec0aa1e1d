/** Elliptic curves of the standardized domain parameters (Doc 9303-11 clause 9.5.1). Native code is no help: what comes with Electron has no brainpool. */
import { weierstrass, type WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

export interface Curve {
  readonly name: string;
  /** Standardized domain parameters, 8–18. */
  readonly id: number;
  /** Content bytes of the object identifier, hex. */
  readonly oid: string;
  readonly point: WeierstrassPointCons<bigint>;
}

/** Every cofactor is 1. */
function curve(p: string, a: string, b: string, n: string, x: string, y: string): WeierstrassPointCons<bigint> {
  const number = (hex: string): bigint => BigInt(`0x${hex}`);
  return weierstrass({ p: number(p), a: number(a), b: number(b), n: number(n), h: 1n, Gx: number(x), Gy: number(y) });
}

/** ANSI X9.62 and RFC 5639 curves that the library does not bring. */
const p192 = curve(
  'fffffffffffffffffffffffffffffffeffffffffffffffff', 'fffffffffffffffffffffffffffffffefffffffffffffffc',
  '64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1', 'ffffffffffffffffffffffff99def836146bc9b1b4d22831',
  '188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012', '07192b95ffc8da78631011ed6b24cdd573f977a11e794811',
);
const p224 = curve(
  'ffffffffffffffffffffffffffffffff000000000000000000000001', 'fffffffffffffffffffffffffffffffefffffffffffffffffffffffe',
  'b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4', 'ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d',
  'b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21', 'bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34',
);
const brainpool192 = curve(
  'c302f41d932a36cda7a3463093d18db78fce476de1a86297', '6a91174076b1e0e19c39c031fe8685c1cae040e5c69a28ef',
  '469a28ef7c28cca3dc721d044f4496bcca7ef4146fbf25c9', 'c302f41d932a36cda7a3462f9e9e916b5be8f1029ac4acc1',
  'c0a0647eaab6a48753b033c56cb0f0900a2f5c4853375fd6', '14b690866abd5bb88b5f4828c1490002e6773fa2fa299b8f',
);
const brainpool224 = curve(
  'd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ff', '68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43',
  '2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400b', 'd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939f',
  '0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07d', '58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cd',
);
const brainpool320 = curve(
  'd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27',
  '3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4',
  '520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6',
  'd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311',
  '43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611',
  '14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1',
);

export const curves: readonly Curve[] = [
  { name: 'P-192', id: 8, oid: '2A8648CE3D030101', point: p192 },
  { name: 'brainpoolP192r1', id: 9, oid: '2B2403030208010103', point: brainpool192 },
  { name: 'P-224', id: 10, oid: '2B81040021', point: p224 },
  { name: 'brainpoolP224r1', id: 11, oid: '2B2403030208010105', point: brainpool224 },
  { name: 'P-256', id: 12, oid: '2A8648CE3D030107', point: p256.Point },
  { name: 'brainpoolP256r1', id: 13, oid: '2B2403030208010107', point: brainpoolP256r1.Point },
  { name: 'brainpoolP320r1', id: 14, oid: '2B2403030208010109', point: brainpool320 },
  { name: 'P-384', id: 15, oid: '2B81040022', point: p384.Point },
  { name: 'brainpoolP384r1', id: 16, oid: '2B240303020801010B', point: brainpoolP384r1.Point },
  { name: 'brainpoolP512r1', id: 17, oid: '2B240303020801010D', point: brainpoolP512r1.Point },
  { name: 'P-521', id: 18, oid: '2B81040023', point: p521.Point },
];

/** Explicit parameters are believed only where they are those of a known curve: prime and order tell which. */
export function curveByNumbers(prime: bigint, order: bigint): Curve | null {
  return curves.find((one) => one.point.Fp.ORDER === prime && one.point.Fn.ORDER === order) ?? null;
}

export function curveByOid(oid: string): Curve | null {
  return curves.find((one) => one.oid === oid) ?? null;
}

export function curveById(id: number): Curve | null {
  return curves.find((one) => one.id === id) ?? null;
}
