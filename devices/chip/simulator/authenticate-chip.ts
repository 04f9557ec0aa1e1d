/** The chip's half of chip authentication and active authentication: Doc 9303-11 clause 6. */
import { constants, createHash, privateEncrypt } from 'node:crypto';

import { concat } from '../bytes.js';
import { cipherSuite } from '../protocol/ciphers.js';
import { hashForCurve } from '../protocol/plain-signature.js';

import type { ActiveKey, ChipKeyPair } from './keys.js';
import type { ChipSession } from './session.js';

/** The session that begins with the command after; null for a key that is not of the group. */
export function agreeWith(pair: ChipKeyPair, terminalKey: Uint8Array): ChipSession | null {
  const shared = pair.group.sharedSecret(pair.secret, terminalKey);
  return shared === null ? null : { suite: cipherSuite(pair.cipher, shared), counter: 0n };
}

/** `random` fills the recovered part of the text. */
export function signChallenge(key: ActiveKey, challenge: Uint8Array, random: (size: number) => Uint8Array): Uint8Array {
  if (key.kind === 'ecdsa') {
    const digest = createHash(hashForCurve(key.curve)).update(challenge).digest();
    return key.signer.sign(new Uint8Array(digest), key.secret, { prehash: false, lowS: false });
  }
  const size = (key.private.asymmetricKeyDetails?.modulusLength ?? 2048) / 8;
  const trailer = key.hash === 'sha1' ? Uint8Array.of(0xbc) : Uint8Array.of(0x34, 0xcc);
  const length = createHash(key.hash).digest().length;
  const text = random(size - length - trailer.length - 1);
  const digest = createHash(key.hash).update(concat(text, challenge)).digest();
  const block = concat(Uint8Array.of(0x6a), text, digest, trailer);
  return new Uint8Array(privateEncrypt({ key: key.private, padding: constants.RSA_NO_PADDING }, block));
}
