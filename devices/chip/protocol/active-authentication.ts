/** Active authentication, Doc 9303-11 clause 6.1: the chip signs a challenge with the private key of DG15. Its signature may be too long for a reader. */
import type { ActiveAuthenticationInfo } from '../lds/security-infos.js';

import { statusOk, statusText } from './apdu.js';
import { isSessionLost, type Channel } from './channel.js';
import { hashForCurve, verifyPlain } from './plain-signature.js';
import { brokenOff, proofFact, type Proof } from './proof.js';
import type { ChipPublicKey } from './public-key.js';
import { verifyRecovery } from './recovery.js';
import { mostInShort } from './secure-messaging.js';

export interface ActiveAuthenticationOptions {
  readonly channel: Channel;
  /** Of DG15; null for one that is not known. */
  readonly key: ChipPublicKey | null;
  readonly info: ActiveAuthenticationInfo | null;
  readonly random: (size: number) => Uint8Array;
  /** Whether the reader takes extended commands: known, known not to, or not known. */
  readonly reach: 'extended' | 'short' | 'unknown';
  /** Before the signature is judged. */
  readonly onLastAnswer?: () => void;
}

const name = 'active-authentication';

function signatureLength(key: ChipPublicKey): number {
  if (key.kind === 'rsa') return Math.ceil(key.modulus.toString(2).length / 8);
  return key.kind === 'ec' ? 2 * key.curve.point.Fn.BYTES : 0;
}

function protocolOf(key: ChipPublicKey): string {
  if (key.kind === 'rsa') return `AA RSA ${key.modulus.toString(2).length}`;
  return key.kind === 'ec' ? `AA ECDSA ${key.curve.name}` : 'AA';
}

export async function authenticateActively({ channel, key, info, random, reach, onLastAnswer }: ActiveAuthenticationOptions): Promise<Proof> {
  if (key === null || key.kind === 'dh') return { fact: proofFact(name, 'not-possible', 'parameters-unknown'), channel };
  const length = signatureLength(key);
  const values = { protocol: protocolOf(key) };
  const isShort = length <= mostInShort;
  const tooLong = (): Proof['fact'] => proofFact(name, 'not-possible', 'reader-short-only', values);
  const truncated = (signature: Uint8Array): Proof['fact'] => proofFact(name, 'not-possible', 'answer-truncated', { ...values, bytes: signature.length, wanted: length });
  // Some chips answer nothing when asked for all there may be, others cut off at 256 when not: both are tried, and the longer answer is kept.
  let longest: { readonly challenge: Uint8Array; readonly signature: Uint8Array } | null = null;
  // In short commands the rest of a long answer may wait to be fetched; most chips cut it off instead.
  for (const expected of isShort || reach === 'short' ? [256] : [65_536, Math.max(257, length)]) {
    const challenge = random(8);
    const answer = await channel.exchange({ cla: 0, ins: 0x88, p1: 0, p2: 0, data: challenge, expected });
    if (!answer.ok) {
      if (longest !== null) return { fact: truncated(longest.signature), channel: null };
      // A long answer that never got through says something of the reader, not of the chip.
      const isReader = !isShort && reach !== 'extended' && isSessionLost(answer.fault);
      return isReader ? { fact: tooLong(), channel: null } : brokenOff(name, answer.fault);
    }
    const { data, status } = answer.value;
    if (status !== statusOk && expected === 65_536) continue;
    if (status !== statusOk && !isShort && reach === 'short') return { fact: tooLong(), channel };
    if (status !== statusOk) return { fact: proofFact(name, 'failed', 'refused', { ...values, status: statusText(status) }), channel };
    if (longest === null || data.length > longest.signature.length) longest = { challenge, signature: data };
    if (data.length >= length) break;
  }
  if (longest === null) return { fact: proofFact(name, 'failed', 'refused', values), channel };
  const { challenge, signature } = longest;
  if (key.kind === 'rsa' ? signature.length < length : signature.length === 0) {
    return { fact: !isShort && reach === 'short' ? tooLong() : truncated(signature), channel };
  }
  onLastAnswer?.();
  return { fact: judge(key, info, challenge, signature, values), channel };
}

function judge(
  key: Exclude<ChipPublicKey, { readonly kind: 'dh' }>, info: ActiveAuthenticationInfo | null, challenge: Uint8Array, signature: Uint8Array, values: { readonly protocol: string },
): Proof['fact'] {
  if (key.kind === 'ec') {
    const isRight = verifyPlain(key.curve, key.point, info?.hash ?? hashForCurve(key.curve), challenge, signature);
    return isRight ? proofFact(name, 'ok', undefined, values) : proofFact(name, 'failed', 'signature-wrong', values);
  }
  const outcome = verifyRecovery(key.modulus, key.exponent, signature, challenge);
  if (outcome === 'hash-unknown') return proofFact(name, 'not-possible', 'hash-unknown', values);
  return outcome === 'right' ? proofFact(name, 'ok', undefined, values) : proofFact(name, 'failed', 'signature-wrong', values);
}
