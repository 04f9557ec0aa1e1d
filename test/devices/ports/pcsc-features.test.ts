import { expect, test } from 'vitest';

import { meaningOf } from '../../../devices/ports/pcsc-codes.js';
import { controlCode, mostDataOf } from '../../../devices/ports/pcsc-features.js';

const properties = 0x42330012;

/** Answers the features, then the properties. */
const reader = (features: number[] | null, told: number[] | null = null) => async (code: number): Promise<Uint8Array | null> => {
  const bytes = code === controlCode(3400) ? features : code === properties ? told : null;
  return bytes === null ? null : Uint8Array.from(bytes);
};
const withProperties = [0x06, 4, 0x42, 0x33, 0, 6, 0x12, 4, 0x42, 0x33, 0, 0x12];

test.each([
  ['short APDUs alone', [0x0a, 4, 0, 0, 0, 0], 223],
  ['64 kB', [0x0b, 2, 1, 2, 0x0a, 4, 0, 0, 1, 0], 65_488],
  ['1,024 bytes', [0x0a, 2, 0, 4], 976],
  ['nothing of that kind', [0x0b, 2, 1, 2], undefined],
  ['a length beyond the end', [0x0a, 200, 0], undefined],
  ['nothing', [], undefined],
])('CH41: a reader that says %s takes so much', async (_what, told, most) => {
  expect(await mostDataOf(reader(withProperties, told))).toBe(most);
});

test('CH41: a reader that refuses, or has no properties, says nothing', async () => {
  expect(await mostDataOf(reader(null))).toBeUndefined();
  expect(await mostDataOf(reader([0x06, 4, 0x42, 0x33, 0, 6]))).toBeUndefined();
  expect(await mostDataOf(reader(withProperties, null))).toBeUndefined();
});

test('CH41: control codes are those of the system', () => {
  expect([controlCode(3400, 'linux'), controlCode(3400, 'win32')]).toEqual([0x42000d48, 0x313520]);
});

test.each([
  ['SCardTransmit error: Card was removed.(0x80100069)', 'card-removed'], ['Card was removed', 'card-removed'], ['Card was reset', 'card-reset'],
  ['Sharing violation', 'reader-held'], ['PC/SC service not running', 'service-lost'], ['Transaction failed', 'transport-failed'], ['', 'transport-failed'],
])('CH42: %j of either binding is %s', (message, meaning) => {
  expect(meaningOf(Error(message))).toBe(meaning);
});
