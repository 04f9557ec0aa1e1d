import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import type { Argon2Parameters } from '../../../sync/seal/argon2.js';
import { newIdentity } from '../../../sync/seal/recipients.js';
import { defaultArgon2, newSlot, openSlot, recoverSlot, secretIsStrong, type Slot } from '../../../sync/seal/secret.js';
import { hashOf } from '../../../sync/seal/sign.js';
import { suggestWords, words } from '../../../sync/seal/words.js';

const stationKey = new Uint8Array(randomBytes(32));
const recovery = await newIdentity();
const least: Argon2Parameters = { name: 'argon2id', memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
const slot = await newSlot('một hai ba bốn', stationKey, recovery.recipient, {}, least);

test('SE9: the secret opens the station key after a way through JSON, however its letters were typed', async () => {
  const kept: unknown = JSON.parse(JSON.stringify(slot));
  expect(await openSlot(kept, ' một  hai ba bốn\n'.normalize('NFD'))).toEqual({ ok: true, value: stationKey });
  expect(await openSlot(kept, 'một hai ba năm')).toMatchObject({ fault: { code: 'wrong-secret' } });
}, 30_000);

test('SE10: the recovery identity opens it without the secret', async () => {
  expect(await recoverSlot(slot, recovery.identity)).toEqual({ ok: true, value: stationKey });
  expect(await recoverSlot(slot, (await newIdentity()).identity)).toMatchObject({ fault: { code: 'keys-unreadable' } });
});

function withSum(changed: Omit<Slot, 'sum'> & { readonly sum?: string }): Slot {
  const { sum: _, ...rest } = changed;
  return { ...rest, sum: hashOf(rest) };
}

test('SE11: a damaged slot is told from a wrong secret, and one that asks for too much or too little is refused', async () => {
  const wrong = [
    null, {}, { ...slot, key: slot.key.slice(1) }, { ...slot, sum: '' },
    ...[{ memoryKiB: 2 ** 30 }, { memoryKiB: 1024 }, { passes: 1 }, { passes: 1e6 }, { lanes: 64 }, { memoryKiB: 65536.5 }, { name: 'argon2i' as 'argon2id' }]
      .map((more) => withSum({ ...slot, kdf: { ...slot.kdf, ...more } })),
    withSum({ ...slot, salt: 'AA' }),
  ];
  for (const one of wrong) expect(await openSlot(one, 'một hai ba bốn')).toMatchObject({ fault: { code: 'keys-unreadable' } });
  expect(defaultArgon2.memoryKiB).toBeGreaterThanOrEqual(64 * 1024);
});

test('SE12: a secret stands alone from four words or twenty characters on', () => {
  for (const strong of ['một hai ba bốn', 'ban che dung khan lich', 'k3w9-x2q7-p5m1-z8r4-v6', suggestWords(randomBytes(20))]) expect(secretIsStrong(strong)).toBe(true);
  for (const weak of ['', '123456', 'một hai ba', 'ba ba ba ba', 'a b c d', '11111111111111111111', 'ababababababababababab']) expect(secretIsStrong(weak)).toBe(false);
});

test('SE13: words are made of 1280 different ones, the same from the same bytes', () => {
  expect(new Set(words).size).toBe(1280);
  expect(words.every((word) => /^[a-z]{2,8}$/.test(word))).toBe(true);
  const bytes = new Uint8Array(20).map((_, index) => index * 11);
  expect(suggestWords(bytes)).toBe(suggestWords(bytes));
  expect(suggestWords(bytes).split(' ')).toHaveLength(5);
  expect(() => suggestWords(new Uint8Array(19))).toThrow();
});
