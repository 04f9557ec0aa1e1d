/** Key agreement by node's own cryptography, some ten times as fast as in script; asked once what it can: OpenSSL knows brainpool curves, BoringSSL does not. */
import { createECDH, ECDH } from 'node:crypto';

import { concat } from '../bytes.js';

const nativeNames: Readonly<Record<string, string>> = { 'P-192': 'prime192v1', 'P-224': 'secp224r1', 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };

export interface NativeCurve {
  /** 04 ‖ x ‖ y; `secret` as long as the order, between 1 and the order. */
  publicKey(secret: Uint8Array): Uint8Array;
  /** The x coordinate; null for what is no point of the curve. `peer` is 04 ‖ x ‖ y. In two parts: some of the work needs the secret alone. */
  agreement(secret: Uint8Array): (peer: Uint8Array) => Uint8Array | null;
  /** 04 ‖ x ‖ y of the point with this x and an even y; `x` is that of a point. */
  evenPoint(x: Uint8Array): Uint8Array;
}

/** Null where this host does not know the curve. */
export function nativeCurve(name: string): NativeCurve | null {
  const known = nativeNames[name] ?? name;
  const withKey = (secret: Uint8Array): ECDH => {
    const side = createECDH(known);
    side.setPrivateKey(secret);
    return side;
  };
  const evenPoint = (x: Uint8Array): Uint8Array => new Uint8Array(ECDH.convertKey(concat(Uint8Array.of(2), x), known, undefined, undefined, 'uncompressed') as Buffer);
  try {
    const some = createECDH(known);
    some.generateKeys();
    evenPoint(some.getPublicKey(null, 'compressed').subarray(1));
  } catch {
    // The script's own arithmetic does it.
    return null;
  }
  return {
    publicKey: (secret) => new Uint8Array(withKey(secret).getPublicKey()),
    agreement(secret) {
      const side = withKey(secret);
      return (peer) => {
        try {
          return new Uint8Array(side.computeSecret(peer));
        } catch {
          return null;
        }
      };
    },
    evenPoint,
  };
}
