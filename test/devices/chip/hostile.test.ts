/** A chip that answers with well-formed nonsense: what it says is refused, whatever it is. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { parseSecurityInfos } from '../../../devices/chip/lds/security-infos.js';
import { authenticateActively } from '../../../devices/chip/protocol/active-authentication.js';
import type { Channel } from '../../../devices/chip/protocol/channel.js';
import { authenticateChip } from '../../../devices/chip/protocol/chip-authentication.js';
import { curves } from '../../../devices/chip/protocol/curves.js';
import { dhGroups } from '../../../devices/chip/protocol/dh-groups.js';
import { standardGroup } from '../../../devices/chip/protocol/groups.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { power } from '../../../devices/chip/protocol/numbers.js';
import { openPace } from '../../../devices/chip/protocol/pace.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import { cardAccessFile } from '../../../devices/chip/simulator/pace-chip.js';
import { ok } from '../../../sync/core/result.js';
import { countingRandom } from './person.js';
import { scripted } from './scripted.js';

const password = passwordOf({ can: '123456' });
const hex = (bytes: Uint8Array): string => toHex(bytes);

test.each(['ecdh-gm aes-128 13', 'ecdh-im aes-256 12', 'ecdh-cam aes-128 13', 'dh-gm 3des 0', 'dh-im aes-128 1'])('CH26: %s with any elements from the chip never throws and never opens', async (protocol) => {
  const [info] = parseSecurityInfos(cardAccessFile([protocol])).pace;
  const group = standardGroup(Number(protocol.split(' ')[2]));
  if (info === undefined || group === null || !password.ok) throw Error('no protocol');
  const size = group.generator.length;
  const element = fc.oneof(
    fc.uint8Array({ minLength: size, maxLength: size }), fc.uint8Array({ maxLength: size + 2 }), fc.constant(group.generator), fc.constant(new Uint8Array(size)),
    fc.constant(fromHex('00')), fc.uint8Array({ minLength: size - 1, maxLength: size - 1 }).map((bytes) => concat(Uint8Array.of(4), bytes)),
  );
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 33 }), element, element, fc.uint8Array({ maxLength: 20 }), async (nonce, mapping, key, token) => {
    const answer = (...objects: readonly Uint8Array[]): string => `${hex(writeTlv(0x7c, ...objects))}9000`;
    const transport = scripted(['9000', answer(writeTlv(0x80, nonce)), answer(writeTlv(0x82, mapping)), answer(writeTlv(0x84, key)), answer(writeTlv(0x86, token), writeTlv(0x8a, token))]);
    const opened = await openPace({ transport, info, password: password.value, withParameter: true, random: countingRandom() });
    expect(opened).toMatchObject({ ok: false, fault: { code: 'answer-malformed' } });
  }), { numRuns: 25 });
}, 30_000);

/** Answers every command with the same bytes, as if secure messaging had let them through. */
const always = (data: Uint8Array): Channel => ({ exchange: async () => ok({ data, status: 0x9000 }) });

test('CH31: keys of DG14 that are not of their group are refused before anything is sent', async () => {
  for (const point of ['04', `04${'00'.repeat(64)}`, `04${'FF'.repeat(64)}`, '00', `02${'11'.repeat(32)}`]) {
    const spki = writeTlv(0x30, writeTlv(0x30, fromHex('06072A8648CE3D0201'), fromHex('06082A8648CE3D030107')), writeTlv(0x03, fromHex(`00${point}`)));
    const infos = parseSecurityInfos(writeTlv(0x6e, writeTlv(0x31, writeTlv(0x30, fromHex('060904007F000702020102'), spki))));
    expect(infos.chipAuthenticationKeys).toHaveLength(1);
    const transport = scripted([]);
    const { fact } = await authenticateChip({ channel: always(new Uint8Array()), transport, infos, proof: null, random: countingRandom(), probe: { cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 8 } });
    expect(fact).toMatchObject({ state: 'not-possible', reason: 'key-malformed' });
    expect(transport.sent).toEqual([]);
  }
});

test('CH33: any signature is wrong or cut off, never right, and never throws', async () => {
  const modulus = (1n << 1023n) + 1_155n;
  const keys = [
    { kind: 'rsa', modulus, exponent: 65_537n } as const,
    ...curves.filter((one) => one.id === 12 || one.id === 13).map((curve) => ({ kind: 'ec', curve, point: curve.point.BASE.toBytes(false) }) as const),
  ];
  for (const key of keys) {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 140 }), async (signature) => {
      const { fact } = await authenticateActively({ channel: always(signature), key, info: null, random: countingRandom(), reach: 'unknown' });
      expect(['failed', 'not-possible']).toContain(fact.state);
    }), { numRuns: 40 });
  }
});

test('CH27: every prime group and curve has a generator of its order', () => {
  for (const { p, g, q } of dhGroups) expect([q !== null && (p - 1n) % q, q !== null && power(g, q, p)]).toEqual([0n, 1n]);
  for (const { point } of curves) {
    point.BASE.assertValidity();
    expect(point.BASE.multiplyUnsafe(point.Fn.ORDER - 1n).add(point.BASE).is0()).toBe(true);
  }
});
