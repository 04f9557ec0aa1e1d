/** Certificates (RFC 5280 clause 4), read as far as passive authentication needs; no name or serial is ever re-encoded. */
import { toHex } from '../bytes.js';
import { algorithmOf, type AlgorithmIdentifier } from './algorithms.js';
import { bitsOf, childrenOf, identifierOf, magnitudeOf, nodeAt, nodesOf, octetsOf, timeOf, type Node } from './der.js';
import { readName, type Name } from './name.js';

export interface Certificate {
  /** The whole in DER. */
  readonly bytes: Uint8Array;
  /** What is signed. */
  readonly signed: Uint8Array;
  /** Hexadecimal, without leading zeros. */
  readonly serial: string;
  readonly issuer: Name;
  readonly subject: Name;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** Hexadecimal; '' where the certificate has none. */
  readonly subjectKeyId: string;
  readonly authorityKeyId: string;
  /** Bits of KeyUsage from the first one (digitalSignature is 0x80, keyCertSign 0x04, cRLSign 0x02); null without the extension. */
  readonly keyUsage: number | null;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** Bytes of the largest certificate believed. */
const largestCertificate = 65_536;

/** Null for what is not a certificate. Bytes after its end are not part of it. */
export function parseCertificate(bytes: Uint8Array): Certificate | null {
  const whole = nodeAt(bytes);
  if (whole === null || whole.whole.length > largestCertificate) return null;
  const [signed, algorithmNode, signatureNode] = childrenOf(whole, 0x30) ?? [];
  const algorithm = algorithmOf(algorithmNode);
  const signature = bitsOf(signatureNode);
  const fields = childrenOf(signed, 0x30);
  if (signed === undefined || algorithm === null || signature === null || fields === null) return null;
  // The version stands first, in [0]; very old certificates have none.
  const [serial, , issuer, validity, subject, key] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [from, until] = childrenOf(validity, 0x30) ?? [];
  const [number, issuerName, subjectName, notBefore, notAfter] = [magnitudeOf(serial), readName(issuer), readName(subject), timeOf(from), timeOf(until)];
  if (number === null || issuerName === null || subjectName === null || notBefore === null || notAfter === null || key?.tag !== 0x30) return null;
  return {
    bytes: whole.whole, signed: signed.whole, serial: toHex(number), issuer: issuerName, subject: subjectName, notBefore, notAfter, publicKey: key.whole,
    algorithm, signature, ...extensionsOf(fields.find((one) => one.tag === 0xa3)),
  };
}

type Extensions = Pick<Certificate, 'subjectKeyId' | 'authorityKeyId' | 'keyUsage'>;

function extensionsOf(field: Node | undefined): Extensions {
  const values = new Map<string, Node>();
  for (const extension of childrenOf(field === undefined ? null : nodeAt(field.content), 0x30) ?? []) {
    const parts = childrenOf(extension, 0x30) ?? [];
    const name = identifierOf(parts[0]);
    const value = octetsOf(parts.at(-1));
    const inner = value === null ? null : nodeAt(value);
    if (name !== null && inner !== null && !values.has(name)) values.set(name, inner);
  }
  const subject = values.get('2.5.29.14');
  const authority = values.get('2.5.29.35');
  const usage = values.get('2.5.29.15');
  // AuthorityKeyIdentifier: its keyIdentifier is [0].
  const authorityKey = authority === undefined ? undefined : nodesOf(authority.content)?.find((one) => one.tag === 0x80);
  return {
    subjectKeyId: subject?.tag === 0x04 ? toHex(subject.content) : '',
    authorityKeyId: authorityKey === undefined ? '' : toHex(authorityKey.content),
    keyUsage: usage?.tag === 0x03 ? (usage.content[1] ?? 0) : null,
  };
}

/** By its names alone; whether it also signed itself its signature tells. */
export function isSelfIssued(certificate: Certificate): boolean {
  const { subject, issuer, subjectKeyId, authorityKeyId } = certificate;
  return subject.key === issuer.key && (authorityKeyId === '' || subjectKeyId === '' || authorityKeyId === subjectKeyId);
}
