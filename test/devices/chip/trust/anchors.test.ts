import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat } from '../../../../devices/chip/bytes.js';
import { trustAnchors } from '../../../../devices/chip/trust/anchors.js';
import { makeCsca, makeDsc, makeLink } from '../../../../devices/chip/trust/make-certificates.js';
import { makeEcKey } from '../../../../devices/chip/trust/make-keys.js';
import { makeMasterList } from '../../../../devices/chip/trust/make-signed.js';
import { makeTrustList } from '../../../../devices/chip/trust/make-trust-list.js';
import { anchorsOf, csca, dsc } from './issuers.js';

const dates = { notBefore: '2020-01-01', notAfter: '2035-01-01' };
const older = makeCsca({ name: 'CSCA cũ', country: 'UT', ...dates, serial: 20 }, makeEcKey('brainpoolP256r1'));
const newer = makeCsca({ name: 'CSCA mới', country: 'UT', ...dates, serial: 21 }, makeEcKey('P-256'));
const newest = makeCsca({ name: 'CSCA mới nhất', country: 'UT', ...dates, serial: 22 }, makeEcKey('P-384'));
const listSigner = makeDsc(csca, { name: 'Master List Signer', ...dates, serial: 30 }, makeEcKey('P-256'));
const pem = (bytes: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const add = (bytes: Uint8Array, date = '2026-05-28') => trustAnchors().add({ name: 'list', date, bytes });

function flipped(bytes: Uint8Array, fromEnd = 5): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[copy.length - fromEnd] = (copy.at(-fromEnd) ?? 0) ^ 1;
  return copy;
}

test('CT11: a single certificate is taken as DER and as PEM, several PEM in one file too', () => {
  expect(add(csca.certificate)).toMatchObject({ ok: true, value: { kind: 'certificate', selfSigned: 1, refusedCount: 0, countries: 1 } });
  expect(add(ascii(`Subject: CSCA\n${pem(csca.certificate)}${pem(older.certificate)}`))).toMatchObject({ ok: true, value: { kind: 'pem', selfSigned: 2 } });
});

test('CT11: what is refused of a file is counted and named, the rest is taken', () => {
  const file = [csca.certificate, flipped(older.certificate), dsc.certificate, Uint8Array.of(0x30, 0x03, 1, 2, 3), csca.certificate].map(pem).join('');
  expect(add(ascii(file))).toMatchObject({ ok: true, value: { certificates: 5, selfSigned: 1, duplicates: 1, refusedCount: 3 } });
  const report = add(ascii(file));
  expect(report.ok && report.value.refused.map(({ reason }) => reason)).toEqual(['self-signature-wrong', 'not-an-issuer', 'certificate-malformed']);
  expect(report.ok && report.value.refused[0]?.subject).toContain('CSCA cũ');
});

test('CT12: links are proved whatever their order, through one another; one without its older certificate is kept as unproven', () => {
  const [first, second] = [makeLink(older, newer), makeLink(newer, newest)];
  expect(add(makeMasterList(listSigner, [second, first, older.certificate]))).toMatchObject({ ok: true, value: { selfSigned: 1, links: 2, unproven: 0 } });
  expect(add(makeMasterList(listSigner, [second]))).toMatchObject({ ok: true, value: { selfSigned: 0, links: 0, unproven: 1 } });
  // The issuer is there and did not sign it.
  expect(add(makeMasterList(listSigner, [flipped(first), older.certificate]))).toMatchObject({ ok: true, value: { links: 0, refusedCount: 1, refused: [{ reason: 'link-signature-wrong' }] } });
});

test('CT13: a master list tells who signed it: a known anchor, itself, or a stranger; its day is the signing day where none is given', () => {
  const itself = add(makeMasterList(listSigner, [csca.certificate, older.certificate], { signingTime: '2026-03-04' }), '');
  expect(itself).toMatchObject({ ok: true, value: { kind: 'master-list', signedBy: 'itself', date: '2026-03-04', selfSigned: 2 } });
  expect(add(makeMasterList(listSigner, [older.certificate]))).toMatchObject({ ok: true, value: { signedBy: 'stranger' } });
  const anchors = anchorsOf(csca.certificate, makeMasterList(listSigner, [older.certificate, csca.certificate]));
  expect(anchors.reports[1]).toMatchObject({ signedBy: 'known', selfSigned: 1, duplicates: 1 });
  expect(anchors.size).toBe(2);
});

test('CT13: a master list whose signature or content was changed is refused whole', () => {
  const list = makeMasterList(listSigner, [csca.certificate, older.certificate]);
  expect(add(flipped(list))).toMatchObject({ ok: false, fault: { code: 'list-signature' } });
  expect(add(flipped(list, list.length - 200))).toMatchObject({ ok: false, fault: { code: 'list-signature', detail: 'digest-differs' } });
  expect(add(list.subarray(0, -1))).toMatchObject({ ok: false, fault: { code: 'list-malformed' } });
});

test('CT14: LDIF of the public key directory: folded base64, options, comments, several lists; a forged one among them is refused alone', () => {
  const value = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll(/(.{70})/g, '$1\r\n ');
  const entry = (name: string, bytes: Uint8Array): string => `# a comment\r\ndn: cn=${name},o=ml,c=UT\r\nobjectClass: top\r\n${name}:: ${value(bytes)}\r\nsn: 1\r\n\r\n`;
  const ldif = `version: 1\r\n\r\n${entry('pkdMasterListContent', makeMasterList(listSigner, [csca.certificate]))}${entry('CscaMasterListData', flipped(makeMasterList(listSigner, [newer.certificate])))}`
    + `${entry('cACertificate;binary', older.certificate)}${entry('userCertificate;binary', dsc.certificate)}`;
  expect(add(ascii(ldif))).toMatchObject({ ok: true, value: { kind: 'ldif', certificates: 2, selfSigned: 2, refusedCount: 1, refused: [{ reason: 'signature-wrong' }], signedBy: 'itself' } });
});

test('CT15: a file that is no list says so', () => {
  expect(add(new Uint8Array())).toMatchObject({ fault: { code: 'list-empty' } });
  expect(add(ascii('just some text without anything'))).toMatchObject({ fault: { code: 'list-unknown' } });
  expect(add(ascii('dn: cn=x\nsn: 1\n'))).toMatchObject({ fault: { code: 'list-empty' } });
  expect(add(Uint8Array.of(0x30, 0x80, 0x06))).toMatchObject({ fault: { code: 'list-malformed' } });
  expect(add(concat(csca.certificate, new Uint8Array(100)))).toMatchObject({ ok: true });
});

test('CT15: a list cut or changed anywhere is a value, and takes in nothing that its signature does not cover', () => {
  const list = makeMasterList(listSigner, [csca.certificate, older.certificate]);
  fc.assert(fc.property(fc.nat(list.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, mask, cut) => {
    const copy = Uint8Array.from(list);
    copy[at] = (copy[at] ?? 0) ^ mask;
    const added = add(cut ? copy.subarray(0, at) : copy);
    // A change outside of what is signed (the version of a structure, a certificate beside the list) may pass; the two certificates stay the two.
    expect(!added.ok || added.value.selfSigned <= 2).toBe(true);
  }), { numRuns: 60 });
});

test('CT15: texts that look like PEM or LDIF, cut and mixed anyhow, are values', () => {
  const pieces = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', '-----BEGIN ', '\n', '\r\n ', ':: ', 'cACertificate', 'pkdMasterListContent', 'MIIB', 'MIAG', '#', ';binary', pem(csca.certificate), '\u00ff'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), (parts) => {
    const added = add(ascii(parts.join('')));
    expect(!added.ok || added.value.selfSigned + added.value.refusedCount > 0).toBe(true);
  }), { numRuns: 150 });
});

test('CT16: a master list of all usual algorithms and thousands of nodes is taken in whole', () => {
  const list = makeTrustList(0.08);
  const report = add(list.bytes, '');
  if (!report.ok) throw Error(report.fault.code);
  expect(report.value).toMatchObject({ certificates: list.certificates.length, unproven: 0, refusedCount: 0, signedBy: 'itself', date: '2026-05-28' });
  expect(report.value.links).toBeGreaterThan(5);
  expect(report.value.selfSigned + report.value.links).toBe(list.certificates.length);
});
