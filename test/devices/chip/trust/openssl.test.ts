/** What another implementation makes is verified, and it verifies what is made here. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { parseSignedMessage } from '../../../../devices/chip/trust/cms.js';
import { der } from '../../../../devices/chip/trust/der-write.js';
import { nodeAt } from '../../../../devices/chip/trust/der.js';
import { verifyReading } from '../../../../devices/chip/trust/verify.js';
import { anchorsOf, csca, groups, signedCard } from './issuers.js';

const isThere = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'trust-openssl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => path.join(folder, name);
const openssl = (...parts: readonly string[]): void => void execFileSync('openssl', parts, { stdio: ['ignore', 'ignore', 'pipe'] });

const ec = (curve: string, encoding = 'named_curve') => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-pkeyopt', `ec_param_enc:${encoding}`];
const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const pss = ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_pss_keygen_md:sha256', '-pkeyopt', 'rsa_pss_keygen_mgf1_md:sha256', '-pkeyopt', 'rsa_pss_keygen_saltlen:32'];

test.skipIf(!isThere).each([
  ['brainpoolP512r1 and brainpoolP384r1', ec('brainpoolP512r1'), 'sha512', ec('brainpoolP384r1'), 'sha256', []],
  ['explicit parameters', ec('brainpoolP256r1', 'explicit'), 'sha256', ec('prime256v1', 'explicit'), 'sha256', []],
  ['RSA and P-521', rsa, 'sha1', ec('secp521r1'), 'sha512', []],
  ['RSA-PSS keys', pss, 'sha256', pss, 'sha256', ['-keyopt', 'rsa_padding_mode:pss']],
  ['RSA, signing with PSS, named by key', rsa, 'sha256', rsa, 'sha384', ['-keyopt', 'rsa_padding_mode:pss', '-keyid']],
])('CT7: a card signed by OpenSSL is verified (%s; needs openssl)', (_name, issuerKey, issuerHash, signerKey, signerHash, how) => {
  openssl('genpkey', ...issuerKey, '-out', at('csca.key'));
  openssl('req', '-x509', '-new', '-key', at('csca.key'), `-${issuerHash}`, '-days', '3650', '-subj', '/C=VN/CN=CSCA of OpenSSL', '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', at('csca.pem'));
  openssl('genpkey', ...signerKey, '-out', at('dsc.key'));
  openssl('req', '-new', '-key', at('dsc.key'), '-subj', '/C=VN/CN=DSC of OpenSSL', '-out', at('dsc.csr'));
  writeFileSync(at('dsc.ext'), 'keyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n');
  openssl('x509', '-req', '-in', at('dsc.csr'), '-CA', at('csca.pem'), '-CAkey', at('csca.key'), '-CAcreateserial', `-${issuerHash}`, '-days', '90', '-extfile', at('dsc.ext'), '-out', at('dsc.pem'));
  const inner = parseSignedMessage(nodeAt(signedCard().get('chip-sod') ?? new Uint8Array())?.content ?? new Uint8Array());
  writeFileSync(at('content'), inner?.content ?? '');
  openssl('cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-econtent_type', '2.23.136.1.1.1', '-in', at('content'), '-outform', 'DER', '-out', at('sod'), '-signer', at('dsc.pem'), '-inkey', at('dsc.key'), '-md', signerHash, ...how);
  const files = new Map(groups).set('chip-sod', der(0x77, readFileSync(at('sod'))));
  const facts = verifyReading({ files, anchors: anchorsOf(readFileSync(at('csca.pem'))) });
  expect(facts.filter(({ name, state }) => name !== 'cross-check' && state !== 'ok')).toEqual([]);
  expect(facts.find(({ name }) => name === 'chain')?.values).toMatchObject({ judgedBy: 'signing-time' });
});

test.skipIf(!isThere)('CT7: OpenSSL verifies the simulator\'s card (needs openssl)', () => {
  writeFileSync(at('ours.pem'), `-----BEGIN CERTIFICATE-----\n${Buffer.from(csca.certificate).toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`);
  for (const options of [{}, { namedBy: 'key' as const }, { constructed: true }]) {
    writeFileSync(at('ours'), nodeAt(signedCard(undefined, options).get('chip-sod') ?? new Uint8Array())?.content ?? '');
    openssl('cms', '-verify', '-binary', '-inform', 'DER', '-in', at('ours'), '-CAfile', at('ours.pem'), '-purpose', 'any', '-no_check_time', '-out', at('verified'));
    expect(readFileSync(at('verified')).length).toBeGreaterThan(100);
  }
});
