import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { newIdentity, recipientKind, unwrapKey, wrapKey } from '../../../sync/seal/recipients.js';

const key = new Uint8Array(randomBytes(32));
const hybrid = await newIdentity();
const classic = await newIdentity('x25519');

test('SE5: a key is wrapped to the hybrid by default, and any of the identities opens it', async () => {
  expect(hybrid.recipient).toMatch(/^age1pq1/);
  const second = await newIdentity();
  const wrapped = await wrapKey(key, [hybrid.recipient, second.recipient]);
  expect(Buffer.from(wrapped, 'base64url').subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  for (const one of [hybrid, second]) expect(await unwrapKey(wrapped, [one.identity])).toEqual({ ok: true, value: key });
});

test('SE5: X25519 where headquarters says so', async () => {
  expect(await unwrapKey(await wrapKey(key, [classic.recipient]), [hybrid.identity, classic.identity])).toEqual({ ok: true, value: key });
});

test('SE6: both kinds in one file are refused, as are none and what is no recipient', async () => {
  expect(recipientKind([hybrid.recipient])).toMatchObject({ value: 'hybrid' });
  expect(recipientKind([classic.recipient])).toMatchObject({ value: 'x25519' });
  for (const wrong of [[hybrid.recipient, classic.recipient], [], ['age1short'], [hybrid.identity], [classic.recipient, '']]) {
    expect(recipientKind(wrong)).toMatchObject({ fault: { code: 'mixed-recipients' } });
    await expect(wrapKey(key, wrong)).rejects.toThrow('mixed-recipients');
  }
});

test('SE7: a wrap that is damaged, for another or of another length is unreadable, not an exception', async () => {
  const wrapped = await wrapKey(key, [classic.recipient]);
  const other = await newIdentity('x25519');
  expect(await unwrapKey(wrapped, [other.identity])).toMatchObject({ fault: { code: 'key-unreadable' } });
  expect(await unwrapKey(wrapped.slice(0, -3), [classic.identity])).toMatchObject({ fault: { code: 'key-unreadable' } });
  expect(await unwrapKey('', [classic.identity])).toMatchObject({ fault: { code: 'key-unreadable' } });
  expect(await unwrapKey(await wrapKey(new Uint8Array(31), [classic.recipient]), [classic.identity])).toMatchObject({ fault: { code: 'key-unreadable' } });
});
