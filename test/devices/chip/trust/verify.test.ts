import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { makeCsca, makeDsc, makeLink } from '../../../../devices/chip/trust/make-certificates.js';
import { makeEcKey, makeRsaKey } from '../../../../devices/chip/trust/make-keys.js';
import { trustAnchors } from '../../../../devices/chip/trust/anchors.js';
import { compareCountries, countriesOfState } from '../../../../devices/chip/trust/issuing-state.js';
import { verifyReading } from '../../../../devices/chip/trust/verify.js';
import { makeCard } from '../../../../devices/chip/simulator/card.js';
import type { ChipFact } from '../../../../sync/core/chip-facts.js';
import { person } from '../person.js';
import { anchorsOf, csca, dsc, groups, signedCard } from './issuers.js';

const fact = (facts: readonly ChipFact[], name: ChipFact['name'], field?: string | number): ChipFact | undefined =>
  facts.find((one) => one.name === name && (field === undefined || Object.values(one.values ?? {}).includes(field)));
const chain = (files: ReadonlyMap<string, Uint8Array>, anchors = anchorsOf(csca.certificate), now?: number) =>
  fact(verifyReading({ files, anchors, ...(now === undefined ? {} : { now }) }), 'chain');

test('CT1: a whole card gives separate facts, each with what it rests on', () => {
  const facts = verifyReading({ files: signedCard(), anchors: anchorsOf(csca.certificate) });
  expect(facts.map(({ name, state, reason }) => [name, state, reason].filter(Boolean).join(' '))).toEqual([
    'sod-signature ok', 'chain ok', 'hash ok', 'hash ok', 'hash ok', 'cross-check ok', 'cross-check ok', 'cross-check ok', 'cross-check ok',
  ]);
  expect(fact(facts, 'chain')?.values).toMatchObject({ list: 'list 1', date: '2026-05-28', proof: 'self-signed', judgedBy: 'issue-date' });
  expect(fact(facts, 'sod-signature')?.values).toMatchObject({ algorithm: 'brainpoolP384r1 sha256', legacyType: 0 });
  expect(facts.filter(({ name }) => name === 'hash').map(({ values }) => values?.['group'])).toEqual([1, 2, 13]);
  // Never content of the card.
  expect(JSON.stringify(facts)).not.toMatch(/079138012345|1938|Tuyết/);
});

test('CT2: a changed data group is found by its number, and the rest stands', () => {
  const files = signedCard();
  const dg13 = Uint8Array.from(groups.get('chip-dg13') ?? []);
  dg13[60] = (dg13[60] ?? 0) ^ 1;
  const facts = verifyReading({ files: files.set('chip-dg13', dg13), anchors: anchorsOf(csca.certificate) });
  expect(fact(facts, 'hash', 13)).toMatchObject({ state: 'failed', reason: 'hash-differs' });
  expect(facts.filter((one) => one.name === 'hash' && one.state === 'ok')).toHaveLength(2);
  expect(fact(facts, 'sod-signature')).toMatchObject({ state: 'ok' });
  // Its day is not believed either.
  expect(fact(facts, 'chain')).toMatchObject({ state: 'not-possible', reason: 'signing-time-unknown' });
});

test('CT2: a data group that the security object does not list is unsigned; one that was not read is not done', () => {
  const files = signedCard();
  files.set('chip-dg11', Uint8Array.of(0x6b, 0x00));
  files.delete('chip-dg2');
  const facts = verifyReading({ files, anchors: anchorsOf(csca.certificate) });
  expect(fact(facts, 'hash', 11)).toMatchObject({ state: 'failed', reason: 'not-in-sod' });
  expect(fact(facts, 'hash', 2)).toMatchObject({ state: 'not-done', reason: 'not-given' });
});

test('CT3: a changed security object fails by its signature or its digest', () => {
  const files = signedCard();
  const sod = files.get('chip-sod') ?? new Uint8Array();
  const last = Uint8Array.from(sod);
  last[last.length - 5] = (last.at(-5) ?? 0) ^ 1;
  expect(fact(verifyReading({ files: new Map(files).set('chip-sod', last), anchors: anchorsOf(csca.certificate) }), 'sod-signature')).toMatchObject({ state: 'failed', reason: 'signature-wrong' });
  // Another hash for DG1 inside the signed content.
  const at = Buffer.from(sod).indexOf(Buffer.from('0420', 'hex')) + 5;
  const content = Uint8Array.from(sod);
  content[at] = (content[at] ?? 0) ^ 1;
  const facts = verifyReading({ files: new Map(files).set('chip-sod', content), anchors: anchorsOf(csca.certificate) });
  expect(fact(facts, 'sod-signature')).toMatchObject({ state: 'failed', reason: 'digest-differs' });
  expect(fact(facts, 'chain')).toMatchObject({ state: 'not-done', reason: 'sod-signature' });
  expect(fact(facts, 'hash', 1)).toMatchObject({ state: 'failed' });
});

test('CT4: an issuer that nobody knows is not a forgery, and says which lists were looked in', () => {
  const other = makeCsca({ name: 'CSCA khác', notBefore: '2020-01-01', notAfter: '2035-01-01' }, makeEcKey('P-256'));
  expect(chain(signedCard(), anchorsOf(other.certificate))).toEqual({
    name: 'chain', state: 'not-possible', reason: 'issuer-unknown', values: { issuer: 'C=VN, O=Tổ chức không có thật, CN=CSCA thử nghiệm', list: 'list 1', date: '2026-05-28', lists: 1 },
  });
  expect(chain(signedCard(), trustAnchors())).toMatchObject({ state: 'not-possible', reason: 'no-anchors' });
});

test('CT4: a stranger under a known name is unknown; a signature that the named key did not make is forged', () => {
  const key = makeEcKey('brainpoolP512r1');
  const forged = makeDsc({ ...csca, key }, dsc.identity, dsc.key);
  expect(chain(signedCard(forged), anchorsOf(csca.certificate))).toMatchObject({ state: 'not-possible', reason: 'issuer-unknown' });
  const certificate = Uint8Array.from(dsc.certificate);
  certificate[certificate.length - 5] = (certificate.at(-5) ?? 0) ^ 1;
  expect(chain(signedCard({ ...dsc, certificate }), anchorsOf(csca.certificate))).toMatchObject({ state: 'failed', reason: 'chain-signature-wrong' });
});

test('CT5: a signer that has run out by now was valid when it signed', () => {
  const now = Date.parse('2030-01-01');
  expect(chain(signedCard(), undefined, now)).toMatchObject({ state: 'ok', values: { judgedBy: 'issue-date' } });
  expect(chain(signedCard(dsc, { signingTime: '2021-07-15' }), undefined, now)).toMatchObject({ state: 'ok', values: { judgedBy: 'signing-time' } });
  expect(chain(signedCard(dsc, { signingTime: '2022-07-15' }), undefined, now)).toMatchObject({ state: 'failed', reason: 'signer-not-valid-then' });
});

test('CT5: a card that tells no time is judged by now only where that speaks for it', () => {
  const files = signedCard();
  files.delete('chip-dg13');
  expect(chain(files, undefined, Date.parse('2021-09-01'))).toMatchObject({ state: 'ok', values: { judgedBy: 'now' } });
  expect(chain(files, undefined, Date.parse('2030-01-01'))).toMatchObject({ state: 'not-possible', reason: 'signing-time-unknown' });
  expect(chain(files)).toMatchObject({ state: 'not-possible', reason: 'signing-time-unknown' });
});

test('CT5: an issuer whose certificate was not valid then fails, unless a link carries its key on', () => {
  const old = makeCsca({ name: 'CSCA cũ', notBefore: '2010-01-01', notAfter: '2018-01-01', serial: 2 }, makeEcKey('brainpoolP384r1'));
  const same = makeCsca({ name: 'CSCA mới', notBefore: '2016-01-01', notAfter: '2019-01-01', serial: 3 }, makeEcKey('brainpoolP384r1'));
  const signer = makeDsc(same, dsc.identity, dsc.key);
  expect(chain(signedCard(signer), anchorsOf(same.certificate))).toMatchObject({ state: 'failed', reason: 'issuer-not-valid-then' });
  const link = makeLink(old, { ...same, identity: { ...same.identity, notAfter: '2035-01-01' } });
  expect(chain(signedCard(signer), anchorsOf(old.certificate, same.certificate, link))).toMatchObject({ state: 'ok' });
});

test('CT29: a signer whose certificate is not for signing data fails, with the reason; one that says nothing of its use is taken', () => {
  for (const [keyUsage, expected] of [['issuer', { state: 'failed', reason: 'signer-not-for-signing' }], ['signer', { state: 'ok' }], [null, { state: 'ok' }]] as const) {
    expect(chain(signedCard(makeDsc(csca, dsc.identity, dsc.key, keyUsage)))).toMatchObject(expected);
  }
});

test('CT6: a signer under a new key is followed by the link from the old one', () => {
  const newer = makeCsca({ name: 'CSCA thử nghiệm', notBefore: '2021-01-01', notAfter: '2036-01-01', serial: 9 }, makeEcKey('P-384'));
  const signer = makeDsc(newer, dsc.identity, dsc.key);
  const anchors = anchorsOf(csca.certificate, makeLink(csca, newer));
  expect(anchors.reports[1]).toMatchObject({ links: 1, unproven: 0, refusedCount: 0 });
  expect(chain(signedCard(signer), anchors)).toMatchObject({ state: 'ok', values: { proof: 'link', list: 'list 2' } });
  expect(chain(signedCard(signer), anchorsOf(csca.certificate))).toMatchObject({ state: 'not-possible', reason: 'issuer-unknown' });
});

const rsa = makeRsaKey(2048);
const kinds = [
  ['brainpoolP256r1 by explicit parameters', makeEcKey('brainpoolP256r1', { explicit: true }), 'brainpoolP256r1 sha256'],
  ['P-256 by explicit parameters', makeEcKey('P-256', { explicit: true }), 'P-256 sha256'],
  ['P-224 with SHA-224', makeEcKey('P-224', { hash: 'sha224' }), 'P-224 sha224'],
  ['brainpoolP320r1 with SHA-384', makeEcKey('brainpoolP320r1'), 'brainpoolP320r1 sha384'],
  ['P-256 with SHA-512, longer than the order', makeEcKey('P-256', { hash: 'sha512' }), 'P-256 sha512'],
  ['P-521', makeEcKey('P-521'), 'P-521 sha512'],
  ['RSA PKCS #1', rsa, 'RSA-2048 sha256'],
  ['RSA with SHA-1', { ...rsa, hash: 'sha1' as const }, 'RSA-2048 sha1'],
  ['RSA-PSS under its own key name', { ...rsa, kind: 'rsa-pss' as const, hash: 'sha384' as const }, 'RSA-2048 PSS sha384'],
] as const;
test.each(kinds)('CT7: %s signs a certificate and a security object', (_name, key, algorithm) => {
  const issuer = makeCsca({ name: 'CSCA', notBefore: '2020-01-01', notAfter: '2035-01-01' }, key);
  const signer = makeDsc(issuer, dsc.identity, key);
  const facts = verifyReading({ files: signedCard(signer), anchors: anchorsOf(issuer.certificate) });
  expect(fact(facts, 'sod-signature')).toMatchObject({ state: 'ok', values: { algorithm } });
  expect(fact(facts, 'chain')).toMatchObject({ state: 'ok' });
});

test.each([
  ['named by its key identifier', { namedBy: 'key' as const }],
  ['with other certificates before its own', { others: [csca.certificate] }],
  ['in constructed strings of indefinite length', { constructed: true }],
  ['of version 1 with SHA-512', { version: 1 as const, hash: 'sha512' as const }],
])('CT8: a security object %s is read', (_name, options) => {
  const facts = verifyReading({ files: signedCard(dsc, options), anchors: anchorsOf(csca.certificate) });
  expect(facts.filter(({ state }) => state !== 'ok')).toEqual([]);
});

test('CT8: a content type of old issuers is taken and told, an unknown one not judged', () => {
  const facts = verifyReading({ files: signedCard(dsc, { contentType: '1.2.528.1.1006.1.20.1' }), anchors: anchorsOf(csca.certificate) });
  expect(fact(facts, 'sod-signature')).toMatchObject({ state: 'ok', values: { legacyType: 1 } });
  const other = verifyReading({ files: signedCard(dsc, { contentType: '1.2.3.4' }), anchors: anchorsOf(csca.certificate) });
  expect(fact(other, 'sod-signature')).toMatchObject({ state: 'not-possible', reason: 'sod-type-unknown' });
});

test('CT9: each difference between DG1 and DG13 is named, and no value told', async () => {
  const other = await makeCard({ ...person, number: '079138012346', birth: '1938-05-15', sex: 'male', expiry: '2042-06-30' });
  const files = new Map([['chip-dg1', groups.get('chip-dg1') ?? new Uint8Array()], ['chip-dg13', other.files.find(({ file }) => file.role === 'chip-dg13')?.bytes ?? new Uint8Array()]]);
  const facts = verifyReading({ files, anchors: trustAnchors() });
  expect(facts.filter(({ name }) => name === 'cross-check').map(({ state, reason, values }) => [values?.['field'], state, reason])).toEqual(
    ['number', 'birth', 'sex', 'expiry'].map((field) => [field, 'failed', 'differs']),
  );
  files.delete('chip-dg13');
  expect(fact(verifyReading({ files, anchors: trustAnchors() }), 'cross-check')).toEqual({ name: 'cross-check', state: 'not-done', reason: 'dg13-missing' });
});

test('CT9: a birth known by its year, and a card without an end, agree', async () => {
  const old = await makeCard({ ...person, birth: '1938', expiry: '' });
  const files = new Map(old.files.map(({ file, bytes }) => [file.role as string, bytes]));
  expect(verifyReading({ files, anchors: trustAnchors() }).filter((one) => one.name === 'cross-check').map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('CT9: a far day other than the usual one, on a card without an end, is not judged', async () => {
  const [near, endless] = await Promise.all([makeCard({ ...person, expiry: '2088-12-31' }), makeCard({ ...person, expiry: '' })]);
  const file = (card: typeof near, role: string): Uint8Array => card.files.find((one) => one.file.role === role)?.bytes ?? new Uint8Array();
  const facts = verifyReading({ files: new Map([['chip-dg1', file(near, 'chip-dg1')], ['chip-dg13', file(endless, 'chip-dg13')]]), anchors: trustAnchors() });
  expect(fact(facts, 'cross-check', 'expiry')).toMatchObject({ state: 'not-possible', reason: 'no-expiry' });
});

test('CT30: a card of one state that another state\'s key has signed fails, though everything else about it holds', () => {
  const other = makeCsca({ name: 'CSCA khác', country: 'LA', notBefore: '2020-01-01', notAfter: '2035-01-01' }, makeEcKey('P-256'));
  const signer = makeDsc(other, { ...dsc.identity, country: 'LA' }, dsc.key);
  const facts = verifyReading({ files: signedCard(signer), anchors: anchorsOf(csca.certificate, other.certificate) });
  expect(fact(facts, 'chain')).toMatchObject({ state: 'failed', reason: 'issuer-other-country', values: { country: 'LA', issuingState: 'VNM', list: 'list 2' } });
  expect(facts.filter((one) => one.name !== 'chain').every(({ state }) => state === 'ok')).toBe(true);
  // Under a name of the right state that the key does not have.
  const disguised = makeDsc({ ...other, identity: { ...other.identity, country: 'VN' } }, dsc.identity, dsc.key);
  expect(chain(signedCard(disguised), anchorsOf(other.certificate))).toMatchObject({ state: 'failed', reason: 'issuer-other-country' });
});

test('CT30: without a country, or without a zone that is proved, nothing is concluded', () => {
  const nameless = makeCsca({ name: 'CSCA', country: '', notBefore: '2020-01-01', notAfter: '2035-01-01' }, makeEcKey('P-256'));
  const signer = makeDsc(nameless, { ...dsc.identity, country: '' }, dsc.key);
  expect(chain(signedCard(signer), anchorsOf(nameless.certificate))).toMatchObject({ state: 'not-possible', reason: 'country-unknown', values: { country: '' } });
  const files = signedCard();
  files.delete('chip-dg1');
  expect(chain(files)).toMatchObject({ state: 'not-possible', reason: 'country-unknown', values: { country: 'VN' } });
  // What runs against the card goes before what is not known.
  expect(chain(files, anchorsOf(makeCsca({ ...csca.identity, notBefore: '2022-01-01' }, csca.key).certificate))).toMatchObject({ state: 'failed', reason: 'issuer-not-valid-then' });
});

test.each([
  ['VNM', ['VN'], 'same'], ['D', ['DE', 'DE'], 'same'], ['DEU', ['DE'], 'same'], ['GBN', ['GB'], 'same'], ['EUE', ['EU'], 'same'], ['UNO', ['UN'], 'same'], ['UNO', ['ZZ'], 'same'],
  ['CHN', ['HK'], 'same'], ['HKG', ['CN'], 'other'], ['VNM', ['VN', 'LA'], 'other'], ['VNM', ['', 'LA'], 'other'], ['EUE', ['DE'], 'other'], ['UTO', ['VN'], 'unknown'],
  ['VNM', ['VN', ''], 'unknown'], ['', ['VN'], 'unknown'],
] as const)('CT30: issuing state %s and certificates of %j: %s', (state, certificates, expected) => {
  expect(compareCountries(certificates, state)).toBe(expected);
});

test('CT30: every state has two letters, those of other codes stand for one state alone', () => {
  const codes = ['VNM', 'LAO', 'KHM', 'USA', 'FRA', 'JPN', 'KOR', 'TWN', 'ZWE', 'ABW'];
  expect(codes.map((one) => countriesOfState(one).join())).toEqual(['VN', 'LA', 'KH', 'US', 'FR', 'JP', 'KR', 'TW', 'ZW', 'AW']);
});

test('CT12: a chain that rests on a link without its older certificate says so', () => {
  const older = makeCsca({ name: 'CSCA cũ', notBefore: '2015-01-01', notAfter: '2025-01-01', serial: 40 }, makeEcKey('P-256'));
  expect(chain(signedCard(), anchorsOf(makeLink(older, csca)))).toMatchObject({ state: 'ok', values: { proof: 'unproven' } });
});

test('CT26: files cut or changed anywhere are facts, never a throw', () => {
  const files = signedCard();
  const anchors = anchorsOf(csca.certificate);
  fc.assert(fc.property(fc.constantFrom(...files.keys()), fc.nat(3000), fc.integer({ min: 0, max: 255 }), fc.boolean(), (role, at, value, cut) => {
    const copy = Uint8Array.from(files.get(role) ?? []);
    copy[at % copy.length] = value;
    const facts = verifyReading({ files: new Map(files).set(role, cut ? copy.subarray(0, at % copy.length) : copy), anchors });
    expect(facts.length).toBeGreaterThan(5);
  }), { numRuns: 60 });
});

test('CT10: without a security object nothing is proved and nothing failed', () => {
  const facts = verifyReading({ files: groups, anchors: anchorsOf(csca.certificate) });
  expect(facts.filter(({ name }) => name !== 'cross-check').map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ['sod-signature', 'not-done', 'sod-missing'], ['chain', 'not-done', 'sod-missing'],
    ['hash', 'not-possible', 'sod-missing'], ['hash', 'not-possible', 'sod-missing'], ['hash', 'not-possible', 'sod-missing'],
  ]);
  expect(verifyReading({ files: new Map(), anchors: trustAnchors() })).toHaveLength(3);
});
