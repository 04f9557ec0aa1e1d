/**
 * The sealed part file: header, then chunks of AES-256-GCM in the manner of STREAM (as in the age format).
 *
 *   0  4  "TNP1"
 *   4  1  log2 of the plaintext chunk size: 16 (64 KiB) to 22
 *   5  3  zero
 *   8 32  salt; the file key is HKDF-SHA-256(data key, salt, info "tan-nha part v1")
 *  40  …  chunks: ciphertext, 16 B tag; nonce = u88 big-endian chunk index, then 1 for the last chunk, else 0
 *
 * The header is the additional data of every chunk. The last chunk may be short, and is empty only in an empty file.
 */
import { fault, ok, type Result } from './result.js';

export const headerSize = 40;
export const tagSize = 16;

export interface Header {
  readonly chunkSize: number;
  readonly salt: Uint8Array;
}

export function writeHeader(header: Header): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerSize);
  bytes.set([0x54, 0x4e, 0x50, 0x31, Math.log2(header.chunkSize)]);
  bytes.set(header.salt, 8);
  return bytes;
}

/** Refuses, never repairs. */
export function readHeader(bytes: Uint8Array): Result<Header, 'not-a-part'> {
  const log = bytes[4] ?? 0;
  const known = bytes.length >= headerSize && bytes[0] === 0x54 && bytes[1] === 0x4e && bytes[2] === 0x50 && bytes[3] === 0x31;
  if (!known || log < 16 || log > 22 || bytes[5] !== 0 || bytes[6] !== 0 || bytes[7] !== 0) return fault('not-a-part');
  return ok({ chunkSize: 2 ** log, salt: bytes.slice(8, headerSize) });
}

/** 12 bytes. */
export function chunkNonce(index: number, last: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Length of the sealed file for a plaintext of that many bytes. */
export function sealedSize(plain: number, chunkSize: number): number {
  return headerSize + plain + tagSize * Math.max(1, Math.ceil(plain / chunkSize));
}
