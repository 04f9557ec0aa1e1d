import { expect, test } from 'vitest';

import { chainHash } from '../../../devices/fingerprint/sbi/hash-chain.js';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

test('FS6: the chain of two records, computed apart with another program', () => {
  const first = chainHash('', text('one'));
  expect(first).toBe('526137FD4A5FD2487CF4F584229C1B8AC65BC490636F2C079DD37F2F9A03CEE8');
  expect(chainHash(first, text('two'))).toBe('78CD9A394B3A874052EC574F8379A088A3FB609AE3CACC50347129E564A1F3A6');
  expect(chainHash(first.toLowerCase(), text('two'))).toBe('78CD9A394B3A874052EC574F8379A088A3FB609AE3CACC50347129E564A1F3A6');
});

test('FS6: the order of the records matters', () => {
  expect(chainHash(chainHash('', text('two')), text('one'))).not.toBe(chainHash(chainHash('', text('one')), text('two')));
});

test('FS6: what is no hash is the caller’s mistake', () => {
  expect(() => chainHash('12', text('one'))).toThrow(RangeError);
});
