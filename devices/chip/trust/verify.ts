/** Passive authentication (Doc 9303-11 clause 5.1) as separate facts: nothing here is one green tick, and what could not be judged says so. */
import { createHash } from 'node:crypto';

import type { ChipFactReason, ToldChipFact } from '../../../sync/core/chip-facts.js';
import { dateRange, isFullDate, parseDate } from '../../../sync/core/dates.js';
import { sameBytes } from '../bytes.js';
import { issuingStateOf, parseDg1 } from '../lds/dg1.js';
import { parseDg12 } from '../lds/dg12.js';
import { parseDg13 } from '../lds/dg13.js';
import { readingOrder } from '../protocol/files.js';
import type { TrustAnchors } from './anchors.js';
import { chainFact, type SigningMoment } from './chain.js';
import { verifySignedMessage, type VerifiedSigner } from './cms.js';
import { crossChecks } from './cross-checks.js';
import { parseSod, type SecurityObject } from './sod.js';

export interface ReadingToVerify {
  /** Raw elementary files as read, by role (`chip-sod`, `chip-dg1` …); empty ones count as not read. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly anchors: TrustAnchors;
  /** Milliseconds since 1970; judges validity only where the card tells no time at all. */
  readonly now?: number;
}

export function verifyReading({ files, anchors, now }: ReadingToVerify): readonly ToldChipFact[] {
  const groups = groupsRead(files);
  const crossed = crossChecksOf(groups);
  const bytes = files.get('chip-sod');
  if (bytes === undefined || bytes.length === 0) {
    const reason = 'sod-missing';
    return [{ name: 'sod-signature', state: 'not-done', reason }, { name: 'chain', state: 'not-done', reason }, ...hashesWithout(groups, reason), ...crossed];
  }
  const sod = parseSod(bytes);
  if (!sod.ok) {
    const reason = sod.fault.code;
    const state = reason === 'sod-malformed' ? 'failed' : 'not-possible';
    return [{ name: 'sod-signature', state, reason }, { name: 'chain', state: 'not-done', reason }, ...hashesWithout(groups, reason), ...crossed];
  }
  const hashes = hashFacts(sod.value, groups);
  const signer = verifySignedMessage(sod.value.message);
  if (!signer.ok) {
    const reason = signer.fault.code;
    const isUnknown = reason === 'algorithm-unsupported' || reason === 'certificate-missing';
    return [
      { name: 'sod-signature', state: isUnknown ? 'not-possible' : 'failed', reason }, { name: 'chain', state: 'not-done', reason: 'sod-signature' }, ...hashes, ...crossed,
    ];
  }
  const signature: ToldChipFact = {
    name: 'sod-signature', state: 'ok',
    values: { algorithm: signer.value.algorithm, signer: signer.value.certificate.subject.text, legacyType: sod.value.legacyType ? 1 : 0 },
  };
  const proved = provedOf(hashes, groups);
  return [signature, chainFact(signer.value.certificate, anchors, momentOf(signer.value, proved, now), issuingStateOf(proved(1))), ...hashes, ...crossed];
}

type Groups = ReadonlyMap<number, Uint8Array>;

function groupsRead(files: ReadonlyMap<string, Uint8Array>): Groups {
  const groups = new Map<number, Uint8Array>();
  for (const [role, bytes] of files) {
    const number = Number(/^chip-dg(\d{1,2})$/.exec(role)?.[1] ?? 0);
    if (number >= 1 && number <= 16 && bytes.length > 0) groups.set(number, bytes);
  }
  return new Map([...groups].sort(([one], [other]) => one - other));
}

function hashesWithout(groups: Groups, reason: ChipFactReason): readonly ToldChipFact[] {
  return [...groups.keys()].map((group) => ({ name: 'hash', state: 'not-possible', reason, values: { group } }));
}

/** One for each data group that was read or that the security object lists. */
function hashFacts(sod: SecurityObject, groups: Groups): readonly ToldChipFact[] {
  const numbers = [...new Set([...groups.keys(), ...sod.hashes.keys()])].sort((one, other) => one - other);
  return numbers.map((group): ToldChipFact => {
    const values = { group };
    const [bytes, expected] = [groups.get(group), sod.hashes.get(group)];
    if (bytes === undefined) return { name: 'hash', state: 'not-done', reason: isAskedFor(group) ? 'not-given' : 'not-read', values };
    // A data group that nobody signed proves nothing, whoever put it there.
    if (expected === undefined) return { name: 'hash', state: 'failed', reason: 'not-in-sod', values };
    const right = sameBytes(createHash(sod.hash).update(bytes).digest(), expected);
    return right ? { name: 'hash', state: 'ok', values } : { name: 'hash', state: 'failed', reason: 'hash-differs', values };
  });
}

/** DG3 and DG4 are locked for everybody but the issuer; what nobody uses is not asked for. */
function isAskedFor(group: number): boolean {
  return readingOrder.some((file) => file.group === group);
}

/** Data groups whose hash is right. */
type Proved = (group: number) => Uint8Array | undefined;

function provedOf(hashes: readonly ToldChipFact[], groups: Groups): Proved {
  return (group) => (hashes.some((one) => one.state === 'ok' && one.values?.['group'] === group) ? groups.get(group) : undefined);
}

/** The signer's own word first, then the day in a data group whose hash is right. */
function momentOf({ signer }: VerifiedSigner, proved: Proved, now: number | undefined): SigningMoment | null {
  if (signer.signingTime !== null) return { at: signer.signingTime, by: 'signing-time' };
  const [dg13, dg12] = [proved(13), proved(12)];
  const printed = dg13 === undefined ? null : parseDate(parseDg13(dg13).get(11)?.[0] ?? '');
  const issued = [printed?.ok === true ? printed.value : '', dg12 === undefined ? '' : parseDg12(dg12).issued].find(isFullDate);
  if (issued !== undefined) return { at: Date.parse(dateRange(issued)[0]), by: 'issue-date' };
  return now === undefined ? null : { at: now, by: 'now' };
}

function crossChecksOf(groups: Groups): readonly ToldChipFact[] {
  const zone = groups.has(1) ? parseDg1(groups.get(1) ?? new Uint8Array()) : null;
  const dg13 = groups.get(13);
  const entries = dg13 === undefined ? null : parseDg13(dg13);
  if (zone?.ok === false) return [{ name: 'cross-check', state: 'not-done', reason: 'dg1-malformed' }];
  return crossChecks(zone?.value ?? null, entries === null || entries.size === 0 ? null : entries);
}
