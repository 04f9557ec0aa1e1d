import { createHash, generateKeyPairSync, sign, type RSAPSSKeyPairKeyObjectOptions } from 'node:crypto';
import { expect, test } from 'vitest';

import { algorithmOf, schemeOf } from '../../../../devices/chip/trust/algorithms.js';
import { ecdsaOn } from '../../../../devices/chip/trust/curves.js';
import { childrenOf, magnitudeOf, nodeAt } from '../../../../devices/chip/trust/der.js';
import { der, identifier, integer, nothing, sequence } from '../../../../devices/chip/trust/der-write.js';
import { hashIdentifier, makeEcKey, publicKeyInfo, signatureIdentifier, signWith } from '../../../../devices/chip/trust/make-keys.js';
import { verifyNatively } from '../../../../devices/chip/trust/native-curves.js';
import { publicKeyOf } from '../../../../devices/chip/trust/public-key.js';
import { checkSignature } from '../../../../devices/chip/trust/signature.js';

const message = new TextEncoder().encode('an invented message');
const scheme = (...parts: readonly Uint8Array[]) => {
  const algorithm = algorithmOf(nodeAt(sequence(...parts)));
  return algorithm === null ? null : schemeOf(algorithm, 'sha256');
};

test('CT7: algorithms that name no hash take the message\'s; old and plain ones are known; unknown ones are null', () => {
  expect(scheme(identifier('1.2.840.10045.2.1'))).toEqual({ kind: 'ecdsa', hash: 'sha256', plain: false });
  expect(scheme(identifier('1.2.840.113549.1.1.1'), nothing)).toEqual({ kind: 'rsa', hash: 'sha256' });
  expect(scheme(identifier('1.3.14.3.2.29'))).toEqual({ kind: 'rsa', hash: 'sha1' });
  expect(scheme(identifier('0.4.0.127.0.7.1.1.4.1.4'))).toEqual({ kind: 'ecdsa', hash: 'sha384', plain: true });
  expect(scheme(identifier('1.2.840.10045.4.3'), hashIdentifier('sha512'))).toEqual({ kind: 'ecdsa', hash: 'sha512', plain: false });
  expect(scheme(identifier('1.2.840.113549.1.1.10'), sequence())).toEqual({ kind: 'rsa-pss', hash: 'sha1', maskHash: 'sha1', saltLength: 20 });
  expect(scheme(identifier('1.2.840.113549.1.1.4'))).toBeNull();
});

test('CT7: RSA-PSS with another hash for its mask, and of a modulus that is no whole number of bytes', () => {
  for (const modulusLength of [2048, 2041, 2042]) {
    // node wants a number, its types a text.
    const options = { modulusLength, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha1', saltLength: 24 } as unknown as RSAPSSKeyPairKeyObjectOptions;
    const pair = generateKeyPairSync('rsa-pss', options);
    const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const parameters = sequence(der(0xa0, hashIdentifier('sha256')), der(0xa2, integer(24)));
    const check = { algorithm: { identifier: '1.2.840.113549.1.1.10', parameters }, digest: null, publicKey, message, signature: new Uint8Array(sign('sha256', message, pair.privateKey)) };
    expect(checkSignature(check)).toEqual({ ok: true, value: { algorithm: `RSA-${modulusLength} PSS sha256` } });
    expect(checkSignature({ ...check, message: message.subarray(1) })).toMatchObject({ fault: { code: 'signature-wrong' } });
  }
});

test('CT7: explicit parameters of no known curve, and a base point of one\'s own, open nothing', () => {
  const key = makeEcKey('P-256', { explicit: true });
  const info = publicKeyInfo(key);
  const algorithm = algorithmOf(nodeAt(signatureIdentifier(key))) ?? { identifier: '', parameters: null };
  const check = { algorithm, digest: null, publicKey: info, message, signature: signWith(key, message) };
  expect(checkSignature(check)).toMatchObject({ ok: true });
  const change = (text: string): Uint8Array => {
    const at = Buffer.from(info).indexOf(Buffer.from(text, 'hex'));
    expect(at).toBeGreaterThan(0);
    const copy = Uint8Array.from(info);
    copy[at + 4] = (copy[at + 4] ?? 0) ^ 1;
    return copy;
  };
  // The prime; then the base point, which is never taken from the certificate.
  expect(checkSignature({ ...check, publicKey: change('FFFFFFFF00000001000000') })).toMatchObject({ fault: { code: 'algorithm-unsupported' } });
  const other = publicKeyOf(change('6B17D1F2E12C4247'));
  expect(other.ok && other.value.kind === 'ec' && other.value.curve.name).toBe('P-256');
});

test('CT7: signatures of r or s zero or too long, and points off the curve, are wrong and never a throw', () => {
  const key = makeEcKey('brainpoolP256r1');
  const algorithm = algorithmOf(nodeAt(signatureIdentifier(key))) ?? { identifier: '', parameters: null };
  const info = publicKeyInfo(key);
  const wrong = [sequence(integer(0), integer(0)), sequence(integer(1)), sequence(integer(new Uint8Array(40).fill(255)), integer(1)), new Uint8Array(64), new Uint8Array()];
  for (const signature of wrong) expect(checkSignature({ algorithm, digest: null, publicKey: info, message, signature })).toMatchObject({ fault: { code: 'signature-wrong' } });
  const off = Uint8Array.from(info);
  off[off.length - 1] = (off.at(-1) ?? 0) ^ 1;
  expect(checkSignature({ algorithm, digest: null, publicKey: off, message, signature: signWith(key, message) })).toMatchObject({ fault: { code: 'signature-wrong' } });
});

test.each(['P-256', 'P-384', 'P-521'])('CT28: on %s the host and the script judge alike; the same question has the same answer', (name) => {
  const key = makeEcKey(name);
  const algorithm = algorithmOf(nodeAt(signatureIdentifier(key))) ?? { identifier: '', parameters: null };
  const right = signWith(key, message);
  const publicKey = publicKeyInfo(key);
  const read = publicKeyOf(publicKey);
  if (!read.ok || read.value.kind !== 'ec') throw Error('no key of a curve');
  const { curve, point } = read.value;
  const hash = schemeOf(algorithm, null)?.hash ?? 'sha256';
  const wrong = Uint8Array.from(right);
  wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
  for (const [signature, is] of [[right, true], [wrong, false]] as const) {
    const [r, s] = (childrenOf(nodeAt(signature), 0x30) ?? []).map((one) => magnitudeOf(one) ?? new Uint8Array());
    const side = (value: Uint8Array = new Uint8Array()) => Buffer.concat([Buffer.alloc(curve.point.Fn.BYTES - value.length), value]);
    const compact = Buffer.concat([side(r), side(s)]);
    expect(verifyNatively(curve, point, hash, message, compact)).toBe(is);
    expect(ecdsaOn(curve).verify(compact, new Uint8Array(createHash(hash).update(message).digest()), point, { prehash: false, lowS: false })).toBe(is);
    const check = { algorithm, digest: null, publicKey, message, signature };
    expect([checkSignature(check).ok, checkSignature(check)]).toEqual([is, checkSignature(check)]);
  }
});
