/** Chip authentication, Doc 9303-11 clause 6.2: the chip shows that it holds the private key of DG14 by going on under keys that only it can know. */
import { concat } from '../bytes.js';
import type { ChipAuthenticationInfo, SecurityInfos } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { statusOk, statusText, type Command } from './apdu.js';
import type { CardSecurity } from './card-security.js';
import type { Channel } from './channel.js';
import { cipherSuite, zeroCounter, type CipherName } from './ciphers.js';
import { curveGroup, dhGroup, type Group } from './groups.js';
import { toBytes } from './numbers.js';
import { drawPair, provesStaticKey, type MappingProof } from './pace.js';
import { brokenOff, proofFact, type Proof } from './proof.js';
import { parsePublicKey, type ChipPublicKey } from './public-key.js';
import { secureChannel } from './secure-messaging.js';
import { writeTlv } from './tlv.js';

export interface ChipAuthenticationOptions {
  readonly channel: Channel;
  readonly transport: ChipTransport;
  /** Of DG14; null where the card has none. */
  readonly infos: SecurityInfos | null;
  /** DG14 is in the card's signed list, and the card did not give it. */
  readonly isWithheld?: boolean;
  readonly proof: MappingProof | null;
  readonly random: (size: number) => Uint8Array;
  /** Read again under the new keys. */
  readonly probe: Command;
  /** EF.CardSecurity, judged when it is needed: the mapping's key may stand there alone. Null where the card has none. */
  readonly signedElsewhere?: () => CardSecurity | null;
  /** Made beforehand for these very infos; made now when it is missing. */
  readonly agreement?: Agreement | null;
}

/** The reader's half: a key pair, and what it comes to with the chip's key. */
export interface Agreement {
  readonly key: Uint8Array;
  readonly secret: Uint8Array;
}

interface Choice {
  readonly info: Pick<ChipAuthenticationInfo, 'oid' | 'cipher'>;
  readonly group: Group;
  readonly key: Uint8Array;
  readonly keyId: bigint | null;
}

const name = 'chip-authentication';
/** Weaker ones last. */
const preference: Readonly<Record<CipherName, number>> = { 'aes-256': 0, 'aes-192': 1, 'aes-128': 2, '3des': 3 };

function groupOf(key: ChipPublicKey | null): { readonly group: Group; readonly key: Uint8Array } | null {
  if (key?.kind === 'ec') return { group: curveGroup(key.curve), key: key.point };
  return key?.kind === 'dh' ? { group: dhGroup(key.parameters), key: key.value } : null;
}

/** Keys with the protocol that uses them; a key without one is used with 3DES, as the first such chips were. */
function choices(infos: SecurityInfos): readonly Choice[] {
  return infos.chipAuthenticationKeys.flatMap((one): readonly Choice[] => {
    const usable = groupOf(parsePublicKey(one.key));
    if (usable === null) return [];
    const named = infos.chipAuthentication.filter((info) => info.agreement === one.agreement && (info.keyId === null || info.keyId === one.keyId));
    const none = { oid: Uint8Array.of(0x04, 0, 0x7f, 0, 7, 2, 2, 3, one.agreement === 'dh' ? 1 : 2, 1), cipher: '3des' } as const;
    return (named.length === 0 ? [none] : named).map((info) => ({ info, ...usable, keyId: one.keyId }));
  }).sort((a, b) => (a.group.kind === b.group.kind ? preference[a.info.cipher] - preference[b.info.cipher] : a.group.kind === 'ecdh' ? -1 : 1));
}

export async function authenticateChip(options: ChipAuthenticationOptions): Promise<Proof> {
  const { channel, infos, proof } = options;
  const possible = infos === null ? [] : choices(infos);
  // The mapping has proved it already, where a signed file has the key that it was made with.
  if (proof !== null && isMappedBy(proof, possible)) return { fact: byMapping(proof, 'dg14'), channel };
  const elsewhere = proof === null ? null : (options.signedElsewhere?.() ?? null);
  if (proof !== null && elsewhere?.state === 'ok' && isMappedBy(proof, choices(elsewhere.infos))) return { fact: byMapping(proof, 'card-security'), channel };
  if (infos === null && options.isWithheld === true) return { fact: proofFact(name, 'failed', 'withheld'), channel };
  if (infos === null || infos.chipAuthenticationKeys.length === 0) {
    if (elsewhere === null) return { fact: proofFact(name, 'not-possible', 'not-on-card'), channel };
    const reason = elsewhere.state === 'ok' ? 'no-answer' : (`card-security-${elsewhere.state}` as const);
    return { fact: proofFact(name, elsewhere.state === 'stranger' ? 'not-possible' : 'failed', reason), channel };
  }
  const [choice] = possible;
  if (choice === undefined) return { fact: proofFact(name, 'not-possible', 'parameters-unknown'), channel };
  return agree(options, choice);
}

function isMappedBy(proof: MappingProof, keys: readonly Choice[]): boolean {
  return keys.some((one) => one.group.name === proof.group.name && provesStaticKey(proof, one.key));
}

function byMapping({ group }: MappingProof, key: 'dg14' | 'card-security'): Proof['fact'] {
  return proofFact(name, 'ok', 'by-mapping', { protocol: `PACE-CAM ${group.name}`, key });
}

/** Some milliseconds of arithmetic that can be done while the photo comes in. Null where there is no key, or none that can be used. */
export function prepareAgreement(infos: SecurityInfos, random: (size: number) => Uint8Array): Agreement | null {
  const [choice] = choices(infos);
  return choice === undefined ? null : agreementOf(choice, random);
}

function agreementOf({ group, key }: Choice, random: (size: number) => Uint8Array): Agreement | null {
  const pair = drawPair(group, random);
  const secret = pair === null ? null : group.sharedSecret(pair.secret, key);
  return pair === null || secret === null ? null : { key: pair.key, secret };
}

async function agree({ channel, transport, random, probe, agreement }: ChipAuthenticationOptions, choice: Choice): Promise<Proof> {
  const { info, group, keyId } = choice;
  const agreed = agreement ?? agreementOf(choice, random);
  if (agreed === null) return { fact: proofFact(name, 'not-possible', 'key-malformed'), channel };
  const protocol = `CA ${group.kind.toUpperCase()} ${info.cipher.toUpperCase()} ${group.name}`;
  const reference = keyId === null ? new Uint8Array() : writeTlv(0x84, toBytes(keyId, Math.max(1, Math.ceil(keyId.toString(16).length / 2))));
  const commands: readonly Command[] = info.cipher === '3des'
    ? [{ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data: concat(writeTlv(0x91, agreed.key), reference) }]
    : [
        { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: concat(writeTlv(0x80, info.oid), reference) },
        { cla: 0, ins: 0x86, p1: 0, p2: 0, data: writeTlv(0x7c, writeTlv(0x80, agreed.key)), expected: 256 },
      ];
  for (const command of commands) {
    const answer = await channel.exchange(command);
    if (!answer.ok) return brokenOff(name, answer.fault);
    const { status } = answer.value;
    if (status !== statusOk) return { fact: proofFact(name, 'failed', 'refused', { protocol, status: statusText(status) }), channel };
  }
  const renewed = secureChannel(transport, cipherSuite(info.cipher, agreed.secret), zeroCounter(info.cipher));
  const answer = await renewed.exchange(probe);
  if (!answer.ok) return brokenOff(name, answer.fault);
  return { fact: proofFact(name, 'ok', undefined, { protocol }), channel: renewed };
}
