/** Curves by the host's own cryptography and by script: the same answers, and the short cut of the generic mapping the same as its steps. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { curves } from '../../../devices/chip/protocol/curves.js';
import { curveGroup } from '../../../devices/chip/protocol/groups.js';
import { nativeCurve } from '../../../devices/chip/protocol/native-agreement.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test.each(curves.map((curve) => [curve.name, curve] as const))('CH46: %s by the host, where it knows it, gives what the script gives', (name, curve) => {
  const native = nativeCurve(name);
  if (native === null) return;
  const [own, script] = [curveGroup(curve, native), curveGroup(curve, null)];
  fc.assert(fc.property(bytes(own.randomLength), bytes(own.randomLength), (one, other) => {
    const [first, second] = [own.privateKey(one), own.privateKey(other)];
    const peer = script.publicKey(second) ?? new Uint8Array();
    expect(own.publicKey(second)).toEqual(peer);
    expect(own.sharedSecret(first, peer)).toEqual(script.sharedSecret(first, peer));
    expect(own.sharedSecret(script.order + first, peer)).toEqual(script.sharedSecret(first, peer));
  }), { numRuns: 4 });
  const point = own.generator;
  for (const bad of [new Uint8Array(), point.subarray(1), Uint8Array.of(4), point.map((byte, index) => (index === 5 ? byte ^ 1 : byte)), new Uint8Array(point.length), point.map((byte, index) => (index === 0 ? 2 : byte))]) {
    expect([own.sharedSecret(3n, bad), script.sharedSecret(3n, bad)]).toEqual([null, null]);
  }
  expect([own.sharedSecret(0n, point), own.sharedSecret(own.order, point)]).toEqual([null, null]);
});

test('CH46: a curve that the host does not know is computed by script', () => {
  expect(nativeCurve('no such curve')).toBeNull();
});

test.each(curves.flatMap((curve) => [[curve.name, 'the host', curveGroup(curve)], [curve.name, 'script', curveGroup(curve, null)]] as const))(
  'CH46: the key after the generic mapping, made ahead, is the one of the mapped generator or its opposite, the even one (%s, by %s)',
  (_name, _by, group) => {
    const { mappedKey } = group;
    if (mappedKey === undefined) throw Error('no short cut');
    const either = (secret: bigint, generator?: Uint8Array) => [group.publicKey(secret, generator), group.publicKey(group.order - secret, generator)].filter((key) => (key?.at(-1) ?? 1) % 2 === 0);
    fc.assert(fc.property(bytes(group.randomLength), bytes(group.randomLength), bytes(group.randomLength), fc.oneof(bytes(16), bytes(32)), (one, other, third, nonce) => {
      const [mapping, secret, chip] = [group.privateKey(one), group.privateKey(other), group.privateKey(third)];
      const peer = group.publicKey(chip) ?? new Uint8Array();
      const mapped = group.mapGeneric(nonce, mapping, peer) ?? new Uint8Array();
      expect([mappedKey(nonce, mapping, secret)(peer)]).toEqual(either(secret, mapped));
    }), { numRuns: 2 });
    const zero = new Uint8Array(16);
    expect([mappedKey(zero, 5n, 7n)(group.generator)]).toEqual(either(35n));
    expect(mappedKey(zero, 5n, 7n)(new Uint8Array(group.generator.length))).toBeNull();
    // The peer's element is the one that was made ahead: it is doubled.
    expect([mappedKey(Uint8Array.of(2), 1n, 7n)(group.publicKey(2n) ?? zero)]).toEqual(either(28n));
    // A chip whose element makes the mapped generator the neutral one.
    expect(mappedKey(Uint8Array.of(2), 1n, 7n)(group.publicKey(group.order - 2n) ?? zero)).toBeNull();
  },
);
