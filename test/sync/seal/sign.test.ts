import { generateKeyPairSync } from 'node:crypto';

import { expect, test } from 'vitest';

import { hashOf, publicKeyFromRaw, rawPublicKey, sign, stationId, verify } from '../../../sync/seal/sign.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

test('SE1: a signature counts for its kind, its value and its key alone', () => {
  const signed = sign('receipt', { b: 1, a: 'ă' }, privateKey);
  expect(verify('receipt', signed, publicKey)).toBe(true);
  expect(verify('receipt', { ...signed, value: { a: 'ă', b: 1 } }, publicKey)).toBe(true);
  expect(verify('manifest', signed, publicKey)).toBe(false);
  expect(verify('receipt', { ...signed, value: { b: 2, a: 'ă' } }, publicKey)).toBe(false);
  expect(verify('receipt', signed, generateKeyPairSync('ed25519').publicKey)).toBe(false);
});

test('SE1: a signature has one spelling', () => {
  const signed = sign('receipt', { a: 1 }, privateKey);
  const last = signed.signature.at(-1) ?? '';
  // The last of 86 characters carries two bits only: the next letter decodes to the same bytes.
  const other = signed.signature.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1);
  for (const signature of [other, `${signed.signature}=`, '', signed.signature.slice(1), 7 as unknown as string]) {
    expect(verify('receipt', { ...signed, signature }, publicKey)).toBe(false);
  }
});

test('SE1: a value without a canonical form is not signed, and never verified', () => {
  expect(() => sign('receipt', { a: Number.NaN }, privateKey)).toThrow();
  expect(verify('receipt', { value: { a: '\ud800' }, signature: sign('receipt', {}, privateKey).signature }, publicKey)).toBe(false);
});

test('SE2: raw keys go there and back, and name the station', () => {
  const raw = rawPublicKey(privateKey);
  expect(raw).toEqual(rawPublicKey(publicKey));
  expect(publicKeyFromRaw(raw).equals(publicKey)).toBe(true);
  expect(stationId(raw)).toMatch(/^[0-9a-f]{64}$/);
  expect(() => publicKeyFromRaw(new Uint8Array(31))).toThrow();
  // SHA-256 of `{}`.
  expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
