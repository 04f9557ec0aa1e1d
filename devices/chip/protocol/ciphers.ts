/** The four ciphers of Doc 9303-11 clause 9.7 and 9.8: session keys from a shared secret, secure messaging, authentication tokens. */
import { createHash } from 'node:crypto';

import { concat } from '../bytes.js';

import { aesBlock, cmac, cmacWith, decryptCbc, encryptBlock, encryptCbc } from './aes.js';
import { decrypt as decryptDes, deriveKey as deriveDesKey, encrypt as encryptDes, pad, retailMac, tripleDesSuiteOf, type CipherSuite } from './triple-des.js';

export const cipherNames = ['3des', 'aes-128', 'aes-192', 'aes-256'] as const;
export type CipherName = (typeof cipherNames)[number];

/** Bytes of a key. */
export const keyLength: Readonly<Record<CipherName, number>> = { '3des': 16, 'aes-128': 16, 'aes-192': 24, 'aes-256': 32 };

/** Clause 9.7.1. Counter 1 is for encryption, 2 for the MAC, 3 for a password. */
export function deriveKey(cipher: CipherName, secret: Uint8Array, counter: 1 | 2 | 3): Uint8Array {
  if (cipher === '3des') return deriveDesKey(secret, counter);
  const digest = createHash(cipher === 'aes-128' ? 'sha1' : 'sha256').update(concat(secret, Uint8Array.of(0, 0, 0, counter))).digest();
  return new Uint8Array(digest.subarray(0, keyLength[cipher]));
}

/** CBC with a zero IV, whole blocks: the nonce of PACE, and the integrated mapping. */
export function encryptPlain(cipher: CipherName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return cipher === '3des' ? encryptDes(key, data) : encryptCbc(key, new Uint8Array(aesBlock), data);
}

export function decryptPlain(cipher: CipherName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return cipher === '3des' ? decryptDes(key, data) : decryptCbc(key, new Uint8Array(aesBlock), data);
}

/** 8 bytes over `data`: the token with which a side of PACE proves its key. CMAC takes it as it is, the retail MAC pads it. */
export function authenticationToken(cipher: CipherName, macKey: Uint8Array, data: Uint8Array): Uint8Array {
  return cipher === '3des' ? retailMac(macKey, data) : cmac(macKey, data).slice(0, 8);
}

/** The send sequence counter of a session that PACE or chip authentication opens, before its first command. */
export function zeroCounter(cipher: CipherName): Uint8Array {
  return new Uint8Array(cipher === '3des' ? 8 : aesBlock);
}

/** Secure messaging with keys derived from `secret`. */
export function cipherSuite(cipher: CipherName, secret: Uint8Array): CipherSuite {
  const encryptKey = deriveKey(cipher, secret, 1);
  const macKey = deriveKey(cipher, secret, 2);
  return cipher === '3des' ? tripleDesSuiteOf(encryptKey, macKey) : aesSuite(encryptKey, macKey);
}

function aesSuite(encryptKey: Uint8Array, macKey: Uint8Array): CipherSuite {
  const macOf = cmacWith(macKey);
  return {
    block: aesBlock,
    encrypt: (counter, data) => encryptCbc(encryptKey, encryptBlock(encryptKey, counter), data),
    decrypt: (counter, data) => decryptCbc(encryptKey, encryptBlock(encryptKey, counter), data),
    mac: (data) => macOf(pad(data, aesBlock)).slice(0, 8),
  };
}
