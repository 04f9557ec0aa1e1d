/** Key agreement over elliptic curves and prime groups alike, elements as bytes: points as 04 ‖ x ‖ y, numbers as long as the prime. */
import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';

import { curveById, type Curve } from './curves.js';
import { dhGroups, type DhParameters } from './dh-groups.js';
import { nativeCurve, type NativeCurve } from './native-agreement.js';
import { modulo, power, scalarFrom, toBytes, toNumber } from './numbers.js';

/** Every function gives null for an element that is not of the group, or leads to its neutral element. */
export interface Group {
  readonly kind: 'ecdh' | 'dh';
  /** For details and facts: `brainpoolP256r1`, `DH 2048`. */
  readonly name: string;
  readonly generator: Uint8Array;
  /** Random bytes that a private key is made from. */
  readonly randomLength: number;
  privateKey(random: Uint8Array): bigint;
  publicKey(secret: bigint, generator?: Uint8Array): Uint8Array | null;
  /** The x coordinate, or the number: what keys are derived from. */
  sharedSecret(secret: bigint, peer: Uint8Array): Uint8Array | null;
  /** The same in two parts: what needs the secret alone is computed at once. */
  agreement(secret: bigint): (peer: Uint8Array) => Uint8Array | null;
  /** secret · peer as a whole element. */
  multiply(secret: bigint, peer: Uint8Array): Uint8Array | null;
  /** Generic mapping: nonce · G + H, where H is the element agreed on. */
  mapGeneric(nonce: Uint8Array, secret: bigint, peer: Uint8Array): Uint8Array | null;
  /**
   * The public key after the generic mapping, ±secret · (nonce · G + H), in two parts: what needs no H is computed at once, the rest from the peer's element.
   * Of the two points that share an x it is the one with the even y: the secret shared later is an x alone, so that either goes with `secret`.
   * The mapped generator itself is not needed for it, which saves most of the work between two commands. Missing where a group has no such short cut.
   */
  readonly mappedKey?: (nonce: Uint8Array, mappingSecret: bigint, secret: bigint) => (peer: Uint8Array) => Uint8Array | null;
  /** Integrated mapping of a number below the prime, made by the pseudo-random function; null where the group has none. */
  mapIntegrated(number: bigint): Uint8Array | null;
  /** The prime, for the pseudo-random function. */
  readonly prime: bigint;
  /** What private keys are below. */
  readonly order: bigint;
}

/** The public key's tag in an authentication token: 86 for a point, 84 for a number. */
export const tokenTag = { ecdh: 0x86, dh: 0x84 } as const;

/** Null for parameters that are reserved. */
export function standardGroup(id: number): Group | null {
  const prime = dhGroups[id];
  if (prime !== undefined) return dhGroup(prime);
  const curve = curveById(id);
  return curve === null ? null : curveGroup(curve);
}

const natives = new Map<string, NativeCurve | null>();

function nativeOf(name: string): NativeCurve | null {
  const known = natives.get(name);
  const found = known === undefined ? nativeCurve(name) : known;
  natives.set(name, found);
  return found;
}

/** `native`: node's own arithmetic where it knows the curve; the same answers without. */
export function curveGroup({ name, point: Point }: Curve, native = nativeOf(name)): Group {
  const order = Point.Fn.ORDER;
  const length = Point.Fp.BYTES;
  const decode = (bytes: Uint8Array): WeierstrassPoint<bigint> | null => {
    // Uncompressed only; the library checks that it lies on the curve.
    if (bytes.length !== 2 * length + 1 || bytes[0] !== 4) return null;
    try {
      return Point.fromBytes(bytes);
    } catch {
      return null;
    }
  };
  const encode = (point: WeierstrassPoint<bigint>): Uint8Array | null => (point.is0() ? null : point.toBytes(false));
  const product = (secret: bigint, peer: Uint8Array): WeierstrassPoint<bigint> | null => {
    const point = decode(peer);
    const scalar = modulo(secret, order);
    return point === null || scalar === 0n ? null : point.multiply(scalar);
  };
  const agreement = (secret: bigint): (peer: Uint8Array) => Uint8Array | null => {
    const scalar = modulo(secret, order);
    const ready = native === null || scalar === 0n ? null : native.agreement(toBytes(scalar, Point.Fn.BYTES));
    return (peer) => {
      if (ready !== null) return peer.length === 2 * length + 1 && peer[0] === 4 ? ready(peer) : null;
      const point = product(scalar, peer);
      return point === null || point.is0() ? null : toBytes(point.toAffine().x, length);
    };
  };
  return {
    kind: 'ecdh', name, prime: Point.Fp.ORDER, order, generator: Point.BASE.toBytes(false), randomLength: Point.Fn.BYTES + 8,
    privateKey: (random) => scalarFrom(random, order),
    publicKey(secret, generator) {
      if (generator === undefined && native !== null) return native.publicKey(toBytes(secret, Point.Fn.BYTES));
      const point = generator === undefined ? Point.BASE.multiply(secret) : product(secret, generator);
      return point === null ? null : encode(point);
    },
    sharedSecret: (secret, peer) => agreement(secret)(peer),
    agreement,
    multiply(secret, peer) {
      const point = product(secret, peer);
      return point === null ? null : encode(point);
    },
    mapGeneric(nonce, secret, peer) {
      const agreed = product(secret, peer);
      const scalar = modulo(toNumber(nonce), order);
      if (agreed === null) return null;
      return encode(scalar === 0n ? agreed : Point.BASE.multiply(scalar).add(agreed));
    },
    mappedKey(nonce, mappingSecret, secret) {
      // nonce · G + mappingSecret · peer = mappingSecret · (peer + nonce / mappingSecret · G): one multiplication is left for when the peer is known.
      const moved = modulo(toNumber(nonce) * Point.Fn.inv(mappingSecret), order);
      const offset = moved === 0n ? Point.ZERO : Point.BASE.multiply(moved);
      const both = modulo(mappingSecret * secret, order);
      const agreed = native?.agreement(toBytes(both, Point.Fn.BYTES));
      return (peer) => {
        const shifted = decode(peer)?.add(offset);
        if (shifted === undefined || shifted.is0()) return null;
        const x = agreed?.(shifted.toBytes(false));
        if (x !== undefined) return x === null || native === null ? null : native.evenPoint(x);
        // In half the time: this number serves once, and what the time it takes tells of it opens nothing.
        const point = shifted.multiplyUnsafe(both);
        return encode(point.toAffine().y % 2n === 0n ? point : point.negate());
      };
    },
    mapIntegrated(number) {
      const point = integratedPoint(number, Point.CURVE().a, Point.CURVE().b, Point.Fp.ORDER);
      return point === null ? null : encode(Point.fromAffine(point));
    },
  };
}

/** Doc 9303-11 appendix B.2, affine: needs a prime of 3 modulo 4, as all but that of P-224 are. */
function integratedPoint(t: bigint, a: bigint, b: bigint, p: bigint): { readonly x: bigint; readonly y: bigint } | null {
  if (p % 4n !== 3n) return null;
  const invert = (value: bigint): bigint => power(value, p - 2n, p);
  const alpha = modulo(-t * t, p);
  const sum = modulo(alpha + alpha * alpha, p);
  if (sum === 0n) return null;
  const x2 = modulo(-b * invert(a) * (1n + invert(sum)), p);
  const x3 = modulo(alpha * x2, p);
  const h2 = modulo(x2 ** 3n + a * x2 + b, p);
  const root = power(h2, p - 1n - (p + 1n) / 4n, p);
  if (modulo(root * root * h2, p) === 1n) return { x: x2, y: modulo(root * h2, p) };
  return { x: x3, y: modulo(root * t ** 3n * h2, p) };
}

export function dhGroup({ p, g, q }: DhParameters): Group {
  const length = Math.ceil(p.toString(2).length / 8);
  // Without a known subgroup order, 256 bits of exponent stand for it.
  const order = q ?? 1n << 256n;
  const decode = (bytes: Uint8Array): bigint | null => {
    const value = toNumber(bytes);
    if (value <= 1n || value >= p - 1n) return null;
    return q !== null && power(value, q, p) !== 1n ? null : value;
  };
  const encode = (value: bigint): Uint8Array | null => (value <= 1n ? null : toBytes(value, length));
  const multiply = (secret: bigint, peer: Uint8Array): Uint8Array | null => {
    const value = decode(peer);
    return value === null ? null : encode(power(value, secret, p));
  };
  return {
    kind: 'dh', name: `DH ${length * 8}`, prime: p, order, generator: toBytes(g, length),
    randomLength: Math.ceil(order.toString(2).length / 8) + 8,
    privateKey: (random) => scalarFrom(random, order),
    publicKey: (secret, generator) => encode(power(generator === undefined ? g : toNumber(generator), secret, p)),
    sharedSecret: multiply,
    agreement: (secret) => (peer) => multiply(secret, peer),
    multiply,
    mapGeneric(nonce, secret, peer) {
      const agreed = multiply(secret, peer);
      return agreed === null ? null : encode((power(g, toNumber(nonce), p) * toNumber(agreed)) % p);
    },
    mapIntegrated: (number) => (q === null ? null : encode(power(number, (p - 1n) / q, p))),
  };
}
