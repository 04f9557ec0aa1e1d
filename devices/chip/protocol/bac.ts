/** Basic access control, Doc 9303-11 clause 4.3: proves that both sides know the MRZ, and agrees on session keys. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat, sameBytes } from '../bytes.js';
import type { ChipTransport } from '../transport.js';

import { statusOk, statusText } from './apdu.js';
import { plainChannel, type Channel, type ChannelFault } from './channel.js';
import { secureChannel } from './secure-messaging.js';
import { decrypt, deriveKey, encrypt, retailMac, tripleDesSuite } from './triple-des.js';

export type AccessFault = ChannelFault | 'chip-key-wrong' | 'chip-unsupported';

/** Answers that chips give to a wrong key. 6985 and 6A88 are not among them: those chips want another protocol. */
function saysWrongKey(status: number): boolean {
  return status === 0x6300 || (status & 0xfff0) === 0x63c0 || status === 0x6982 || status === 0x6983 || status === 0x6988;
}

export interface SessionSecrets {
  readonly seed: Uint8Array;
  /** The send sequence counter before the first command. */
  readonly counter: Uint8Array;
}

/** What the terminal sends: E_IFD and M_IFD, 40 bytes. */
export function terminalToken(keySeed: Uint8Array, chipRandom: Uint8Array, ownRandom: Uint8Array, ownKey: Uint8Array): Uint8Array {
  const cryptogram = encrypt(deriveKey(keySeed, 1), concat(ownRandom, chipRandom, ownKey));
  return concat(cryptogram, retailMac(deriveKey(keySeed, 2), cryptogram));
}

/** From the chip's E_IC and M_IC to the session's secrets; null when they are not the chip's answer to our token. */
export function sessionSecrets(
  keySeed: Uint8Array, token: Uint8Array, chipRandom: Uint8Array, ownRandom: Uint8Array, ownKey: Uint8Array,
): SessionSecrets | null {
  if (token.length !== 40) return null;
  const cryptogram = token.subarray(0, 32);
  if (!sameBytes(retailMac(deriveKey(keySeed, 2), cryptogram), token.subarray(32))) return null;
  const plain = decrypt(deriveKey(keySeed, 1), cryptogram);
  if (!sameBytes(plain.subarray(0, 16), concat(chipRandom, ownRandom))) return null;
  const chipKey = plain.subarray(16);
  return {
    seed: Uint8Array.from(ownKey, (byte, index) => byte ^ (chipKey[index] ?? 0)),
    counter: concat(chipRandom.subarray(4), ownRandom.subarray(4)),
  };
}

/** The application must be selected. `random` is 24 bytes: RND.IFD (8) and K.IFD (16). */
export async function basicAccess(transport: ChipTransport, keySeed: Uint8Array, random: Uint8Array): Promise<Result<Channel, AccessFault>> {
  const plain = plainChannel(transport);
  const challenge = await plain.exchange({ cla: 0, ins: 0x84, p1: 0, p2: 0, expected: 8 });
  if (!challenge.ok) return challenge;
  if (challenge.value.status !== statusOk) return fault('chip-unsupported', `GET CHALLENGE ${statusText(challenge.value.status)}`);
  const chipRandom = challenge.value.data;
  if (chipRandom.length !== 8) return fault('answer-malformed', 'challenge of another length');
  const ownRandom = random.subarray(0, 8);
  const ownKey = random.subarray(8, 24);
  const data = terminalToken(keySeed, chipRandom, ownRandom, ownKey);
  const answer = await plain.exchange({ cla: 0, ins: 0x82, p1: 0, p2: 0, data, expected: 40 });
  if (!answer.ok) return answer;
  if (answer.value.status !== statusOk) {
    return fault(saysWrongKey(answer.value.status) ? 'chip-key-wrong' : 'chip-unsupported', `EXTERNAL AUTHENTICATE ${statusText(answer.value.status)}`);
  }
  const secrets = sessionSecrets(keySeed, answer.value.data, chipRandom, ownRandom, ownKey);
  if (secrets === null) return fault('answer-malformed', 'EXTERNAL AUTHENTICATE: the chip proved nothing');
  return ok(secureChannel(transport, tripleDesSuite(secrets.seed), secrets.counter));
}
