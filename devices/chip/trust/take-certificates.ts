/** Certificates of one file, each taken or refused on its own: self-signed ones first, then links round by round, since a link may hang on a link. */
import { createHash } from 'node:crypto';

import type { Result } from '../../../sync/core/result.js';
import type { Anchor, TrustAnchors } from './anchors.js';
import { checkSignature, type SignatureFault } from './signature.js';
import { isSelfIssued, parseCertificate, type Certificate } from './x509.js';

export type CertificateRefusal = 'certificate-malformed' | 'not-an-issuer' | 'self-signature-wrong' | 'link-signature-wrong' | 'algorithm-unsupported';

export interface Taken {
  readonly counts: { readonly selfSigned: number; readonly links: number; readonly unproven: number };
  readonly duplicates: number;
  readonly countries: number;
  readonly refused: readonly { readonly reason: CertificateRefusal; readonly subject: string }[];
}

/** `known`: SHA-256 of those that are in already; it learns the new ones. `keep` is called for each that is taken. */
export function takeCertificates(
  all: readonly Uint8Array[], known: Set<string>, issuersOf: TrustAnchors['issuersOf'], keep: (certificate: Certificate, proof: Anchor['proof']) => void,
): Taken {
  const counts = { selfSigned: 0, links: 0, unproven: 0 };
  const refused: Taken['refused'][number][] = [];
  const countries = new Set<string>();
  const refuse = (reason: CertificateRefusal, certificate?: Certificate): void => {
    refused.push({ reason, subject: certificate?.subject.text ?? '' });
  };
  const take = (certificate: Certificate, proof: Anchor['proof']): void => {
    counts[proof === 'self-signed' ? 'selfSigned' : proof === 'link' ? 'links' : 'unproven'] += 1;
    if (certificate.subject.country !== '') countries.add(certificate.subject.country);
    keep(certificate, proof);
  };
  let duplicates = 0;
  let pending: Certificate[] = [];
  for (const bytes of all) {
    const certificate = parseCertificate(bytes);
    if (certificate === null) {
      refuse('certificate-malformed');
      continue;
    }
    const print = createHash('sha256').update(certificate.bytes).digest('hex');
    if (known.has(print)) {
      duplicates += 1;
      continue;
    }
    known.add(print);
    // KeyUsage, where it is there, must allow signing certificates (Doc 9303-12 table 6): a document signer is no anchor.
    if (certificate.keyUsage !== null && (certificate.keyUsage & 0x04) === 0) refuse('not-an-issuer', certificate);
    else if (!isSelfIssued(certificate)) pending.push(certificate);
    else {
      const own = issuedBy(certificate, certificate);
      if (own.ok) take(certificate, 'self-signed');
      else if (own.fault.code !== 'signature-wrong') refuse('algorithm-unsupported', certificate);
      // Without key identifiers a link from a key of the same name looks alike.
      else if (certificate.authorityKeyId === '') pending.push(certificate);
      else refuse('self-signature-wrong', certificate);
    }
  }
  for (let progress = true; progress && pending.length > 0;) {
    progress = false;
    const left: Certificate[] = [];
    for (const certificate of pending) {
      if (isIssuedByOne(certificate, issuersOf(certificate))) {
        take(certificate, 'link');
        progress = true;
      } else left.push(certificate);
    }
    pending = left;
  }
  for (const certificate of pending) {
    const parents = issuersOf(certificate).filter((one) => one.certificate.subjectKeyId === certificate.authorityKeyId && certificate.authorityKeyId !== '');
    if (parents.length > 0) refuse('link-signature-wrong', certificate);
    else if (isSelfIssued(certificate)) refuse('self-signature-wrong', certificate);
    else take(certificate, 'unproven');
  }
  return { counts, duplicates, countries: countries.size, refused };
}

export function issuedBy(certificate: Certificate, issuer: Certificate): Result<{ readonly algorithm: string }, SignatureFault> {
  const { algorithm, signed: message, signature } = certificate;
  return checkSignature({ algorithm, digest: null, publicKey: issuer.publicKey, message, signature });
}

export function isIssuedByOne(certificate: Certificate, issuers: readonly Anchor[]): boolean {
  return issuers.some((one) => issuedBy(certificate, one.certificate).ok);
}
