/** SecurityInfos of EF.CardAccess and DG14 (Doc 9303-11 clause 9.2): which protocols the chip knows. What is unknown or malformed is passed over. */
import { toHex } from '../bytes.js';
import type { CipherName } from '../protocol/ciphers.js';
import { domainOf } from '../protocol/public-key.js';
import { child, descend, readReadable, type Tlv } from '../protocol/tlv.js';

export interface PaceInfo {
  /** Content bytes of the protocol's object identifier. */
  readonly oid: Uint8Array;
  readonly agreement: 'dh' | 'ecdh';
  readonly mapping: 'gm' | 'im' | 'cam';
  readonly cipher: CipherName;
  readonly version: number;
  /** How MSE:Set AT names the domain parameters; null where the chip gives them no number. */
  readonly parameter: number | null;
  /** The standardized domain parameters (0–2, 8–18) that it runs over, named so or given in full; null for others. */
  readonly domain: number | null;
}

export interface ChipAuthenticationInfo {
  readonly oid: Uint8Array;
  readonly agreement: 'dh' | 'ecdh';
  readonly cipher: CipherName;
  readonly version: number;
  readonly keyId: bigint | null;
}

export interface ChipAuthenticationPublicKeyInfo {
  readonly agreement: 'dh' | 'ecdh';
  /** Content of the SubjectPublicKeyInfo sequence. */
  readonly key: Uint8Array;
  readonly keyId: bigint | null;
}

export interface ActiveAuthenticationInfo {
  readonly version: number;
  /** Hash of the chip's ECDSA signature; null for one that is not known. */
  readonly hash: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | null;
}

export interface SecurityInfos {
  readonly pace: readonly PaceInfo[];
  readonly chipAuthentication: readonly ChipAuthenticationInfo[];
  readonly chipAuthenticationKeys: readonly ChipAuthenticationPublicKeyInfo[];
  readonly activeAuthentication: ActiveAuthenticationInfo | null;
  /** Object identifiers passed over, content bytes in hex. */
  readonly unknown: readonly string[];
}

/** bsi-de protocols smartcard (0.4.0.127.0.7.2.2): 1 public key, 3 chip authentication, 4 PACE. */
const smartcard = '04007F00070202';
const activeAuthentication = '678108010105';
const plainSignatures = '04007F000701010401';
const ciphers: readonly CipherName[] = ['3des', 'aes-128', 'aes-192', 'aes-256'];
const paceKinds: Readonly<Record<number, Pick<PaceInfo, 'agreement' | 'mapping'>>> = {
  1: { agreement: 'dh', mapping: 'gm' }, 2: { agreement: 'ecdh', mapping: 'gm' }, 3: { agreement: 'dh', mapping: 'im' },
  4: { agreement: 'ecdh', mapping: 'im' }, 6: { agreement: 'ecdh', mapping: 'cam' },
};
/** Numbers above are the chip's own, for parameters that it gives in full. */
const largestStandard = 31;
const hashes = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

/** Takes a whole DG14 (tag 6E), or the bare SET of EF.CardAccess. Never throws. */
export function parseSecurityInfos(bytes: Uint8Array): SecurityInfos {
  const found = {
    pace: [] as PaceInfo[], chipAuthentication: [] as ChipAuthenticationInfo[], chipAuthenticationKeys: [] as ChipAuthenticationPublicKeyInfo[],
    domains: [] as { readonly oid: string; readonly parameter: number | null; readonly domain: number | null }[],
    activeAuthentication: null as ActiveAuthenticationInfo | null, unknown: [] as string[],
  };
  const set = descend(bytes, 0x6e, 0x31) ?? child(bytes, 0x31) ?? new Uint8Array();
  for (const info of readReadable(set)) {
    const [protocol, required, optional] = info.tag === 0x30 ? readReadable(info.value) : [];
    if (protocol?.tag !== 0x06 || required === undefined) continue;
    const oid = toHex(protocol.value);
    const [kind, first, second] = oid.startsWith(smartcard) ? protocol.value.subarray(smartcard.length / 2) : [];
    const agreement = first === 1 ? 'dh' : first === 2 ? 'ecdh' : null;
    const cipher = second === undefined ? undefined : ciphers[second - 1];
    const pace = first === undefined ? undefined : paceKinds[first];
    if (kind === 4 && pace !== undefined && cipher !== undefined) {
      found.pace.push({ oid: protocol.value, ...pace, cipher, version: small(required) ?? 0, parameter: small(optional), domain: null });
    } else if (kind === 4 && pace !== undefined && second === undefined && required.tag === 0x30) {
      // PACEDomainParameterInfo: the protocol without its cipher, and the parameters.
      found.domains.push({ oid, parameter: small(optional), domain: domainOf(required.value) });
    } else if (kind === 3 && agreement !== null && cipher !== undefined) {
      found.chipAuthentication.push({ oid: protocol.value, agreement, cipher, version: small(required) ?? 0, keyId: whole(optional) });
    } else if (kind === 1 && agreement !== null && required.tag === 0x30) {
      found.chipAuthenticationKeys.push({ agreement, key: required.value, keyId: whole(optional) });
    } else if (oid === activeAuthentication) {
      const signature = optional?.tag === 0x06 ? toHex(optional.value) : '';
      const number = signature.startsWith(plainSignatures) ? optional?.value.at(-1) ?? 0 : 0;
      found.activeAuthentication = { version: small(required) ?? 0, hash: hashes[number - 1] ?? null };
    } else found.unknown.push(oid);
  }
  const { domains, ...infos } = found;
  return { ...infos, pace: found.pace.map((one) => ({ ...one, domain: domainOfPace(one, domains) })) };
}

function domainOfPace({ oid, parameter }: PaceInfo, domains: readonly { readonly oid: string; readonly parameter: number | null; readonly domain: number | null }[]): number | null {
  if (parameter !== null && parameter <= largestStandard) return parameter;
  const own = toHex(oid.subarray(0, -1));
  return domains.find((one) => one.oid === own && one.parameter === parameter)?.domain ?? null;
}

/** A whole number of one byte. */
function small(object: Tlv | undefined): number | null {
  return object?.tag === 0x02 && object.value.length === 1 ? (object.value[0] ?? null) : null;
}

/** Key identifiers are as long as their makers liked; past 16 bytes they are not believed. */
function whole(object: Tlv | undefined): bigint | null {
  if (object?.tag !== 0x02 || object.value.length === 0 || object.value.length > 16) return null;
  return BigInt(`0x${toHex(object.value)}`);
}
