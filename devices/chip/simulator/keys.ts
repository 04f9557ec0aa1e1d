/** Private keys of a simulated chip, and the files that hold their public halves: DG14 and DG15. */
import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { ecdsa, type ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { concat, fromHex } from '../bytes.js';
import { curveById, type Curve } from '../protocol/curves.js';
import { dhGroups } from '../protocol/dh-groups.js';
import { standardGroup, type Group } from '../protocol/groups.js';
import { toBytes, toNumber } from '../protocol/numbers.js';
import { writeTlv } from '../protocol/tlv.js';
import { bits, der, identifier, integer, sequence } from '../trust/der-write.js';

import { simulatedRandom } from './issuer.js';

/** `ecdh aes-128 13`, `dh 3des 0` and the like: agreement, cipher, standardized domain parameters. */
export interface ChipKeyPair {
  readonly protocol: string;
  readonly group: Group;
  readonly secret: bigint;
  readonly cipher: '3des' | 'aes-128' | 'aes-192' | 'aes-256';
  /** SecurityInfos for DG14. */
  readonly infos: readonly Uint8Array[];
}

export type ActiveKey =
  | { readonly kind: 'rsa'; readonly private: KeyObject; readonly hash: 'sha1' | 'sha256'; readonly spki: Uint8Array }
  | { readonly kind: 'ecdsa'; readonly curve: Curve; readonly signer: ECDSA; readonly secret: Uint8Array; readonly spki: Uint8Array };

const ciphers = ['3des', 'aes-128', 'aes-192', 'aes-256'] as const;

/** `label` makes it another card's key. */
export function chipKeyPair(protocol: string, label: string): ChipKeyPair {
  const [agreement = '', named = '', id = ''] = protocol.split(' ');
  const group = standardGroup(Number(id));
  const cipher = ciphers.find((one) => one === named);
  if (group?.kind !== agreement || cipher === undefined) throw new RangeError(`no protocol ${protocol}`);
  const random = simulatedRandom(`chip authentication ${label}`);
  // A number without a leading zero byte: chips differ in how they write one.
  let [secret, key] = [0n, Uint8Array.of(0) as Uint8Array];
  for (let size = group.randomLength; key[0] === 0; size++) {
    secret = group.privateKey(random(size));
    key = group.publicKey(secret) ?? key;
  }
  const kind = agreement === 'dh' ? 1 : 2;
  const oid = (branch: number, ...rest: readonly number[]): Uint8Array => der(0x06, concat(fromHex('04007F00070202'), Uint8Array.of(branch, kind, ...rest)));
  const spki = group.kind === 'dh' ? dhSpki(Number(id), key) : curveSpki(Number(id), key);
  return {
    protocol, group, secret, cipher,
    infos: [sequence(oid(3, ciphers.indexOf(cipher) + 1), integer(cipher === '3des' ? 1 : 2)), sequence(oid(1), spki)],
  };
}

function curveSpki(id: number, point: Uint8Array): Uint8Array {
  const name = der(0x06, fromHex(curveById(id)?.oid ?? ''));
  return sequence(sequence(identifier('1.2.840.10045.2.1'), name), bits(point));
}

/** X9.42: dhpublicnumber with p, g, q. */
function dhSpki(id: number, key: Uint8Array): Uint8Array {
  const { p = 0n, g = 0n, q = 0n } = dhGroups[id] ?? {};
  return sequence(sequence(identifier('1.2.840.10046.2.1'), sequence(integer(p), integer(g), integer(q ?? 0n))), bits(integer(toNumber(key))));
}

let rsa: Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }> | null = null;

/** RSA-2048, made once a process (it takes a while), or ECDSA on a standardized curve. */
export async function activeKey(kind: 'rsa' | 'rsa-sha1' | 'ecdsa', label: string, curveId = 12): Promise<ActiveKey> {
  if (kind !== 'ecdsa') {
    rsa ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const { privateKey, publicKey } = await rsa;
    return { kind: 'rsa', private: privateKey, hash: kind === 'rsa' ? 'sha256' : 'sha1', spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) };
  }
  const curve = curveById(curveId);
  if (curve === null) throw new RangeError(`no curve ${curveId}`);
  const order = curve.point.Fn.ORDER;
  const secret = toBytes((toNumber(simulatedRandom(`active authentication ${label}`)(curve.point.Fn.BYTES + 8)) % (order - 1n)) + 1n, curve.point.Fn.BYTES);
  const signer = ecdsa(curve.point, sha256);
  return { kind: 'ecdsa', curve, signer, secret, spki: curveSpki(curveId, signer.getPublicKey(secret, false)) };
}

export function dg14File(infos: readonly Uint8Array[]): Uint8Array {
  return writeTlv(0x6e, writeTlv(0x31, ...infos));
}

export function dg15File(key: ActiveKey): Uint8Array {
  return writeTlv(0x6f, key.spki);
}
