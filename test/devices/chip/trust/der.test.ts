import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex } from '../../../../devices/chip/bytes.js';
import { childrenOf, identifierOf, nodeAt, nodesOf, octetsOf, timeOf } from '../../../../devices/chip/trust/der.js';
import { der, identifier, integer, octets, sequence, time } from '../../../../devices/chip/trust/der-write.js';
import { parseSignedMessage } from '../../../../devices/chip/trust/cms.js';
import { parseCertificate } from '../../../../devices/chip/trust/x509.js';
import { parseSod } from '../../../../devices/chip/trust/sod.js';
import { csca, signedCard } from './issuers.js';

test('CT17: what is written is read again', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
    const node = nodeAt(octets(content));
    return node !== null && Buffer.from(node.content).equals(content);
  }), { numRuns: 40 });
  for (const dotted of ['2.23.136.1.1.1', '1.2.840.113549.1.7.2', '0.4.0.127.0.7.2.2.4.2.4', '2.999.1']) expect(identifierOf(nodeAt(identifier(dotted)) ?? undefined)).toBe(dotted);
  expect(timeOf(nodeAt(time('2049-12-31')) ?? undefined)).toBe(Date.UTC(2049, 11, 31));
  expect(timeOf(nodeAt(time('2050-01-01')) ?? undefined)).toBe(Date.UTC(2050, 0, 1));
  expect(timeOf(nodeAt(der(0x17, new Uint8Array(Buffer.from('9901010000+0700')))) ?? undefined)).toBe(Date.UTC(1998, 11, 31, 17));
});

test.each([
  ['3080', 'an end that never comes'], ['3084FFFFFFFF', 'a length beyond the file'], ['3085 0000000001 00', 'five octets of length'], ['0480 0000', 'a string of indefinite length'],
  ['1F8181 8101 00', 'a tag of four octets'], ['30', 'no length'], ['', 'nothing'], ['3003 0201', 'a content cut'],
])('CT17: %s (%s) is no node', (hex) => {
  expect(nodeAt(fromHex(hex))).toBeNull();
});

test('CT17: indefinite lengths end at their mark, inside one another, and strings in pieces are joined', () => {
  const inner = concat(Uint8Array.of(0x24, 0x80), octets(Uint8Array.of(1, 0, 0)), octets(Uint8Array.of(2)), Uint8Array.of(0, 0));
  const outer = concat(Uint8Array.of(0x30, 0x80), integer(5), inner, Uint8Array.of(0, 0, 0xff));
  const [number, text, ...more] = childrenOf(nodeAt(outer), 0x30) ?? [];
  expect([number?.content, octetsOf(text), more]).toEqual([Uint8Array.of(5), Uint8Array.of(1, 0, 0, 2), []]);
});

test('CT17: hundreds of thousands of levels inside one another end, without a deep stack', () => {
  const deep = new Uint8Array(600_000).map((_byte, index) => (index % 2 === 0 ? 0x30 : 0x80));
  expect(nodeAt(deep)).toBeNull();
  const pieces = new Uint8Array(400_000).map((_byte, index) => (index % 2 === 0 ? 0x24 : 0x80));
  expect(octetsOf({ tag: 0x24, whole: pieces, content: pieces })).toBeNull();
  let nested = octets(Uint8Array.of(1));
  for (let level = 0; level < 200; level++) nested = der(0x24, nested);
  expect(octetsOf(nodeAt(nested) ?? undefined)).toBeNull();
});

test('CT17: a node of hundreds of thousands of children is read, or refused beyond the bound', () => {
  expect(nodesOf(new Uint8Array(2 * 150_000).map((_byte, index) => (index % 2 === 0 ? 0x05 : 0)))).toHaveLength(150_000);
  expect(nodesOf(new Uint8Array(2 * 250_000).map((_byte, index) => (index % 2 === 0 ? 0x05 : 0)))).toBeNull();
});

test('CT17: any bytes, and a certificate, message or security object cut or changed anywhere, are values', () => {
  const whole = [csca.certificate, signedCard().get('chip-sod') ?? new Uint8Array()];
  const changed = fc.tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(2000), fc.constantFrom(0, 0x30, 0x80, 0x84, 0xa0, 0xff)), { maxLength: 4 }), fc.nat(2000)).map(([bytes, changes, end]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return copy.subarray(0, end);
  });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), changed), (bytes) => {
    parseCertificate(bytes);
    parseSignedMessage(bytes);
    parseSod(bytes);
  }), { numRuns: 800 });
});

test('CT17: a sequence inside a string is not gone into', () => {
  expect(nodesOf(sequence(octets(sequence(integer(1)))))?.length).toBe(1);
});
