/** PACE, Doc 9303-11 clause 4.4, terminal's side: a password opens a session with strong keys; nobody who listens learns anything. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat, sameBytes } from '../bytes.js';
import type { PaceInfo } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { aesBlock, decryptCbc, encryptBlock } from './aes.js';
import { statusOk, statusText } from './apdu.js';
import { plainChannel, type Channel, type ChannelFault } from './channel.js';
import { authenticationToken, cipherSuite, decryptPlain, deriveKey, keyLength, zeroCounter } from './ciphers.js';
import { standardGroup, tokenTag, type Group } from './groups.js';
import { pseudoRandom } from './integrated-mapping.js';
import { meanwhile } from './meanwhile.js';
import { passwordReference, type Password } from './mrz-key.js';
import { secureChannel } from './secure-messaging.js';
import { child, descend, writeTlv } from './tlv.js';
import { unpad } from './triple-des.js';

export type PaceFault =
  | ChannelFault
  /** `values.password` says which; `values.tries` how many the chip still allows, where it tells. */
  | 'chip-key-wrong'
  /** The chip does not take this protocol, or takes it with other parameters: `values.status` is its answer to MSE:Set AT. */
  | 'pace-refused';

/** What chip authentication mapping leaves to be verified once the chip's static key is known: CA_IC and PK_Map,IC. */
export interface MappingProof {
  readonly group: Group;
  readonly data: Uint8Array;
  readonly mappingKey: Uint8Array;
}

export interface PaceSession {
  readonly channel: Channel;
  /** Null where another mapping was used. */
  readonly proof: MappingProof | null;
}

export interface PaceOptions {
  readonly transport: ChipTransport;
  readonly info: PaceInfo;
  readonly password: Password;
  /** Whether MSE:Set AT names the domain parameters (DO84): some chips want it, some refuse it. */
  readonly withParameter: boolean;
  /** Asked for the mapping's private key (or the nonce of the integrated mapping), then for that of the key agreement. */
  readonly random: (size: number) => Uint8Array;
}

/** A key pair; a number is drawn anew when it begins with a zero byte, which some chips would cut off before they authenticate it. */
export function drawPair(group: Group, random: (size: number) => Uint8Array, generator?: Uint8Array): { readonly secret: bigint; readonly key: Uint8Array } | null {
  for (let count = 0; count < 16; count++) {
    const secret = group.privateKey(random(group.randomLength));
    const key = group.publicKey(secret, generator);
    if (key !== null && key[0] !== 0) return { secret, key };
  }
  return null;
}

/** The key pair of the agreement, as far as it can be had before the chip's mapping key is there; null where the group cannot. */
function drawAhead(group: Group, random: (size: number) => Uint8Array, nonce: Uint8Array, mappingSecret: bigint) {
  if (group.mappedKey === undefined) return null;
  const secret = group.privateKey(random(group.randomLength));
  return { secret, finish: group.mappedKey(nonce, mappingSecret, secret) };
}

/** What a token is made over: the other side's public key. */
export function tokenData(oid: Uint8Array, kind: Group['kind'], key: Uint8Array): Uint8Array {
  return writeTlv(0x7f49, writeTlv(0x06, oid), writeTlv(tokenTag[kind], key));
}

export async function openPace(options: PaceOptions): Promise<Result<PaceSession, PaceFault>> {
  const { info, password, transport, random } = options;
  const group = info.domain === null ? null : standardGroup(info.domain);
  if (group === null) return fault('pace-refused', 'domain parameters unknown');
  const plain = plainChannel(transport);
  const wrongKey = (status: number, step: string): Result<never, PaceFault> => {
    const tries = (status & 0xfff0) === 0x63c0 ? status & 0x0f : status === 0x6983 ? 0 : null;
    const warning = password.kind === 'can' ? ', further tries may slow the chip down or block this number' : '';
    return fault('chip-key-wrong', `${step} ${statusText(status)}${warning}`, { password: password.kind, ...(tries === null ? {} : { tries }) });
  };

  const parameter = options.withParameter && info.parameter !== null ? writeTlv(0x84, Uint8Array.of(info.parameter)) : new Uint8Array();
  const template = concat(writeTlv(0x80, info.oid), writeTlv(0x83, Uint8Array.of(passwordReference[password.kind])), parameter);
  const set = await plain.exchange({ cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data: template });
  if (!set.ok) return set;
  if (set.value.status === 0x6983 || set.value.status === 0x63c0) return wrongKey(set.value.status, 'MSE:Set AT');
  // 63CX warns that tries were wrong before.
  if (set.value.status !== statusOk && (set.value.status & 0xfff0) !== 0x63c0) {
    return fault('pace-refused', `MSE:Set AT ${statusText(set.value.status)}`, { status: set.value.status });
  }

  /** One step of GENERAL AUTHENTICATE: the dynamic authentication data of the answer. */
  const step = async (name: string, data: Uint8Array, isLast = false): Promise<Result<Uint8Array, PaceFault>> => {
    const answer = await plain.exchange({ cla: isLast ? 0 : 0x10, ins: 0x86, p1: 0, p2: 0, data: writeTlv(0x7c, data), expected: 256 });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (isLast && (status === 0x6300 || (status & 0xfff0) === 0x63c0 || status === 0x6983)) return wrongKey(status, name);
    if (status !== statusOk) return fault('pace-refused', `${name} ${statusText(status)}`);
    const content = child(answer.value.data, 0x7c);
    return content === null ? fault('answer-malformed', name) : ok(content);
  };

  // The key pair is made while the chip makes its nonce.
  const [first, mappingPair] = await Promise.all([
    step('PACE nonce', new Uint8Array()),
    info.mapping === 'im' ? null : meanwhile(() => drawPair(group, random)),
  ]);
  if (!first.ok) return first;
  const encrypted = child(first.value, 0x80);
  const block = info.cipher === '3des' ? 8 : aesBlock;
  if (encrypted === null || encrypted.length === 0 || encrypted.length % block !== 0) return fault('answer-malformed', 'PACE nonce');
  const nonce = decryptPlain(info.cipher, deriveKey(info.cipher, password.secret, 3), encrypted);

  let pair: ReturnType<typeof drawPair> = null;
  let mappingKey: Uint8Array = new Uint8Array();
  if (info.mapping === 'im') {
    const own = random(keyLength[info.cipher]);
    const number = pseudoRandom(info.cipher, nonce, own, group.prime);
    const sent = await step('PACE mapping', writeTlv(0x81, own));
    if (!sent.ok) return sent;
    const mapped = number === null ? null : group.mapIntegrated(number.number);
    pair = mapped === null ? null : drawPair(group, random, mapped);
  } else {
    if (mappingPair === null) return fault('pace-refused', 'no key pair');
    const { secret: mappingSecret } = mappingPair;
    const [sent, ahead] = await Promise.all([step('PACE mapping', writeTlv(0x81, mappingPair.key)), meanwhile(() => drawAhead(group, random, nonce, mappingSecret))]);
    if (!sent.ok) return sent;
    mappingKey = child(sent.value, 0x82) ?? mappingKey;
    if (ahead !== null) {
      const key = ahead.finish(mappingKey);
      pair = key === null ? null : { secret: ahead.secret, key };
    } else {
      const mapped = group.mapGeneric(nonce, mappingSecret, mappingKey);
      pair = mapped === null ? null : drawPair(group, random, mapped);
    }
  }
  if (pair === null) return fault('answer-malformed', 'PACE mapping');
  const { secret: ownSecret, key: ownKey } = pair;
  const [agreed, agree] = await Promise.all([step('PACE key agreement', writeTlv(0x83, ownKey)), meanwhile(() => group.agreement(ownSecret))]);
  if (!agreed.ok) return agreed;
  const peer = child(agreed.value, 0x84) ?? new Uint8Array();
  const secret = agree(peer);
  if (secret === null || sameBytes(peer, ownKey)) return fault('answer-malformed', 'PACE key agreement');
  const macKey = deriveKey(info.cipher, secret, 2);
  const token = authenticationToken(info.cipher, macKey, tokenData(info.oid, group.kind, peer));
  const proved = await step('PACE authentication', writeTlv(0x85, token), true);
  if (!proved.ok) return proved;
  const expected = authenticationToken(info.cipher, macKey, tokenData(info.oid, group.kind, ownKey));
  if (!sameBytes(descend(proved.value, 0x86) ?? new Uint8Array(), expected)) return fault('answer-malformed', 'PACE: the chip proved nothing');

  const channel = secureChannel(transport, cipherSuite(info.cipher, secret), zeroCounter(info.cipher));
  if (info.mapping !== 'cam') return ok({ channel, proof: null });
  const data = mappingData(deriveKey(info.cipher, secret, 1), child(proved.value, 0x8a));
  return ok({ channel, proof: { group, data: data ?? new Uint8Array(), mappingKey } });
}

/** Clause 4.4.3.5: CA_IC, encrypted with an IV of E(KSenc, −1). Null where the chip sent none. */
function mappingData(key: Uint8Array, encrypted: Uint8Array | null): Uint8Array | null {
  if (encrypted === null || encrypted.length === 0 || encrypted.length % aesBlock !== 0) return null;
  return unpad(decryptCbc(key, encryptBlock(key, new Uint8Array(aesBlock).fill(0xff)), encrypted));
}

/** Whether the chip that opened the session holds the private key of `staticKey` (04 ‖ x ‖ y): CA_IC · PK_IC = PK_Map,IC. */
export function provesStaticKey(proof: MappingProof, staticKey: Uint8Array): boolean {
  if (proof.data.length === 0) return false;
  const product = proof.group.multiply(BigInt(`0x${Buffer.from(proof.data).toString('hex')}`), staticKey);
  return product !== null && sameBytes(product, proof.mappingKey);
}
