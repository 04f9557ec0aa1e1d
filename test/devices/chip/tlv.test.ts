import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { fromHex } from '../../../devices/chip/bytes.js';
import { decodeCommand, encodeCommand } from '../../../devices/chip/protocol/apdu.js';
import { descend, readAll, readHeader, readReadable, readTlv, writeTlv } from '../../../devices/chip/protocol/tlv.js';

const tags = fc.constantFrom(0x30, 0x5c, 0x6d, 0x75, 0x5f1f, 0x5f2e, 0x7f61, 0x7f60, 0x5f8123);
const bytes = (most: number) => fc.uint8Array({ maxLength: most });

test('CH4: what is written is read again, whatever tag and length', () => {
  fc.assert(fc.property(tags, bytes(70_000), (tag, value) => {
    const written = writeTlv(tag, value);
    const read = readTlv(written);
    expect(read).toMatchObject({ ok: true, value: { tag, size: written.length } });
    return read.ok && Buffer.from(read.value.value).equals(value);
  }), { numRuns: 60 });
});

test('CH4: any bytes at all are read to an end, without a throw', () => {
  fc.assert(fc.property(bytes(400), (input) => {
    const objects = readReadable(input);
    expect(objects.reduce((sum, one) => sum + one.size, 0)).toBeLessThanOrEqual(input.length);
    readAll(input);
    descend(input, 0x75, 0x7f61, 0x7f60);
  }), { numRuns: 500 });
});

test.each([
  ['3080', 'tlv-length'], ['3084FFFFFFFF', 'tlv-length'], ['30FF', 'tlv-length'], ['3083FFFFFF', 'tlv-short'], ['30', 'tlv-short'], ['', 'tlv-short'],
  ['1F', 'tlv-short'], ['1F81818101', 'tlv-tag'], ['300501', 'tlv-short'],
])('CH4: %s is refused as %s', (hex, code) => {
  expect(readTlv(fromHex(hex))).toEqual({ ok: false, fault: { code } });
});

test('CH4: a header is read before its value is there', () => {
  expect(readHeader(fromHex('7582 3D40'))).toEqual({ ok: true, value: { tag: 0x75, length: 0x3d40, size: 4 } });
});

test('CH4: a command survives encoding and decoding', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const command = fc.record({ cla: byte, ins: byte, p1: byte, p2: byte, data: fc.uint8Array({ minLength: 1, maxLength: 255 }), expected: fc.integer({ min: 1, max: 256 }) }, { requiredKeys: ['cla', 'ins', 'p1', 'p2'] });
  fc.assert(fc.property(command, (one) => {
    expect(decodeCommand(encodeCommand(one))).toEqual({ ok: true, value: one });
  }), { numRuns: 100 });
});
