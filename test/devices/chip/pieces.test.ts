/** What card and reader say of the length of commands and answers, and what is cut into pieces where they hold less than is needed. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { decodeCommand, encodeCommand } from '../../../devices/chip/protocol/apdu.js';
import { capabilitiesOf } from '../../../devices/chip/protocol/card-capabilities.js';
import { chained } from '../../../devices/chip/protocol/chaining.js';
import { parseLengthInfo } from '../../../devices/chip/protocol/info-file.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { makeCard, type CardOptions } from '../../../devices/chip/simulator/card.js';
import { makeChip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { inPieces } from '../../../devices/chip/simulator/pieces.js';
import type { ChipTransport } from '../../../devices/chip/transport.js';
import { ok } from '../../../sync/core/result.js';
import { countingRandom, person } from './person.js';
import { scripted } from './scripted.js';

const photo = concat(fromHex('FFD8FFE0'), new Uint8Array(3000));
/** Compact TLV: card capabilities, whose third byte says chaining 80, extended 40, EF.ATR/INFO 20. */
const says = (functions: string): Uint8Array => fromHex(`80730000${functions}`);

async function read(script: ChipScript, options: CardOptions = {}, mostData?: number) {
  const card = await makeCard(person, photo, options);
  const password = passwordOf(card.key);
  if (!password.ok) throw Error(password.fault.code);
  const commands: string[] = [];
  const transport = { ...chipTransport(makeChip({ card, random: countingRandom(90), script }), (one) => commands.push(toHex(one))), ...(mostData === undefined ? {} : { mostData }) };
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined });
  if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
  expect(result.value.files).toEqual(card.files.map(({ file, bytes }) => ({ role: file.role, bytes })));
  const [access, chip, active] = result.value.facts;
  return { commands, block: result.value.block, access, chip, active };
}

test.each([
  ['3B80800101', { chaining: false, extended: null, infoFile: false }], ['3B85800180730000C0B7', { chaining: true, extended: true, infoFile: false }],
  ['3B8580018073000080F7', { chaining: true, extended: false, infoFile: false }], ['3B888001007300002090000000', { chaining: false, extended: false, infoFile: true }],
  ['3B888001804111730000E05A', { chaining: true, extended: true, infoFile: true }], ['3B88800180411173000060005A', { chaining: false, extended: true, infoFile: true }],
  ['3BFF', { chaining: false, extended: null, infoFile: false }], ['', { chaining: false, extended: null, infoFile: false }],
])('CH49: what a card says of itself in its ATR %s', (atr, said) => {
  expect(capabilitiesOf(fromHex(atr))).toEqual(said);
});

test('CH49: any ATR at all says something or nothing, and never throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (atr) => {
    expect(Object.keys(capabilitiesOf(atr))).toHaveLength(3);
  }), { numRuns: 500 });
});

test('CH49: a card that says that it knows short commands alone is sent none that is longer', async () => {
  const { commands, block } = await read({ historical: says('00'), shortOnly: true });
  expect(block).toBe(223);
  expect(commands.filter((one) => one.startsWith('0022C1A4'))).toHaveLength(1);
  expect(commands.every((one) => one.length <= 2 * 261)).toBe(true);
});

test.each([[[65_535, 2048], 1024], [[65_535, 65_535], 4096], [[300, 300], 223], [[65_535, 1023], 223]] as const)(
  'CH49: EF.ATR/INFO of %j, where a card says that it has one, sets the size of blocks to %i', async (lengthInfo, block) => {
    const one = await read({ historical: says('60'), lengthInfo });
    expect(one.block).toBe(block);
    expect(one.commands.slice(0, 3)).toEqual(['00A4020C022F01', '00B0000000', '00A4020C02011C']);
  },
);

test('CH49: a card that has no EF.ATR/INFO after all, or nonsense in it, is read as any other', async () => {
  expect((await read({ historical: says('60') })).block).toBe(4096);
  expect((await read({ historical: says('40'), lengthInfo: [300, 300] })).commands[0]).toBe('00A4020C02011C');
  for (const content of ['', '7F6600', '7F6603020101', '7F660602010002010A', '7F66820202', '7F66080205010000000002010A']) expect(parseLengthInfo(fromHex(content))).toBeNull();
  expect(parseLengthInfo(fromHex('47034000007F660802020FFF02022000'))).toEqual({ command: 4095, answer: 8192 });
});

test('CH50: where the rest of an answer waits, it is fetched: a long signature comes through a reader with short commands', async () => {
  const { active, commands } = await read({ pieces: true, shortOnly: true }, {}, 223);
  expect(active).toMatchObject({ name: 'active-authentication', state: 'ok' });
  expect(commands.filter((one) => one.startsWith('00C00000'))).toHaveLength(1);
  // One that cuts it off is asked once, and that is the reader's lack.
  const cut = await read({ shortOnly: true }, {}, 223);
  expect(cut.active).toMatchObject({ state: 'not-possible', reason: 'reader-short-only' });
  expect(cut.commands.filter((one) => one.startsWith('0C88'))).toHaveLength(1);
});

test('CH50: a key that no short command holds is sent in pieces, where the card says that it takes them, and only there', async () => {
  for (const chipAuthentication of ['dh 3des 1', 'dh aes-128 1']) {
    const { chip, commands } = await read({ pieces: true, shortOnly: true, historical: says('80') }, { chipAuthentication });
    expect(chip).toMatchObject({ name: 'chip-authentication', state: 'ok' });
    expect(commands.filter((one) => one.startsWith('1C'))).toHaveLength(1);
    const silent = await read({ pieces: true, shortOnly: true }, { chipAuthentication }, 223);
    expect(silent.commands.some((one) => one.startsWith('1C'))).toBe(false);
    expect(silent.chip?.state).not.toBe('ok');
  }
});

test('CH50: answers without an end, and pieces that are refused, end', async () => {
  const endless = scripted(['01026100', '03046102', '6102']);
  expect(await chained(endless, { shortOnly: true, commands: true }).transmit(fromHex('00B0000000'))).toMatchObject({ ok: false, fault: { code: 'transport-failed' } });
  const many: ChipTransport = { atr: new Uint8Array(), transmit: async () => ok(concat(new Uint8Array(256), fromHex('6100'))), reset: async () => ok(null), close: async () => undefined };
  expect(await chained(many, { shortOnly: false, commands: false }).transmit(fromHex('00B0000000'))).toMatchObject({ ok: false, fault: { code: 'transport-failed' } });
  const refusing = scripted(['6884']);
  expect(await chained(refusing, { shortOnly: true, commands: true }).transmit(encodeCommand({ cla: 0x0c, ins: 0x22, p1: 0x41, p2: 0xa6, data: new Uint8Array(300) }))).toEqual(ok(fromHex('6884')));
  expect(refusing.sent).toHaveLength(1);
});

test('CH50: whatever is sent and answered in pieces comes whole', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 900 }), fc.uint8Array({ maxLength: 1200 }), async (data, answer) => {
    const seen: Uint8Array[] = [];
    const chip = inPieces((bytes) => {
      const command = decodeCommand(bytes);
      seen.push(command.ok ? (command.value.data ?? new Uint8Array()) : new Uint8Array());
      return concat(answer, fromHex('9000'));
    });
    const sent: Uint8Array[] = [];
    const transport: ChipTransport = {
      atr: new Uint8Array(), reset: async () => ok(null), close: async () => undefined,
      transmit: async (command) => {
        sent.push(command);
        return ok(chip(command));
      },
    };
    const got = await chained(transport, { shortOnly: true, commands: true }).transmit(encodeCommand({ cla: 0x0c, ins: 0x86, p1: 0, p2: 0, data, expected: data.length > 255 ? 65_536 : 256 }));
    expect(got).toEqual(ok(concat(answer, fromHex('9000'))));
    expect(seen).toEqual([data]);
    expect(Math.max(...sent.map((one) => one.length))).toBeLessThanOrEqual(261);
  }), { numRuns: 60 });
});
