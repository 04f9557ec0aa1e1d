import { randomBytes } from 'node:crypto';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { sealedSize } from '../../../sync/core/envelope.js';
import { openPart, partId, sealPart } from '../../../sync/seal/part.js';

const dataKey = new Uint8Array(randomBytes(32));
const chunk = 2 ** 16;
/** Lengths around the ends of chunks, where a mistake would be. */
const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1));
const plains = lengths.chain((length) => fc.integer({ min: 0, max: 255 }).map((fill) => new Uint8Array(length).fill(fill)));
const salts = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('SE3: what is sealed opens again, has the announced size and is named by its hash', () => {
  fc.assert(fc.property(plains, salts, (plain, salt) => {
    const sealed = sealPart(plain, dataKey, salt, chunk);
    expect(sealed.bytes.length).toBe(sealedSize(plain.length, chunk));
    expect(sealed.id).toBe(partId(sealed.bytes));
    const opened = openPart(sealed.bytes, dataKey);
    expect(opened.ok && Buffer.compare(opened.value, plain) === 0).toBe(true);
  }), { numRuns: 60 });
});

test('SE4: any flipped, missing or added byte is refused, and so is another key', () => {
  fc.assert(fc.property(plains, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, where, flip) => {
    const { bytes } = sealPart(plain, dataKey, new Uint8Array(32), chunk);
    const at = where % bytes.length;
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ flip;
    const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    const longer = Buffer.concat([bytes.subarray(0, at), new Uint8Array([flip]), bytes.subarray(at)]);
    for (const wrong of [flipped, shorter, longer, bytes.subarray(0, at), Buffer.concat([bytes, new Uint8Array([flip])])]) {
      expect(openPart(wrong, dataKey)).toMatchObject({ ok: false, fault: { code: 'part-unreadable' } });
    }
    expect(openPart(bytes, new Uint8Array(32))).toMatchObject({ ok: false });
  }), { numRuns: 40 });
});

test('SE4: whole chunks that are cut off, repeated or exchanged are refused', () => {
  const { bytes } = sealPart(new Uint8Array(3 * chunk).fill(7), dataKey, new Uint8Array(32), chunk);
  const [header, ...chunks] = [bytes.subarray(0, 40), ...[0, 1, 2].map((index) => bytes.subarray(40 + index * (chunk + 16), 40 + (index + 1) * (chunk + 16)))];
  const orders = [[0], [0, 1], [1, 0, 2], [0, 0, 1, 2], [0, 1, 2, 2], [2], []];
  for (const order of orders) expect(openPart(Buffer.concat([header!, ...order.map((index) => chunks[index]!)]), dataKey).ok).toBe(false);
  expect(openPart(Buffer.concat([header!, ...chunks]), dataKey).ok).toBe(true);
});

test('SE4: whatever comes in, nothing throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(openPart(bytes, dataKey).ok).toBe(false);
  }));
});
