/** The chip's half of basic access control: Doc 9303-11 clause 4.3.1, steps 3 and 4. */
import { concat, sameBytes } from '../bytes.js';
import { decrypt, deriveKey, encrypt, retailMac, tripleDesSuite } from '../protocol/triple-des.js';

import type { ChipSession } from './session.js';

/** Null for a token made with another key, or for another challenge. `ownKey` is K.IC, 16 bytes. */
export function answerToken(
  keySeed: Uint8Array, challenge: Uint8Array, token: Uint8Array, ownKey: Uint8Array,
): { readonly token: Uint8Array; readonly session: ChipSession } | null {
  if (token.length !== 40) return null;
  const [encryptKey, macKey] = [deriveKey(keySeed, 1), deriveKey(keySeed, 2)];
  const cryptogram = token.subarray(0, 32);
  if (!sameBytes(retailMac(macKey, cryptogram), token.subarray(32))) return null;
  const plain = decrypt(encryptKey, cryptogram);
  if (!sameBytes(plain.subarray(8, 16), challenge)) return null;
  const random = plain.subarray(0, 8);
  const seed = Uint8Array.from(ownKey, (byte, index) => byte ^ (plain[16 + index] ?? 0));
  const answer = encrypt(encryptKey, concat(challenge, random, ownKey));
  return {
    token: concat(answer, retailMac(macKey, answer)),
    session: {
      suite: tripleDesSuite(seed),
      counter: Buffer.from(concat(challenge.subarray(4), random.subarray(4))).readBigUInt64BE(),
    },
  };
}
