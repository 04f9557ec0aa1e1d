import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseSystemParameters } from '../../../devices/fingerprint/serial/commands.js';
import { decodePicture, isWhole } from '../../../devices/fingerprint/serial/picture.js';
import type { Packet } from '../../../devices/fingerprint/serial/protocol.js';
import { encodePacket, framer, packetKinds } from '../../../devices/fingerprint/serial/protocol.js';
import { onGlass, r30xGlass, r503Glass } from '../../../devices/fingerprint/serial/simulator/glass.js';
import { master } from '../../../devices/fingerprint/synthetic/master.js';
import { joinBytes } from '../../../devices/frame/bytes.js';

const anyKind = fc.constantFrom(...Object.values(packetKinds));
const anyPacket: fc.Arbitrary<Packet> = fc.record({ kind: anyKind, payload: fc.uint8Array({ maxLength: 256 }) });
/** No byte of it can begin a packet. */
const harmless = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.map((one) => (one === 0xef ? 0 : one)));

function pushed(stream: Uint8Array, cuts: readonly number[], address?: number): readonly Packet[] {
  const packets = framer(address);
  const ends = [...cuts.map((one) => one % (stream.length + 1)), stream.length].sort((a, b) => a - b);
  return [...ends.flatMap((end, at) => packets.push(stream.subarray(ends[at - 1] ?? 0, end))), ...packets.flush()];
}

describe('packets', () => {
  test('SM1: a packet is the bytes of the manuals', () => {
    expect(Buffer.from(encodePacket(packetKinds.command, Uint8Array.of(0x13, 0, 0, 0, 0))).toString('hex')).toBe('ef01ffffffff0100071300000000001b');
    expect(Buffer.from(encodePacket(packetKinds.command, Uint8Array.of(0x01))).toString('hex')).toBe('ef01ffffffff010003010005');
  });

  test('SM1: packets come out as they went in, however the stream is cut and whatever noise lies between them', () => {
    fc.assert(fc.property(fc.array(fc.tuple(harmless, anyPacket), { maxLength: 8 }), harmless, fc.array(fc.nat(), { maxLength: 12 }), (pieces, rest, cuts) => {
      const stream = joinBytes([...pieces.flatMap(([noise, { kind, payload }]) => [noise, encodePacket(kind, payload)]), rest]);
      expect(pushed(stream, cuts)).toEqual(pieces.map(([, packet]) => packet));
    }));
  });

  test('SM2: one wrong byte costs its own packet alone, and is counted where the start was right', () => {
    fc.assert(fc.property(anyPacket, anyPacket, anyPacket, fc.nat(), fc.integer({ min: 1, max: 255 }), (before, spoiled, after, where, flip) => {
      const middle = encodePacket(spoiled.kind, spoiled.payload);
      const at = where % middle.length;
      middle[at] = (middle[at] ?? 0) ^ flip;
      const packets = framer();
      const got = [...packets.push(joinBytes([encodePacket(before.kind, before.payload), middle, encodePacket(after.kind, after.payload)])), ...packets.flush()];
      expect(got[0]).toEqual(before);
      expect(got.at(-1)).toEqual(after);
      expect(got).toHaveLength(2);
      if (at >= 6) expect(packets.damaged()).toBeGreaterThan(0);
    }));
  });

  test('SM2: missing bytes too, once it is silent', () => {
    const whole = encodePacket(packetKinds.data, new Uint8Array(128).fill(7));
    const last = encodePacket(packetKinds.lastData, new Uint8Array(128).fill(9));
    const packets = framer();
    expect(packets.push(joinBytes([whole.subarray(0, 70), last]))).toHaveLength(1);
    expect(packets.push(whole.subarray(0, 20))).toHaveLength(0);
    expect(packets.flush()).toHaveLength(0);
    expect(packets.damaged()).toBe(2);
    expect(packets.push(last)).toEqual([{ kind: packetKinds.lastData, payload: new Uint8Array(128).fill(9) }]);
  });

  test('SM2: any bytes at all give packets or nothing; nothing is held beyond one packet', () => {
    const risky = fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.array(fc.constantFrom(0xef, 0x01, 0xff, 0x02, 0x00), { maxLength: 600 }).map((bytes) => Uint8Array.from(bytes)));
    fc.assert(fc.property(fc.array(risky, { maxLength: 6 }), (chunks) => {
      const packets = framer();
      for (const chunk of chunks) for (const { payload } of packets.push(chunk)) expect(payload.length).toBeLessThanOrEqual(256);
      packets.flush();
      // What was held is gone: the next packet is the first.
      expect(packets.push(encodePacket(packetKinds.data, Uint8Array.of(1)))).toHaveLength(1);
    }), { numRuns: 400 });
  });

  test('SM2: packets for another address are not ours', () => {
    expect(pushed(encodePacket(packetKinds.acknowledgement, Uint8Array.of(0), 0x12345678), [])).toEqual([]);
    expect(pushed(encodePacket(packetKinds.acknowledgement, Uint8Array.of(0), 0x12345678), [], 0x12345678)).toHaveLength(1);
  });

  test('SM6: system parameters, and what is none', () => {
    const told = Uint8Array.from([0, 0, 0, 0, 9, 3, 0xe8, 0, 3, 255, 255, 255, 255, 0, 2, 0, 6]);
    expect(parseSystemParameters(told)).toEqual({ system: 9, packetSize: 128, baud: 57_600 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const read = parseSystemParameters(bytes);
      if (read !== null) expect([32, 64, 128, 256]).toContain(read.packetSize);
    }));
    expect(parseSystemParameters(told.subarray(0, 16))).toBeNull();
  });
});

describe('pictures', () => {
  const print = master(3, 2);

  test('SM9: a picture’s size follows from its bytes, also where the same number of bytes fits two', () => {
    expect(decodePicture(onGlass(print, r30xGlass))).toMatchObject({ density: 500, image: { width: 256, height: 288 } });
    expect(decodePicture(onGlass(print, r503Glass))).toMatchObject({ density: 508, image: { width: 192, height: 192 } });
    const eight = onGlass(print, { ...r503Glass, bits: 8 });
    expect(eight).toHaveLength(onGlass(print, r30xGlass).length);
    expect(decodePicture(eight)).toMatchObject({ density: 508, image: { width: 192, height: 192 } });
  });

  test('SM9: half bytes are greys times 17, the left one high', () => {
    const bytes = onGlass(print, r30xGlass);
    const { pixels } = decodePicture(bytes)?.image ?? { pixels: new Uint8Array() };
    expect([pixels[20_000], pixels[20_001]]).toEqual([((bytes[10_000] ?? 0) >> 4) * 17, ((bytes[10_000] ?? 0) & 15) * 17]);
  });

  test('SM9: fewer bytes are no picture, half of a large one is no small one, and a bare glass is one', () => {
    const bytes = onGlass(print, r30xGlass);
    expect(decodePicture(bytes.subarray(128))).toBeNull();
    expect(isWhole(18_432)).toBe(true);
    expect(decodePicture(bytes.subarray(0, 18_432))).toBeNull();
    expect(decodePicture(bytes.subarray(18_432))).toBeNull();
    expect(decodePicture(new Uint8Array(36_864).fill(255))).toMatchObject({ image: { width: 256, height: 288 } });
  });
});
