/** RSASSA-PSS where the mask is made with another hash than the message's, which node's verify cannot be told (RFC 8017 clause 9.1.2). */
import { constants, createHash, publicDecrypt, type KeyObject } from 'node:crypto';

import { concat, sameBytes } from '../bytes.js';
import type { HashName, SignatureScheme } from './algorithms.js';

function hashOf(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(createHash(name).update(concat(...parts)).digest());
}

/** MGF1 (RFC 8017 appendix B.2.1). */
function mask(name: HashName, seed: Uint8Array, length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const piece = hashOf(name, seed, Uint8Array.of(counter >>> 24, (counter >>> 16) & 0xff, (counter >>> 8) & 0xff, counter & 0xff));
    pieces.push(piece);
    made += piece.length;
  }
  return concat(...pieces).subarray(0, length);
}

export function verifyPss(scheme: Extract<SignatureScheme, { kind: 'rsa-pss' }>, key: KeyObject, modulusBits: number, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== Math.ceil(modulusBits / 8)) return false;
  const opened = new Uint8Array(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
  const bits = modulusBits - 1;
  const encoded = opened.subarray(opened.length - Math.ceil(bits / 8));
  const digest = hashOf(scheme.hash, message);
  const salt = Math.max(0, scheme.saltLength);
  const dataLength = encoded.length - digest.length - 1;
  if (dataLength < salt + 1 || encoded.at(-1) !== 0xbc) return false;
  const hash = encoded.subarray(dataLength, -1);
  const masking = mask(scheme.maskHash, hash, dataLength);
  const data = encoded.subarray(0, dataLength).map((byte, index) => byte ^ (masking[index] ?? 0));
  const unused = 8 * encoded.length - bits;
  if (((encoded[0] ?? 0) >> (8 - unused)) !== 0) return false;
  data[0] = (data[0] ?? 0) & (0xff >> unused);
  const zeros = data.subarray(0, dataLength - salt - 1);
  if (zeros.some((byte) => byte !== 0) || data[dataLength - salt - 1] !== 1) return false;
  return sameBytes(hash, hashOf(scheme.hash, new Uint8Array(8), digest, data.subarray(dataLength - salt)));
}
