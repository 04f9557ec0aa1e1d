import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex, toHex, uint16 } from '../../../devices/chip/bytes.js';
import { decodeCommand, encodeCommand, isExtended, type Command } from '../../../devices/chip/protocol/apdu.js';
import { cipherNames, cipherSuite, zeroCounter } from '../../../devices/chip/protocol/ciphers.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { nextCounter, protect, unprotect } from '../../../devices/chip/protocol/secure-messaging.js';
import { readAll } from '../../../devices/chip/protocol/tlv.js';
import { makeCard, plainCard } from '../../../devices/chip/simulator/card.js';
import { makeChip } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { linkTime } from '../../../devices/chip/simulator/link.js';
import { openProtected, protectAnswer } from '../../../devices/chip/simulator/session.js';
import { countingRandom, person } from './person.js';

const secret = fromHex('28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925');

const commands = fc.record({
  cla: fc.constant(0), ins: fc.constantFrom(0xa4, 0xb0, 0xb1, 0x22, 0x86, 0x88), p1: fc.nat(255), p2: fc.nat(255),
  data: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.uint8Array({ minLength: 200, maxLength: 600 })),
  expected: fc.oneof(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 257, max: 65_536 })),
});

test('CH37: every command comes out of its encoding as it went in, short where it holds it, extended where not', () => {
  fc.assert(fc.property(commands, fc.boolean(), fc.boolean(), (whole, hasData, hasExpected) => {
    const { data, expected, ...head } = whole;
    const command: Command = { ...head, ...(hasData ? { data } : {}), ...(hasExpected ? { expected } : {}) };
    const bytes = encodeCommand(command);
    expect(decodeCommand(bytes)).toEqual({ ok: true, value: command });
    expect(isExtended(bytes)).toBe((hasData && data.length > 255) || (hasExpected && expected > 256));
  }), { numRuns: 200 });
  expect(toHex(encodeCommand({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 65_536 }))).toBe('00B00000000000');
  expect(toHex(encodeCommand({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 4096 }))).toBe('00B00000001000');
});

test.each(['00B00000', '00B0000004', '00B000000000', '00B00000050102', '00B0000000000501', '00B00000000002AABB01', '00B00000000000AA'])('CH37: %s is taken or refused, never thrown at', (hex) => {
  expect(typeof decodeCommand(fromHex(hex)).ok).toBe('boolean');
});

test.each(cipherNames)('CH37: with %s the chip opens what the terminal protects, and the other way round, for any length and instruction', (name) => {
  fc.assert(fc.property(commands, fc.uint8Array({ maxLength: 5000 }), (command, data) => {
    const suite = cipherSuite(name, secret);
    const session = { suite, counter: 0n };
    const first = nextCounter(zeroCounter(name));
    const decoded = decodeCommand(protect(suite, first, command));
    expect(decoded.ok && openProtected(session, decoded.value)).toEqual(command);
    const answer = { data, status: 0x9000 };
    const opened = unprotect(suite, nextCounter(first), protectAnswer(session, answer, (command.ins & 1) === 1));
    expect(opened).toEqual({ ok: true, value: answer });
  }), { numRuns: 60 });
});

test('CH37: in the extended form Le is 0000, Lc has three bytes and DO97 two', () => {
  const suite = cipherSuite('aes-128', secret);
  const bytes = protect(suite, nextCounter(zeroCounter('aes-128')), { cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 4096 });
  expect(toHex(bytes)).toMatch(/^0CB0000000000E970210008E08[0-9A-F]{16}0000$/);
  const all = protect(suite, nextCounter(zeroCounter('aes-128')), { cla: 0, ins: 0x88, p1: 0, p2: 0, data: new Uint8Array(8), expected: 65_536 });
  const decoded = decodeCommand(all);
  const objects = readAll(decoded.ok ? (decoded.value.data ?? new Uint8Array()) : new Uint8Array());
  expect(objects.ok && objects.value.map((one) => one.tag)).toEqual([0x87, 0x97, 0x8e]);
  expect(objects.ok && toHex(objects.value[1]?.value ?? new Uint8Array())).toBe('0000');
});

test('CH37: odd instructions carry DO85 without a padding indicator', () => {
  const suite = cipherSuite('aes-256', secret);
  const decoded = decodeCommand(protect(suite, nextCounter(zeroCounter('aes-256')), { cla: 0, ins: 0xb1, p1: 0, p2: 0, data: fromHex('5403008000'), expected: 200 }));
  const objects = readAll(decoded.ok ? (decoded.value.data ?? new Uint8Array()) : new Uint8Array());
  expect(objects.ok && objects.value[0]).toMatchObject({ tag: 0x85, size: 18 });
});

test('CH2: with AES every single bit that is turned over in a protected answer is found', () => {
  const suite = cipherSuite('aes-128', secret);
  const counter = nextCounter(nextCounter(zeroCounter('aes-128')));
  const whole = protectAnswer({ suite, counter: 1n }, { data: fromHex('60145F01'), status: 0x9000 });
  expect(unprotect(suite, counter, whole).ok).toBe(true);
  for (let bit = 0; bit < (whole.length - 2) * 8; bit += 1) {
    const turned = Uint8Array.from(whole);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    expect(unprotect(suite, counter, turned)).toMatchObject({ ok: false, fault: { code: 'answer-malformed' } });
  }
});

async function readLarge(size: number, script: Parameters<typeof makeChip>[0]['script'] = {}, pace: readonly string[] = ['ecdh-gm aes-128 13']) {
  const card = await makeCard(person, concat(fromHex('FFD8FFE0'), new Uint8Array(size).map((_byte, index) => index & 0xff)), { ...plainCard, pace });
  const password = passwordOf(card.key);
  if (!password.ok) throw Error(password.fault.code);
  const sent: string[] = [];
  const transport = chipTransport(makeChip({ card, random: countingRandom(90), script }), (command) => sent.push(toHex(command)));
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined });
  return { result, sent, files: card.files.map(({ file, bytes }) => ({ role: file.role, bytes })) };
}

test.each([
  ['extended, AES', {}, undefined], ['short, AES', { shortOnly: true }, undefined], ['short, 3DES', { shortOnly: true }, []], ['by SELECT', { noShortIds: true }, undefined],
  ['small blocks', { mostBytes: 160 }, undefined],
] as const)('CH38: a photo of 40 kB is read past 7FFF with the odd instruction (%s)', async (_name, script, pace) => {
  const { result, sent, files } = await readLarge(40_000, script, pace);
  expect(result.ok ? '' : result.fault.detail).toBe('');
  expect(result.ok && result.value.files.map((one) => [one.role, Buffer.compare(one.bytes, files.find((other) => other.role === one.role)?.bytes ?? new Uint8Array())]))
    .toEqual(files.filter((one) => one.role !== 'chip-card-access' || result.ok && result.value.files.some((other) => other.role === one.role)).map((one) => [one.role, 0]));
  expect(sent.some((one) => one.startsWith('0CB10000'))).toBe(true);
});

test('CH38: a session lost past 7FFF goes on there', async () => {
  const { sent } = await readLarge(40_000);
  const at = sent.findIndex((one) => one.startsWith('0CB10000')) + 2;
  const { result, files } = await readLarge(40_000, { statusAt: { [at]: 0x6988 } });
  expect(result.ok && result.value.files).toEqual(files);
});

test('CH14: a file that says it is larger than 256 kB is left out', async () => {
  const { result } = await readLarge(270_000);
  expect(result.ok && result.value.files.map((one) => one.role)).not.toContain('chip-dg2');
});

test('CH39: the modelled link takes 6 ms for each APDU and 9.5 bits for each byte and 20 of framing', () => {
  expect(linkTime({ rate: 106 }, 23, 4133)).toBeCloseTo(6 + (4176 * 9.5) / 106, 6);
  expect(linkTime({ rate: 848, chip: 0 }, uint16(0).length, 2)).toBeCloseTo((24 * 9.5) / 848, 6);
});

test('CH39: every APDU is told with its lengths, its status, the time that it took to compute and the time that it is held back', async () => {
  const card = await makeCard(person, fromHex('FFD8FFE0'), plainCard);
  const tallies: { readonly sent: number; readonly held: number; readonly computing: number; readonly status: number }[] = [];
  const chip = makeChip({ card, random: countingRandom(90), link: { rate: 848, chip: 1 }, onApdu: (one) => tallies.push(one) });
  const transport = chipTransport(chip);
  await transport.transmit(fromHex('00A4040C07A0000002471001'));
  expect(tallies).toMatchObject([{ sent: 12, received: 2, status: 0x9000, header: 0x00a4040c, held: linkTime({ rate: 848, chip: 1 }, 12, 2) }]);
  expect(tallies[0]?.computing).toBeGreaterThanOrEqual(0);
});
