/** Seals and opens one part file; the format is in ../core/envelope.ts. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';

import { chunkNonce, headerSize, readHeader, sealedSize, tagSize, writeHeader } from '../core/envelope.js';
import { fault, ok, type Result } from '../core/result.js';

/** Bytes of plaintext per chunk: large enough to run at the cipher's own speed. */
export const defaultChunkSize = 2 ** 18;

export interface SealedPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of `bytes`, 64 lower-case hex digits. */
  readonly id: string;
}

/** `dataKey` and `salt` have 32 bytes; the salt is random and never used twice with one data key. */
export function sealPart(plain: Uint8Array, dataKey: Uint8Array, salt: Uint8Array, chunkSize = defaultChunkSize): SealedPart {
  const bytes = sealBytes(plain, dataKey, salt, chunkSize);
  return { bytes, id: partId(bytes) };
}

/** The same without the name, for who writes the bytes while partId works it out. */
export function sealBytes(plain: Uint8Array, dataKey: Uint8Array, salt: Uint8Array, chunkSize = defaultChunkSize): Uint8Array<ArrayBuffer> {
  if (salt.length !== 32) throw Error('a salt has 32 bytes');
  const header = writeHeader({ chunkSize, salt });
  const key = fileKey(dataKey, salt);
  // Not zeroed, since every byte is written below.
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(sealedSize(plain.length, chunkSize)).buffer);
  bytes.set(header);
  const chunks = Math.max(1, Math.ceil(plain.length / chunkSize));
  let at = headerSize;
  for (let index = 0; index < chunks; index += 1) {
    const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index, index === chunks - 1));
    cipher.setAAD(header);
    const sealed = cipher.update(plain.subarray(index * chunkSize, (index + 1) * chunkSize));
    cipher.final();
    bytes.set(sealed, at);
    bytes.set(cipher.getAuthTag(), at + sealed.length);
    at += sealed.length + tagSize;
  }
  return bytes;
}

/** Refuses whatever is not byte for byte what sealPart made with that data key. */
export function openPart(sealed: Uint8Array, dataKey: Uint8Array): Result<Uint8Array<ArrayBuffer>, 'part-unreadable'> {
  const header = readHeader(sealed);
  if (!header.ok) return fault('part-unreadable', 'header');
  const { chunkSize, salt } = header.value;
  const body = sealed.length - headerSize;
  const chunks = Math.ceil(body / (chunkSize + tagSize));
  const last = body - (chunks - 1) * (chunkSize + tagSize) - tagSize;
  // An empty last chunk would give one plaintext two forms.
  if (chunks < 1 || last < 0 || (last === 0 && chunks > 1)) return fault('part-unreadable', 'length');
  const key = fileKey(dataKey, salt);
  const plain = new Uint8Array((chunks - 1) * chunkSize + last);
  for (let index = 0; index < chunks; index += 1) {
    const isLast = index === chunks - 1;
    const from = headerSize + index * (chunkSize + tagSize);
    const to = from + (isLast ? last : chunkSize);
    const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index, isLast), { authTagLength: tagSize });
    decipher.setAAD(sealed.subarray(0, headerSize));
    decipher.setAuthTag(sealed.subarray(to, to + tagSize));
    plain.set(decipher.update(sealed.subarray(from, to)), index * chunkSize);
    try {
      decipher.final();
    } catch {
      // Nothing of an unverified file is handed out.
      return fault('part-unreadable', `chunk ${index}`);
    }
  }
  return ok(plain);
}

/** SHA-256 of the sealed bytes: the part's name in the vault and at headquarters. */
export function partId(sealed: Uint8Array): string {
  return createHash('sha256').update(sealed).digest('hex');
}

function fileKey(dataKey: Uint8Array, salt: Uint8Array): Uint8Array {
  if (dataKey.length !== 32) throw Error('a data key has 32 bytes');
  return new Uint8Array(hkdfSync('sha256', dataKey, salt, 'tan-nha part v1', 32));
}
