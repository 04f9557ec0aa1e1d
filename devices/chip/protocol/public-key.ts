/** SubjectPublicKeyInfo of DG14 and DG15: RSA, elliptic curves (named, explicit or standardized), Diffie-Hellman (X9.42, PKCS #3). */
import { toHex } from '../bytes.js';

import { curveById, curveByNumbers, curveByOid, type Curve } from './curves.js';
import { toNumber } from './numbers.js';
import { dhGroups, type DhParameters } from './dh-groups.js';
import { readReadable, type Tlv } from './tlv.js';

export type ChipPublicKey =
  | { readonly kind: 'rsa'; readonly modulus: bigint; readonly exponent: bigint }
  /** `point` is 04 ‖ x ‖ y, not yet looked at. */
  | { readonly kind: 'ec'; readonly curve: Curve; readonly point: Uint8Array }
  /** `value` as the chip wrote it, without leading zero. */
  | { readonly kind: 'dh'; readonly parameters: DhParameters; readonly value: Uint8Array };

const oids = {
  rsa: '2A864886F70D010101', ec: '2A8648CE3D0201', dhPublicNumber: '2A8648CE3E0201', dhKeyAgreement: '2A864886F70D010301',
  standardized: '04007F00070102',
} as const;
/** Bits beyond which a modulus is not believed. */
const largestModulus = 8192;
const smallestModulus = 512;
/** Of a prime group's subgroup. */
const largestOrder = 1n << 512n;

/** `spki` is the content of the sequence. Null for what is not known: never a throw. */
export function parsePublicKey(spki: Uint8Array): ChipPublicKey | null {
  const [algorithm, bits] = readReadable(spki);
  if (algorithm?.tag !== 0x30 || bits?.tag !== 0x03 || bits.value[0] !== 0) return null;
  const [oid, parameters] = readReadable(algorithm.value);
  if (oid?.tag !== 0x06) return null;
  const key = bits.value.subarray(1);
  const name = toHex(oid.value);
  if (name === oids.rsa) return rsaKey(key);
  if (name === oids.ec) return ecKey(parameters, key);
  if (name === oids.standardized) return standardKey(parameters, key);
  return name === oids.dhPublicNumber || name === oids.dhKeyAgreement ? dhKey(numbers(parameters), name, key) : null;
}

/**
 * Which standardized domain parameters (0–2, 8–18) an AlgorithmIdentifier means, by number, by name or by giving them in full: nobody signs
 * EF.CardAccess, so parameters of anyone's own making are not believed. Null for others.
 */
export function domainOf(algorithm: Uint8Array): number | null {
  const [oid, parameters] = readReadable(algorithm);
  if (oid?.tag !== 0x06) return null;
  const name = toHex(oid.value);
  if (name === oids.standardized) {
    const id = parameters?.tag === 0x02 ? (parameters.value.at(-1) ?? 0) : -1;
    return curveById(id) === null && dhGroups[id] === undefined ? null : id;
  }
  if (name === oids.ec) return (parameters?.tag === 0x06 ? curveByOid(toHex(parameters.value)) : explicitCurve(parameters))?.id ?? null;
  if (name !== oids.dhPublicNumber && name !== oids.dhKeyAgreement) return null;
  const [p, g] = numbers(parameters);
  const id = dhGroups.findIndex((one) => one.p === p && one.g === g);
  return id < 0 ? null : id;
}

function numbers(sequence: Tlv | undefined): readonly bigint[] {
  if (sequence?.tag !== 0x30) return [];
  return readReadable(sequence.value).filter((one) => one.tag === 0x02 && one.value.length <= largestModulus / 8 + 1).map((one) => toNumber(one.value));
}

function isModulus(value: bigint): boolean {
  const bits = value.toString(2).length;
  return bits >= smallestModulus && bits <= largestModulus && (value & 1n) === 1n;
}

function rsaKey(key: Uint8Array): ChipPublicKey | null {
  const [modulus, exponent] = numbers(readReadable(key)[0]);
  if (modulus === undefined || exponent === undefined || !isModulus(modulus) || exponent < 3n || exponent >= 1n << 64n) return null;
  return { kind: 'rsa', modulus, exponent };
}

function ecKey(parameters: Tlv | undefined, point: Uint8Array): ChipPublicKey | null {
  const curve = parameters?.tag === 0x06 ? curveByOid(toHex(parameters.value)) : explicitCurve(parameters);
  return curve === null ? null : { kind: 'ec', curve, point };
}

/** SpecifiedECDomain: version, field { type, prime }, curve, base, order, cofactor. */
function explicitCurve(parameters: Tlv | undefined): Curve | null {
  if (parameters?.tag !== 0x30) return null;
  const [, field, , , order] = readReadable(parameters.value);
  const prime = field?.tag === 0x30 ? readReadable(field.value)[1] : undefined;
  if (prime?.tag !== 0x02 || order?.tag !== 0x02) return null;
  return curveByNumbers(toNumber(prime.value), toNumber(order.value));
}

function standardKey(parameters: Tlv | undefined, key: Uint8Array): ChipPublicKey | null {
  const id = parameters?.tag === 0x02 ? (parameters.value.at(-1) ?? 0) : -1;
  const curve = curveById(id);
  if (curve !== null) return { kind: 'ec', curve, point: key };
  const group = dhGroups[id];
  return group === undefined ? null : dhValue(group, key);
}

/** X9.42 has p, g, q; PKCS #3 has p, g and a length. */
function dhKey([p, g, q]: readonly bigint[], name: string, key: Uint8Array): ChipPublicKey | null {
  if (p === undefined || g === undefined || !isModulus(p)) return null;
  const known = dhGroups.find((one) => one.p === p)?.q ?? null;
  const order = name === oids.dhPublicNumber && q !== undefined && q < largestOrder ? q : known;
  return dhValue({ p, g, q: order }, key);
}

function dhValue(parameters: DhParameters, key: Uint8Array): ChipPublicKey | null {
  const [value] = readReadable(key);
  if (value?.tag !== 0x02) return null;
  return { kind: 'dh', parameters, value: value.value[0] === 0 ? value.value.subarray(1) : value.value };
}
