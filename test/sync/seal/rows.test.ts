import { randomBytes } from 'node:crypto';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { deriveKey, openRow, sealRow } from '../../../sync/seal/rows.js';

const station = new Uint8Array(randomBytes(32));
const rows = deriveKey(station, 'rows');

test('SE8: a row opens with its key, for its use and in its place alone', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, bound) => {
    const sealed = sealRow(rows, plain, bound);
    expect(openRow(rows, sealed, bound)).toEqual({ ok: true, value: plain });
    expect(openRow(rows, sealed, `${bound}x`)).toMatchObject({ ok: false });
    expect(openRow(deriveKey(station, 'journal'), sealed, bound)).toMatchObject({ ok: false });
  }));
});

test('SE8: any change is refused, and the same row twice looks different', () => {
  const sealed = sealRow(rows, new Uint8Array(20));
  for (let at = 0; at < sealed.length; at += 1) {
    const flipped = sealed.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(openRow(rows, flipped)).toMatchObject({ fault: { code: 'part-unreadable' } });
    expect(openRow(rows, sealed.subarray(0, at))).toMatchObject({ ok: false });
  }
  expect(sealRow(rows, new Uint8Array(20))).not.toEqual(sealed);
});
