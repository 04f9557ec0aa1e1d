/** The pseudo-random function of PACE's integrated mapping: Doc 9303-11 clause 4.4.3.3.2. */
import { concat, fromHex } from '../bytes.js';

import { encryptPlain, keyLength, type CipherName } from './ciphers.js';
import { toNumber } from './numbers.js';

/** By the nonce's length in bytes. */
const constants: Readonly<Record<number, readonly [Uint8Array, Uint8Array]>> = {
  16: [fromHex('A668892A7C41E3CA739F40B057D85904'), fromHex('A4E136AC725F738B01C1F60217C188AD')],
  32: [
    fromHex('D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676'),
    fromHex('54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517'),
  ],
};

/** The nonce must be of 16 bytes, or of 32 with longer keys; null otherwise. `own` is as long as the cipher's key. */
export function pseudoRandom(cipher: CipherName, nonce: Uint8Array, own: Uint8Array, prime: bigint): { readonly bytes: Uint8Array; readonly number: bigint } | null {
  const pair = constants[nonce.length];
  if (pair === undefined || own.length !== keyLength[cipher]) return null;
  const wanted = prime.toString(2).length + 64;
  let key = encryptPlain(cipher, own, nonce);
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length * 8 < wanted) {
    const cut = key.subarray(0, own.length);
    bytes = concat(bytes, encryptPlain(cipher, cut, pair[1]));
    key = encryptPlain(cipher, cut, pair[0]);
  }
  return { bytes, number: toNumber(bytes) % prime };
}
