/**
 * The trust anchors: country signing certificates out of imported lists, found by key identifier and by name.
 * Trust in a list comes from whoever imported it; what a certificate proves by itself is checked and told: its own signature, or a link from an older one.
 */
import { createHash } from 'node:crypto';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { toHex } from '../bytes.js';
import { bitsOf, childrenOf, nodeAt } from './der.js';
import { takeApart, type ListFault, type ListKind } from './master-list.js';
import { isIssuedByOne, takeCertificates, type CertificateRefusal } from './take-certificates.js';
import type { Certificate } from './x509.js';

export interface AnchorList {
  readonly name: string;
  /** `yyyy-mm-dd`; '' takes the day on which a master list was signed. */
  readonly date: string;
  readonly bytes: Uint8Array;
}

export interface Anchor {
  readonly certificate: Certificate;
  /** `unproven`: a link whose older certificate is not there: as good as the list that brought it. */
  readonly proof: 'self-signed' | 'link' | 'unproven';
  readonly list: string;
  readonly date: string;
}

/** What became of one list; plain data that crosses a thread. */
export interface AnchorReport {
  readonly name: string;
  readonly date: string;
  readonly kind: ListKind;
  /** Certificates in the file. */
  readonly certificates: number;
  readonly selfSigned: number;
  readonly links: number;
  readonly unproven: number;
  /** Known from this list or another. */
  readonly duplicates: number;
  readonly countries: number;
  /** Whether a master list's signer chains to an anchor: of the lists before it, of this list itself, or to none. '' where nothing is signed. */
  readonly signedBy: 'known' | 'itself' | 'stranger' | '';
  readonly refusedCount: number;
  /** The first hundred, with the certificate's subject ('' where it could not be read). */
  readonly refused: readonly { readonly reason: CertificateRefusal | string; readonly subject: string }[];
}

export interface TrustAnchors {
  readonly size: number;
  readonly reports: readonly AnchorReport[];
  /** Takes a list in whole, or gives the reason why nothing of it was taken. */
  readonly add: (list: AnchorList) => Result<AnchorReport, ListFault>;
  /** Those that may have issued the certificate, likeliest first. */
  readonly issuersOf: (certificate: Certificate) => readonly Anchor[];
  /** Every anchor with that very key: a certificate and its links. */
  readonly sameKey: (anchor: Anchor) => readonly Anchor[];
}

const mostRefusedShown = 100;
/** Of one name or key identifier; each costs a signature's verification. */
const mostCandidates = 32;

export function trustAnchors(): TrustAnchors {
  const byKeyId = new Map<string, Anchor[]>();
  const bySubject = new Map<string, Anchor[]>();
  const known = new Set<string>();
  const reports: AnchorReport[] = [];
  let size = 0;

  const keep = (anchor: Anchor): void => {
    const { subjectKeyId, subject, publicKey } = anchor.certificate;
    for (const id of new Set([subjectKeyId, keyIdOf(publicKey)])) if (id !== '') push(byKeyId, id, anchor);
    push(bySubject, subject.key, anchor);
    size += 1;
  };
  const issuersOf = ({ authorityKeyId, issuer }: Certificate): readonly Anchor[] => {
    const byId = authorityKeyId === '' ? [] : byKeyId.get(authorityKeyId) ?? [];
    const named = byId.filter((one) => one.certificate.subject.key === issuer.key);
    return [...new Set([...named, ...byId, ...(bySubject.get(issuer.key) ?? [])])].slice(0, mostCandidates);
  };

  return {
    get size() { return size; },
    reports,
    issuersOf,
    sameKey: ({ certificate }) => (bySubject.get(certificate.subject.key) ?? []).filter((one) => Buffer.compare(one.certificate.publicKey, certificate.publicKey) === 0),
    add: (list) => {
      const apart = takeApart(list.bytes);
      if (!apart.ok) return apart;
      const { kind, signers } = apart.value;
      const signingTimes = signers.map((one) => one.signer.signingTime ?? 0);
      const date = list.date === '' && signingTimes.length > 0 ? dayOf(Math.max(...signingTimes)) : list.date;
      const wasKnown = signers.length > 0 && signers.every((one) => isIssuedByOne(one.certificate, issuersOf(one.certificate)));
      const taken = takeCertificates(apart.value.certificates, known, issuersOf, (certificate, proof) => keep({ certificate, proof, list: list.name, date }));
      const refused = [...apart.value.refused.map((reason) => ({ reason: reason as string, subject: '' })), ...taken.refused];
      if (taken.counts.selfSigned + taken.counts.links + taken.counts.unproven + taken.duplicates === 0 && refused.length === 0) return fault('list-empty');
      const isOwn = (): boolean => signers.every((one) => isIssuedByOne(one.certificate, issuersOf(one.certificate)));
      const report: AnchorReport = {
        name: list.name, date, kind, certificates: apart.value.certificates.length, ...taken.counts, duplicates: taken.duplicates, countries: taken.countries,
        signedBy: signers.length === 0 ? '' : wasKnown ? 'known' : isOwn() ? 'itself' : 'stranger',
        refusedCount: refused.length, refused: refused.slice(0, mostRefusedShown),
      };
      reports.push(report);
      return ok(report);
    },
  };
}

/** SHA-1 of the key's bits: what an issuer that has no identifier of its own is called by most (RFC 5280 clause 4.2.1.2). */
function keyIdOf(publicKey: Uint8Array): string {
  const bits = bitsOf(childrenOf(nodeAt(publicKey), 0x30)?.[1]);
  return bits === null ? '' : toHex(createHash('sha1').update(bits).digest());
}

function push(map: Map<string, Anchor[]>, key: string, anchor: Anchor): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [anchor]);
  else there.push(anchor);
}

export function dayOf(milliseconds: number): string {
  return milliseconds <= 0 ? '' : new Date(milliseconds).toISOString().slice(0, 10);
}
