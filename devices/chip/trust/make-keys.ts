/** Keys of invented issuers, and what they sign: for the simulator's cards and their trust lists. */
import { constants, createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

import type { Curve } from '../protocol/curves.js';
import type { HashName } from './algorithms.js';
import { concat, fromHex } from '../bytes.js';
import { curveNamed, ecdsaOn } from './curves.js';
import { bits, der, identifier, integer, nothing, octets, sequence } from './der-write.js';
import { childrenOf, nodeAt } from './der.js';

export interface EcSigningKey {
  readonly kind: 'ec';
  readonly curve: Curve;
  readonly secret: Uint8Array;
  readonly hash: HashName;
  /** Whether certificates tell the curve by its parameters. */
  readonly explicit: boolean;
}

export interface RsaSigningKey {
  readonly kind: 'rsa' | 'rsa-pss';
  readonly private: KeyObject;
  readonly public: KeyObject;
  readonly hash: HashName;
}

export type SigningKey = EcSigningKey | RsaSigningKey;

const ecdsaWith: Readonly<Record<HashName, string>> = {
  sha1: '1.2.840.10045.4.1', sha224: '1.2.840.10045.4.3.1', sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha512: '1.2.840.10045.4.3.4',
};
const rsaWith: Readonly<Record<HashName, string>> = {
  sha1: '1.2.840.113549.1.1.5', sha224: '1.2.840.113549.1.1.14', sha256: '1.2.840.113549.1.1.11', sha384: '1.2.840.113549.1.1.12', sha512: '1.2.840.113549.1.1.13',
};
const hashIdentifiers: Readonly<Record<HashName, string>> = {
  sha1: '1.3.14.3.2.26', sha224: '2.16.840.1.101.3.4.2.4', sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3',
};
const hashBytes: Readonly<Record<HashName, number>> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** The hash that fits the curve, unless another is given. `explicit` writes the curve's parameters instead of its name. `random` gives as many bytes as asked. */
export function makeEcKey(name: string, options: { readonly hash?: HashName; readonly explicit?: boolean; readonly random?: (size: number) => Uint8Array } = {}): EcSigningKey {
  const curve = curveNamed(name);
  const bytes = curve.point.Fn.BYTES;
  const hash = options.hash ?? (bytes <= 32 ? 'sha256' : bytes <= 48 ? 'sha384' : 'sha512');
  const random = options.random ?? ((size: number) => new Uint8Array(randomBytes(size)));
  const { utils, lengths } = ecdsaOn(curve);
  return { kind: 'ec', curve, secret: utils.randomSecretKey(random(lengths.seed ?? 2 * bytes)), hash, explicit: options.explicit ?? false };
}

/** Slow (seconds at 4,096 bits): make few and use them for many. */
export function makeRsaKey(size: number, hash: HashName = 'sha256', kind: RsaSigningKey['kind'] = 'rsa'): RsaSigningKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: size });
  return { kind, hash, private: pair.privateKey, public: pair.publicKey };
}

export function hashIdentifier(hash: HashName): Uint8Array {
  return sequence(identifier(hashIdentifiers[hash]), nothing);
}

/** AlgorithmIdentifier of what signWith makes. */
export function signatureIdentifier(key: SigningKey): Uint8Array {
  if (key.kind === 'ec') return sequence(identifier(ecdsaWith[key.hash]));
  return key.kind === 'rsa' ? sequence(identifier(rsaWith[key.hash]), nothing) : sequence(identifier('1.2.840.113549.1.1.10'), pssParameters(key.hash));
}

function pssParameters(hash: HashName): Uint8Array {
  return sequence(
    der(0xa0, hashIdentifier(hash)), der(0xa1, sequence(identifier('1.2.840.113549.1.1.8'), hashIdentifier(hash))), der(0xa2, integer(hashBytes[hash])),
  );
}

export function signWith(key: SigningKey, message: Uint8Array): Uint8Array {
  if (key.kind !== 'ec') {
    const padding = key.kind === 'rsa' ? { padding: constants.RSA_PKCS1_PADDING } : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: hashBytes[key.hash] };
    return new Uint8Array(sign(key.hash, message, { key: key.private, ...padding }));
  }
  const digest = new Uint8Array(createHash(key.hash).update(message).digest());
  const compact = ecdsaOn(key.curve).sign(digest, key.secret, { prehash: false, lowS: false });
  const half = compact.length / 2;
  return sequence(integer(compact.subarray(0, half)), integer(compact.subarray(half)));
}

/** SubjectPublicKeyInfo in DER. */
export function publicKeyInfo(key: SigningKey): Uint8Array {
  if (key.kind === 'ec') {
    const name = der(0x06, fromHex(key.curve.oid));
    return sequence(sequence(identifier('1.2.840.10045.2.1'), key.explicit ? explicitParameters(key.curve) : name), bits(ecdsaOn(key.curve).getPublicKey(key.secret, false)));
  }
  const plain = new Uint8Array(key.public.export({ format: 'der', type: 'spki' }));
  const keyBits = childrenOf(nodeAt(plain), 0x30)?.[1]?.whole ?? new Uint8Array();
  return key.kind === 'rsa' ? plain : sequence(sequence(identifier('1.2.840.113549.1.1.10'), pssParameters(key.hash)), keyBits);
}

/** SpecifiedECDomain (X9.62), as old issuers write it. */
export function explicitParameters(curve: Curve): Uint8Array {
  const { Fp, Fn, BASE } = curve.point;
  const { a, b } = curve.point.CURVE();
  return sequence(
    integer(1), sequence(identifier('1.2.840.10045.1.1'), integer(Fp.ORDER)), sequence(octets(Fp.toBytes(a)), octets(Fp.toBytes(b))),
    octets(concat(BASE.toBytes(false))), integer(Fn.ORDER), integer(1),
  );
}
