/** The chip's half of PACE: Doc 9303-11 clause 4.4.3, generic, integrated and chip authentication mapping. */
import { concat, fromHex, sameBytes, toHex } from '../bytes.js';
import { parseSecurityInfos, type PaceInfo } from '../lds/security-infos.js';
import { aesBlock, encryptBlock, encryptCbc } from '../protocol/aes.js';
import { statusOk, type Answer, type Command } from '../protocol/apdu.js';
import { authenticationToken, cipherSuite, deriveKey, encryptPlain, keyLength } from '../protocol/ciphers.js';
import { curveById } from '../protocol/curves.js';
import { standardGroup, type Group } from '../protocol/groups.js';
import { pseudoRandom } from '../protocol/integrated-mapping.js';
import { modulo, toBytes } from '../protocol/numbers.js';
import { child, writeTlv } from '../protocol/tlv.js';
import { pad } from '../protocol/triple-des.js';
import { identifier, sequence } from '../trust/der-write.js';
import { explicitParameters } from '../trust/make-keys.js';

import type { ChipSession } from './session.js';

export interface PaceSecrets {
  /** What each password is derived from; by its reference in MSE:Set AT. */
  readonly secrets: Readonly<Record<number, Uint8Array>>;
  /** EF.CardAccess. */
  readonly cardAccess: Uint8Array;
  /** The static key of chip authentication mapping, on the mapping's curve. */
  readonly staticKey: bigint;
  /** How the chip takes DO84 in MSE:Set AT. */
  readonly parameter: 'either' | 'required' | 'refused';
}

export interface PaceChip {
  /** MSE:Set AT. */
  set(command: Command): Answer;
  /** GENERAL AUTHENTICATE. A session is there once the terminal has proved the password. */
  authenticate(command: Command): Answer & { readonly session?: ChipSession };
  readonly password: number;
}

const none = new Uint8Array();
const only = (status: number): Answer => ({ data: none, status });

interface Run {
  readonly info: PaceInfo;
  readonly group: Group;
  nonce: Uint8Array;
  generator: Uint8Array | null;
  mappingSecret: bigint;
  expected: Uint8Array;
  answer: Uint8Array;
  shared: Uint8Array;
}

/** `random` gives nonce, mapping key and agreement key, in this order. */
export function paceChip({ secrets, cardAccess, staticKey, parameter }: PaceSecrets, random: (size: number) => Uint8Array): PaceChip {
  const known = parseSecurityInfos(cardAccess).pace;
  let run: Run | null = null;
  let password = 0;

  const pair = (group: Group, generator?: Uint8Array): { readonly secret: bigint; readonly key: Uint8Array } => {
    const secret = group.privateKey(random(group.randomLength));
    return { secret, key: group.publicKey(secret, generator) ?? none };
  };
  const steps: Readonly<Record<number, (value: Uint8Array, one: Run) => Uint8Array | null>> = {
    0x81(value, one) {
      const { info, group } = one;
      if (info.mapping === 'im') {
        const number = value.length === keyLength[info.cipher] ? pseudoRandom(info.cipher, one.nonce, value, group.prime) : null;
        one.generator = number === null ? null : group.mapIntegrated(number.number);
        return one.generator === null ? null : writeTlv(0x82, none);
      }
      const own = pair(group);
      one.mappingSecret = own.secret;
      one.generator = group.mapGeneric(one.nonce, own.secret, value);
      return one.generator === null ? null : writeTlv(0x82, own.key);
    },
    0x83(value, one) {
      const { info, group, generator } = one;
      if (generator === null) return null;
      const own = pair(group, generator);
      const shared = group.sharedSecret(own.secret, value);
      if (shared === null) return null;
      const token = (key: Uint8Array): Uint8Array => {
        const template = writeTlv(0x7f49, writeTlv(0x06, info.oid), writeTlv(group.kind === 'dh' ? 0x84 : 0x86, key));
        return authenticationToken(info.cipher, deriveKey(info.cipher, shared, 2), template);
      };
      one.shared = shared;
      one.expected = token(own.key);
      one.answer = writeTlv(0x86, token(value));
      return writeTlv(0x84, own.key);
    },
  };
  /** A_IC: the mapping's private key times the inverse of the static one, encrypted. */
  const mappingProof = ({ info, group, mappingSecret, shared }: Run): Uint8Array => {
    const { order } = group;
    const data = toBytes(modulo(mappingSecret * invert(staticKey, order), order), Math.ceil(order.toString(16).length / 2));
    const key = deriveKey(info.cipher, shared, 1);
    return writeTlv(0x8a, encryptCbc(key, encryptBlock(key, new Uint8Array(aesBlock).fill(0xff)), pad(data, aesBlock)));
  };

  return {
    get password() {
      return password;
    },
    set({ data = none }) {
      run = null;
      const oid = toHex(child(data, 0x80) ?? none);
      const parameterId = child(data, 0x84)?.[0];
      if ((parameterId === undefined && parameter === 'required') || (parameterId !== undefined && parameter === 'refused')) return only(0x6a80);
      const info = known.find((one) => toHex(one.oid) === oid && (parameterId === undefined || one.parameter === parameterId));
      const group = info?.domain === undefined || info.domain === null ? null : standardGroup(info.domain);
      password = child(data, 0x83)?.[0] ?? 0;
      if (info === undefined || group === null) return only(0x6a80);
      if (secrets[password] === undefined) return only(0x6a88);
      run = { info, group, nonce: none, generator: null, mappingSecret: 0n, expected: none, answer: none, shared: none };
      return only(statusOk);
    },
    authenticate({ cla, data = none }) {
      const content = child(data, 0x7c);
      if (run === null || content === null) return only(0x6985);
      const one = run;
      const answer = (inner: Uint8Array): Answer => ({ data: writeTlv(0x7c, inner), status: statusOk });
      const { cipher, mapping } = one.info;
      if (content.length === 0) {
        one.nonce = random(mapping === 'im' && keyLength[cipher] > 16 ? 32 : 16);
        return answer(writeTlv(0x80, encryptPlain(cipher, deriveKey(cipher, secrets[password] ?? none, 3), one.nonce)));
      }
      const token = child(content, 0x85);
      if (token === null) {
        const step = [0x81, 0x83].find((tag) => child(content, tag) !== null) ?? 0;
        const made = steps[step]?.(child(content, step) ?? none, one) ?? null;
        if (made !== null) return answer(made);
        run = null;
        return only(0x6a80);
      }
      run = null;
      if (cla !== 0 || one.expected.length === 0 || !sameBytes(one.expected, token)) return only(0x6300);
      const proof = mapping === 'cam' ? mappingProof(one) : none;
      return { ...answer(concat(one.answer, proof)), session: { suite: cipherSuite(cipher, one.shared), counter: 0n } };
    },
  };
}

/** Extended Euclid; `order` is prime. */
function invert(value: bigint, order: bigint): bigint {
  let [a, b, x, y] = [modulo(value, order), order, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, x, y] = [b % a, a, y - quotient * x, x];
  }
  return modulo(x, order);
}

/** EF.CardAccess: SET of PACEInfo. `protocols` are `ecdh-gm aes-128 13` and the like, in this order; `x13` gives the parameters of a curve in full instead of its number. */
export function cardAccessFile(protocols: readonly string[]): Uint8Array {
  return writeTlv(0x31, ...paceInfos(protocols));
}

export function paceInfos(protocols: readonly string[]): readonly Uint8Array[] {
  const kinds = ['', 'dh-gm', 'ecdh-gm', 'dh-im', 'ecdh-im', '', 'ecdh-cam'];
  const ciphers = ['', '3des', 'aes-128', 'aes-192', 'aes-256'];
  return protocols.flatMap((one) => {
    const [kind = '', cipher = '', id = ''] = one.split(' ');
    const mapping = concat(fromHex('04007F00070202 04'), Uint8Array.of(kinds.indexOf(kind)));
    const info = [writeTlv(0x06, concat(mapping, Uint8Array.of(ciphers.indexOf(cipher)))), writeTlv(0x02, Uint8Array.of(2))];
    if (!id.startsWith('x')) return [writeTlv(0x30, ...info, writeTlv(0x02, Uint8Array.of(Number(id))))];
    const curve = curveById(Number(id.slice(1)));
    if (curve === null) throw new RangeError(`no curve ${id}`);
    const parameters = sequence(identifier('1.2.840.10045.2.1'), explicitParameters(curve));
    return [writeTlv(0x30, ...info), writeTlv(0x30, writeTlv(0x06, mapping), parameters)];
  });
}
