/** CMS SignedData (RFC 5652 clause 5), as security objects and master lists use it: parsed whole, verified over the bytes as they came. */
import { createHash } from 'node:crypto';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat, sameBytes, toHex } from '../bytes.js';
import { algorithmOf, hashNameOf, type AlgorithmIdentifier, type HashName } from './algorithms.js';
import { childrenOf, identifierOf, magnitudeOf, nodeAt, nodesOf, octetsOf, timeOf, type Node } from './der.js';
import { readName } from './name.js';
import { checkSignature, type SignatureFault } from './signature.js';
import { parseCertificate, type Certificate } from './x509.js';

export interface SignedMessage {
  /** Object identifier of the content. */
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly Signer[];
}

export interface Signer {
  /** Hexadecimal subject key identifier, or issuer and serial. */
  readonly id: { readonly keyId: string } | { readonly issuer: string; readonly serial: string };
  readonly digest: HashName | null;
  /** The attributes as a SET in DER, as they were hashed; null where the content itself is signed. */
  readonly attributes: Uint8Array | null;
  readonly contentType: string | null;
  readonly messageDigest: Uint8Array | null;
  /** Milliseconds since 1970; null where the signer does not tell. */
  readonly signingTime: number | null;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

export interface VerifiedSigner {
  readonly signer: Signer;
  readonly certificate: Certificate;
  /** For example `brainpoolP384r1 sha256`. */
  readonly algorithm: string;
}

export type CmsFault = 'cms-malformed' | 'signer-missing' | 'certificate-missing' | 'digest-differs' | 'content-type-differs' | SignatureFault;

/** More of either nobody has; each may cost a signature's verification. */
const mostSigners = 4;
const mostTried = 8;

export function parseSignedMessage(bytes: Uint8Array): SignedMessage | null {
  const [kind, wrapped] = childrenOf(nodeAt(bytes), 0x30) ?? [];
  if (identifierOf(kind) !== '1.2.840.113549.1.7.2' || wrapped?.tag !== 0xa0) return null;
  const fields = childrenOf(nodeAt(wrapped.content), 0x30);
  const [typeNode, contentField] = childrenOf(fields?.[2], 0x30) ?? [];
  const contentType = identifierOf(typeNode);
  const content = contentField?.tag === 0xa0 ? octetsOf(nodeAt(contentField.content) ?? undefined) : null;
  const signerNodes = childrenOf(fields?.at(-1), 0x31);
  if (fields === null || fields.length < 4 || contentType === null || content === null || signerNodes === null) return null;
  const signers = signerNodes.slice(0, mostSigners).map(readSigner);
  if (signers.includes(null)) return null;
  const certificateField = fields.slice(3).find((one) => one.tag === 0xa0);
  const certificates = (certificateField === undefined ? [] : nodesOf(certificateField.content) ?? []).map((one) => parseCertificate(one.whole));
  return { contentType, content, certificates: certificates.filter((one) => one !== null), signers: signers.filter((one) => one !== null) };
}

function readSigner(node: Node): Signer | null {
  const fields = childrenOf(node, 0x30);
  const [, idNode, digestNode, ...rest] = fields ?? [];
  const attributes = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  const [algorithmNode, signatureNode] = rest;
  const [id, algorithm, signature] = [readSignerId(idNode), algorithmOf(algorithmNode), octetsOf(signatureNode)];
  if (id === null || algorithm === null || signature === null) return null;
  const values = attributes === undefined ? new Map<string, Node>() : readAttributes(attributes.content);
  if (values === null) return null;
  const [type, digest, signed] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.5'].map((name) => values.get(name));
  return {
    id, digest: hashNameOf(algorithmOf(digestNode)), algorithm, signature,
    // They are signed as a SET OF, not under the [0] that they stand in (RFC 5652 clause 5.4).
    attributes: attributes === undefined ? null : concat(Uint8Array.of(0x31), lengthOctets(attributes), attributes.content),
    contentType: identifierOf(type), messageDigest: octetsOf(digest), signingTime: timeOf(signed),
  };
}

/** As they stand, or, of an indefinite length, as DER writes it. */
function lengthOctets({ whole, content }: Node): Uint8Array {
  const standing = whole.subarray(1, whole.length - content.length);
  if (whole[1] !== 0x80) return standing;
  const { length } = content;
  return length < 0x80 ? Uint8Array.of(length) : length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff);
}

function readSignerId(node: Node | undefined): Signer['id'] | null {
  // [0] subjectKeyIdentifier; some wrap its OCTET STRING once more.
  if (node?.tag === 0x80) return { keyId: toHex(node.content) };
  if (node?.tag === 0xa0) {
    const inner = octetsOf(nodeAt(node.content) ?? undefined);
    return inner === null ? null : { keyId: toHex(inner) };
  }
  const [issuerNode, serialNode] = childrenOf(node, 0x30) ?? [];
  const [issuer, serial] = [readName(issuerNode), magnitudeOf(serialNode)];
  return issuer === null || serial === null ? null : { issuer: issuer.key, serial: toHex(serial) };
}

/** The first value of each attribute. */
function readAttributes(content: Uint8Array): Map<string, Node> | null {
  const values = new Map<string, Node>();
  const attributes = nodesOf(content);
  if (attributes === null) return null;
  for (const attribute of attributes) {
    const [name, set] = childrenOf(attribute, 0x30) ?? [];
    const identifier = identifierOf(name);
    const value = childrenOf(set, 0x31)?.[0];
    if (identifier === null || value === undefined || values.has(identifier)) return null;
    values.set(identifier, value);
  }
  return values;
}

function isNamed(certificate: Certificate, { id }: Signer): boolean {
  return 'keyId' in id ? certificate.subjectKeyId === id.keyId : certificate.serial === id.serial && certificate.issuer.key === id.issuer;
}

/** The first signer whose signature and digest are right, by the certificate that it names or, where it names none of them rightly, any that came along. */
export function verifySignedMessage(message: SignedMessage): Result<VerifiedSigner, CmsFault> {
  let first: Result<VerifiedSigner, CmsFault> | null = null;
  for (const signer of message.signers) {
    const checked = verifySigner(message, signer);
    if (checked.ok) return checked;
    first ??= checked;
  }
  return first ?? fault('signer-missing');
}

function verifySigner(message: SignedMessage, signer: Signer): Result<VerifiedSigner, CmsFault> {
  if (signer.attributes !== null) {
    if (signer.digest === null) return fault('algorithm-unsupported', 'a digest that is not known');
    if (signer.contentType !== message.contentType) return fault('content-type-differs');
    const digest = createHash(signer.digest).update(message.content).digest();
    if (signer.messageDigest === null || !sameBytes(digest, signer.messageDigest)) return fault('digest-differs');
  }
  const named = message.certificates.filter((one) => isNamed(one, signer));
  const candidates = (named.length > 0 ? named : message.certificates).slice(0, mostTried);
  let last: Result<VerifiedSigner, CmsFault> = fault('certificate-missing');
  for (const certificate of candidates) {
    const checked = checkSignature({
      algorithm: signer.algorithm, digest: signer.digest, publicKey: certificate.publicKey, message: signer.attributes ?? message.content, signature: signer.signature,
    });
    if (checked.ok) return ok({ signer, certificate, algorithm: checked.value.algorithm });
    last = checked;
  }
  return last;
}
