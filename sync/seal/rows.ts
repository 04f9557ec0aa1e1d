/** Small values sealed whole: rows, list chunks, journal entries, wrapped data keys. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { fault, ok, type Result } from '../core/result.js';

/** Each use has a key of its own, so that what is sealed for one never opens as another. */
export type KeyUse = 'rows' | 'data keys' | 'journal' | 'signing key' | 'session';

/** 32 bytes from the 32 bytes of a station key or a data key. */
export function deriveKey(key: Uint8Array, use: KeyUse): Uint8Array {
  if (key.length !== 32) throw Error('a key has 32 bytes');
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `tan-nha ${use} v1`, 32));
}

/**
 * 1 B version, 12 B random nonce, ciphertext, 16 B tag (AES-256-GCM). A random nonce is good for 2^32 values under one
 * derived key. `bound` is authenticated, not stored: what the value belongs to, so that it opens nowhere else.
 */
export function sealRow(derived: Uint8Array, plain: Uint8Array, bound = ''): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derived, nonce);
  cipher.setAAD(Buffer.from(bound));
  const sealed = cipher.update(plain);
  cipher.final();
  const bytes = new Uint8Array(1 + 12 + sealed.length + 16);
  bytes[0] = 1;
  bytes.set(nonce, 1);
  bytes.set(sealed, 13);
  bytes.set(cipher.getAuthTag(), 13 + sealed.length);
  return bytes;
}

export function openRow(derived: Uint8Array, sealed: Uint8Array, bound = ''): Result<Uint8Array<ArrayBuffer>, 'part-unreadable'> {
  if (sealed.length < 29 || sealed[0] !== 1) return fault('part-unreadable', 'not a sealed row');
  const decipher = createDecipheriv('aes-256-gcm', derived, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  const plain = new Uint8Array(decipher.update(sealed.subarray(13, sealed.length - 16)));
  try {
    decipher.final();
  } catch {
    // A flipped bit, another key or another place: all the same to the reader.
    return fault('part-unreadable', 'authentication');
  }
  return ok(plain);
}
