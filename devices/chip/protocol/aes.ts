/** AES in the modes of Doc 9303-11: CBC without padding, one block, and CMAC (NIST SP 800-38B). Keys of 16, 24 or 32 bytes. */
import { createCipheriv, createDecipheriv, type Cipher, type Decipher } from 'node:crypto';

import { concat } from '../bytes.js';

export const aesBlock = 16;
const zero = new Uint8Array(aesBlock);

/** Whole blocks in, whole blocks out. */
function throughBlocks(cipher: Cipher | Decipher, data: Uint8Array): Uint8Array {
  cipher.setAutoPadding(false);
  const blocks = cipher.update(data);
  // Gives nothing more; throws where a piece of a block is left.
  cipher.final();
  return new Uint8Array(blocks);
}

/** `data` whole blocks. */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return throughBlocks(createCipheriv(`aes-${key.length * 8}-cbc`, key, iv), data);
}

export function decryptCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return throughBlocks(createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv), data);
}

/** One block, as an IV is made. */
export function encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  return encryptCbc(key, zero, block);
}

/** Doubles in GF(2^128). */
function double(block: Uint8Array): Uint8Array {
  const carry = (block[0] ?? 0) >> 7;
  return Uint8Array.from(block, (byte, index) => (((byte << 1) & 0xff) | ((block[index + 1] ?? 0) >> 7)) ^ (index === aesBlock - 1 ? carry * 0x87 : 0));
}

/** 16 bytes over `data`, which needs no padding. */
export function cmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return cmacWith(key)(data);
}

/** The same for many texts under one key, whose masks are made once. */
export function cmacWith(key: Uint8Array): (data: Uint8Array) => Uint8Array {
  const first = double(encryptBlock(key, zero));
  return (data) => macOf(key, first, data);
}

function macOf(key: Uint8Array, first: Uint8Array, data: Uint8Array): Uint8Array {
  const isWhole = data.length > 0 && data.length % aesBlock === 0;
  const mask = isWhole ? first : double(first);
  const blocks = Math.max(1, Math.ceil(data.length / aesBlock));
  const padded = isWhole ? data.slice() : concat(data, Uint8Array.of(0x80), new Uint8Array(blocks * aesBlock - data.length - 1));
  const start = (blocks - 1) * aesBlock;
  mask.forEach((byte, index) => (padded[start + index] = (padded[start + index] ?? 0) ^ byte));
  return encryptCbc(key, zero, padded).slice(-aesBlock);
}
