/** Object identifiers of hashes and signatures, old ones included (RFC 4055, RFC 5758, X9.62, BSI TR-03111). */
import { childrenOf, identifierOf, nodeAt, smallInteger, type Node } from './der.js';

export type HashName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

export interface AlgorithmIdentifier {
  readonly identifier: string;
  /** Whole DER of the parameters; null where there are none. */
  readonly parameters: Uint8Array | null;
}

export type SignatureScheme =
  | { readonly kind: 'rsa'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly maskHash: HashName; readonly saltLength: number }
  /** `plain`: r and s side by side (TR-03111 clause 5.2.2), else SEQUENCE { r, s }. */
  | { readonly kind: 'ecdsa'; readonly hash: HashName; readonly plain: boolean };

/** Some issuers name a whole signature algorithm where only its hash is asked for: it says the hash as well. */
const hashes: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1', '1.3.14.3.2.29': 'sha1', '1.2.840.113549.1.1.5': 'sha1', '1.2.840.10045.4.1': 'sha1', '0.4.0.127.0.7.1.1.4.1.1': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224', '1.2.840.113549.1.1.14': 'sha224', '1.2.840.10045.4.3.1': 'sha224', '0.4.0.127.0.7.1.1.4.1.2': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256', '1.2.840.113549.1.1.11': 'sha256', '1.2.840.10045.4.3.2': 'sha256', '0.4.0.127.0.7.1.1.4.1.3': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384', '1.2.840.113549.1.1.12': 'sha384', '1.2.840.10045.4.3.3': 'sha384', '0.4.0.127.0.7.1.1.4.1.4': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512', '1.2.840.113549.1.1.13': 'sha512', '1.2.840.10045.4.3.4': 'sha512', '0.4.0.127.0.7.1.1.4.1.5': 'sha512',
};

const rsaEncryption = '1.2.840.113549.1.1.1';
export const rsaPss = '1.2.840.113549.1.1.10';
export const ecPublicKey = '1.2.840.10045.2.1';
/** Take their hash from elsewhere: rsaEncryption, id-ecPublicKey, ecdsa-with-Recommended, ecdsa-with-Specified, plain ECDSA without a hash. */
const hashElsewhere: Readonly<Record<string, 'rsa' | 'ecdsa'>> = {
  [rsaEncryption]: 'rsa', [ecPublicKey]: 'ecdsa', '1.2.840.10045.4.2': 'ecdsa', '1.2.840.10045.4.3': 'ecdsa', '0.4.0.127.0.7.1.1.4.1': 'ecdsa',
};

export function algorithmOf(node: Node | null | undefined): AlgorithmIdentifier | null {
  const [name, parameters] = childrenOf(node, 0x30) ?? [];
  const identifier = identifierOf(name);
  return identifier === null ? null : { identifier, parameters: parameters?.whole ?? null };
}

export function hashNameOf(algorithm: AlgorithmIdentifier | null): HashName | null {
  return algorithm === null ? null : hashes[algorithm.identifier] ?? null;
}

/** `digest`: the hash that the message names, for signature algorithms that name none. Null for what is not known. */
export function schemeOf(algorithm: AlgorithmIdentifier, digest: HashName | null): SignatureScheme | null {
  const { identifier } = algorithm;
  if (identifier === rsaPss) return pssOf(algorithm.parameters, digest);
  const without = hashElsewhere[identifier];
  if (without !== undefined) {
    const named = hashNameOf(algorithmOf(algorithm.parameters === null ? null : nodeAt(algorithm.parameters))) ?? digest;
    return named === null ? null : without === 'rsa' ? { kind: 'rsa', hash: named } : { kind: 'ecdsa', hash: named, plain: false };
  }
  const hash = hashes[identifier];
  if (hash === undefined) return null;
  if (identifier.startsWith('1.2.840.113549.1.1.') || identifier === '1.3.14.3.2.29') return { kind: 'rsa', hash };
  if (identifier.startsWith('1.2.840.10045.4.')) return { kind: 'ecdsa', hash, plain: false };
  return identifier.startsWith('0.4.0.127.0.7.1.1.4.1.') ? { kind: 'ecdsa', hash, plain: true } : null;
}

/** RSASSA-PSS-params (RFC 4055 clause 3.1): what is left out is SHA-1, MGF1 with SHA-1, a salt of 20. */
function pssOf(parameters: Uint8Array | null, digest: HashName | null): SignatureScheme | null {
  if (parameters === null) return digest === null ? null : { kind: 'rsa-pss', hash: digest, maskHash: digest, saltLength: -1 };
  const fields = childrenOf(nodeAt(parameters), 0x30);
  if (fields === null) return null;
  const inner = (tag: number): Node | null => {
    const field = fields.find((one) => one.tag === tag);
    return field === undefined ? null : nodeAt(field.content);
  };
  const [hashNode, maskNode, saltNode] = [inner(0xa0), inner(0xa1), inner(0xa2)];
  const hash = hashNode === null ? 'sha1' : hashNameOf(algorithmOf(hashNode));
  const mask = maskNode === null ? null : algorithmOf(maskNode);
  // 1.2.840.113549.1.1.8: MGF1, the only one there is.
  if (mask !== null && mask.identifier !== '1.2.840.113549.1.1.8') return null;
  const maskHash = maskNode === null ? 'sha1' : hashNameOf(algorithmOf(mask?.parameters ? nodeAt(mask.parameters) : null));
  const saltLength = saltNode === null ? 20 : smallInteger(saltNode);
  return hash === null || maskHash === null || saltLength === null || saltLength > 512 ? null : { kind: 'rsa-pss', hash, maskHash, saltLength };
}
