/** The 3DES suite of Doc 9303-11 clause 9.7/9.8: two-key 3DES-CBC with a zero IV, and the retail MAC (ISO/IEC 9797-1 MAC algorithm 3). */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

import { concat } from '../bytes.js';

/** What secure messaging needs of a cipher; the IV of AES hangs on the counter. */
export interface CipherSuite {
  /** Block length, which is the counter's length too, bytes. */
  readonly block: number;
  /** `data` is padded. */
  encrypt(counter: Uint8Array, data: Uint8Array): Uint8Array;
  decrypt(counter: Uint8Array, data: Uint8Array): Uint8Array;
  /** 8 bytes over `data`, which it pads itself. */
  mac(data: Uint8Array): Uint8Array;
}

const zero = new Uint8Array(8);

function tripleDes(direction: 'encrypt' | 'decrypt', key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const whole = concat(key, key.subarray(0, 8));
  const cipher = direction === 'encrypt' ? createCipheriv('des-ede3-cbc', whole, iv) : createDecipheriv('des-ede3-cbc', whole, iv);
  cipher.setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
}

/** Single DES: OpenSSL 3 has it no more by name, three times the same key is the same. */
function singleDes(direction: 'encrypt' | 'decrypt', key: Uint8Array, data: Uint8Array): Uint8Array {
  return tripleDes(direction, concat(key, key), zero, data);
}

/** `data` whole blocks, `key` 16 bytes. */
export function encrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  return tripleDes('encrypt', key, zero, data);
}

export function decrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  return tripleDes('decrypt', key, zero, data);
}

/** ISO/IEC 9797-1 padding method 2: always at least one byte. */
export function pad(data: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(data.length / block) + 1) * block);
  padded.set(data);
  padded[data.length] = 0x80;
  return padded;
}

/** Takes the padding away; null when there is none. */
export function unpad(data: Uint8Array): Uint8Array | null {
  let end = data.length - 1;
  while (end >= 0 && data[end] === 0) end--;
  return data[end] === 0x80 ? data.slice(0, end) : null;
}

/** 8 bytes over the padded `data`. */
export function retailMac(key: Uint8Array, data: Uint8Array): Uint8Array {
  const last = singleDes('encrypt', key.subarray(0, 8), pad(data, 8)).slice(-8);
  return singleDes('encrypt', key.subarray(0, 8), singleDes('decrypt', key.subarray(8, 16), last));
}

function oddParity(byte: number): number {
  let ones = 0;
  for (let bit = 1; bit < 8; bit++) ones += (byte >> bit) & 1;
  return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
}

/** Doc 9303-11 clause 9.7.1: 16 bytes with DES parity; counter 1 for encryption, 2 for the MAC, 3 for a password. */
export function deriveKey(seed: Uint8Array, counter: 1 | 2 | 3): Uint8Array {
  const digest = createHash('sha1').update(concat(seed, Uint8Array.of(0, 0, 0, counter))).digest();
  return Uint8Array.from(digest.subarray(0, 16), oddParity);
}

export function tripleDesSuite(seed: Uint8Array): CipherSuite {
  return tripleDesSuiteOf(deriveKey(seed, 1), deriveKey(seed, 2));
}

export function tripleDesSuiteOf(encryptKey: Uint8Array, macKey: Uint8Array): CipherSuite {
  return {
    block: 8,
    encrypt: (_counter, data) => encrypt(encryptKey, data),
    decrypt: (_counter, data) => decrypt(encryptKey, data),
    mac: (data) => retailMac(macKey, data),
  };
}
