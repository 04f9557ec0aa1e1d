/** Ed25519 signatures over canonical bytes, and the names that follow from them. */
import { createHash, createPublicKey, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto';

import { canonicalBytes } from '../core/canonical.js';
import { signedAs, type Signed, type SignedKind } from '../core/manifest.js';

/** Throws where the value has no canonical form (NaN, a lone surrogate). */
export function sign<Value>(kind: SignedKind, value: Value, privateKey: KeyObject): Signed<Value> {
  return { value, signature: signBytes(null, bytesToSign(kind, value), privateKey).toString('base64url') };
}

/** False for whatever is not exactly a signature of that kind by that key; never throws for what came from outside. */
export function verify<Value>(kind: SignedKind, signed: Signed<Value>, publicKey: KeyObject): boolean {
  // 64 bytes make 86 characters; base64url is taken in its one canonical spelling, so that a signature has one text.
  if (typeof signed.signature !== 'string' || signed.signature.length !== 86) return false;
  const signature = Buffer.from(signed.signature, 'base64url');
  if (signature.length !== 64 || signature.toString('base64url') !== signed.signature) return false;
  try {
    return verifyBytes(null, bytesToSign(kind, signed.value), publicKey, signature);
  } catch {
    // The value has no canonical form: nobody can have signed it.
    return false;
  }
}

/** SHA-256 of the canonical bytes, 64 lower-case hex digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalBytes(value)).digest('hex');
}

/** From the 32 raw bytes; throws at another length. */
export function publicKeyFromRaw(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw Error('a raw Ed25519 public key has 32 bytes');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') } });
}

/** 32 bytes, of a public key or of the public half of a private key. */
export function rawPublicKey(key: KeyObject): Uint8Array<ArrayBuffer> {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (jwk.crv !== 'Ed25519' || jwk.x === undefined) throw Error('not an Ed25519 key');
  return new Uint8Array(Buffer.from(jwk.x, 'base64url'));
}

/** The station's id: SHA-256 of its raw public key, 64 lower-case hex digits. */
export function stationId(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

function bytesToSign(kind: SignedKind, value: unknown): Buffer {
  return Buffer.concat([Buffer.from(signedAs[kind]), canonicalBytes(value)]);
}
