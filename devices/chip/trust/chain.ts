/** Whether the document signer was issued by a known country signing key, and was valid when it signed: not now, since it signs for months and cards live for years. */
import type { ToldChipFact } from '../../../sync/core/chip-facts.js';
import type { Anchor, TrustAnchors } from './anchors.js';
import { compareCountries } from './issuing-state.js';
import { issuedBy } from './take-certificates.js';
import type { Certificate } from './x509.js';

/** When the security object was signed, as far as anyone knows. */
export interface SigningMoment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: 'signing-time' | 'issue-date' | 'now';
}

/** The day printed on a card is that of the decision: the chip is written in the weeks around it. */
const issueDateSlack = 45 * 24 * 3_600_000;

/** `state`: the zone's issuing state as in the zone; '' where the zone is not proved or names none. Every country may sign, but for itself alone (Doc 9303-11 clause 5.1). */
export function chainFact(signer: Certificate, anchors: TrustAnchors, moment: SigningMoment | null, state: string): ToldChipFact {
  if (anchors.size === 0) return { name: 'chain', state: 'not-possible', reason: 'no-anchors' };
  const candidates = anchors.issuersOf(signer);
  const checks = candidates.map((anchor) => ({ anchor, check: issuedBy(signer, anchor.certificate) }));
  const issuer = checks.find(({ check }) => check.ok)?.anchor;
  if (issuer === undefined) return withoutIssuer(signer, anchors, checks);
  const { country, text } = issuer.certificate.subject;
  const named = { list: issuer.list, date: issuer.date, issuer: text, country: country === '' ? signer.issuer.country : country };
  if (!maySign(signer)) return { name: 'chain', state: 'failed', reason: 'signer-not-for-signing', values: named };
  const compared = compareCountries([country, signer.issuer.country], state);
  if (compared === 'other') return { name: 'chain', state: 'failed', reason: 'issuer-other-country', values: { ...named, issuingState: state } };
  const values = { ...named, proof: issuer.proof, ...(moment === null ? {} : { judgedBy: moment.by }) };
  if (moment === null) return { name: 'chain', state: 'not-possible', reason: 'signing-time-unknown', values };
  const slack = moment.by === 'issue-date' ? issueDateSlack : 0;
  if (!isValidAt(signer, moment.at, slack)) {
    // What has run out by now may well have been valid when it signed.
    return moment.by === 'now'
      ? { name: 'chain', state: 'not-possible', reason: 'signing-time-unknown', values }
      : { name: 'chain', state: 'failed', reason: 'signer-not-valid-then', values };
  }
  const wasIssued = anchors.sameKey(issuer).some((one) => isValidAt(one.certificate, signer.notBefore, 0) || isValidAt(one.certificate, moment.at, slack));
  if (!wasIssued) return { name: 'chain', state: 'failed', reason: 'issuer-not-valid-then', values };
  return compared === 'unknown' ? { name: 'chain', state: 'not-possible', reason: 'country-unknown', values } : { name: 'chain', state: 'ok', values };
}

/** An issuer that nobody here knows is no forgery; a signature that a named key did not make is one. */
function withoutIssuer(signer: Certificate, anchors: TrustAnchors, checks: readonly { readonly anchor: Anchor; readonly check: ReturnType<typeof issuedBy> }[]): ToldChipFact {
  const newest = [...anchors.reports].sort((one, other) => (one.date < other.date ? 1 : -1))[0];
  const values = { issuer: signer.issuer.text, list: newest?.name ?? '', date: newest?.date ?? '', lists: anchors.reports.length };
  const named = checks.filter(({ anchor }) => signer.authorityKeyId !== '' && anchor.certificate.subjectKeyId === signer.authorityKeyId && anchor.certificate.subject.key === signer.issuer.key);
  if (named.some(({ check }) => !check.ok && check.fault.code === 'signature-wrong')) return { name: 'chain', state: 'failed', reason: 'chain-signature-wrong', values };
  return { name: 'chain', state: 'not-possible', reason: named.length > 0 ? 'algorithm-unsupported' : 'issuer-unknown', values };
}

/** digitalSignature (Doc 9303-12 clause 7.1.1.6); old certificates without the extension are taken as they were then. */
function maySign({ keyUsage }: Certificate): boolean {
  return keyUsage === null || (keyUsage & 0x80) !== 0;
}

function isValidAt({ notBefore, notAfter }: Certificate, at: number, slack: number): boolean {
  return at >= notBefore - slack && at <= notAfter + slack;
}
