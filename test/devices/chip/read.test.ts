/** The reading of a card from its first command to its last fact. It is long because every fault of one reading is told here, over the same few cards. */
import { createHash } from 'node:crypto';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { makeCard, plainCard, type Card } from '../../../devices/chip/simulator/card.js';
import { makeChip, type Chip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { chipLedger } from '../../../devices/chip/simulator/ledger.js';
import type { ChipKey, ChipProgress } from '../../../sync/core/capture.js';
import { countingRandom, person } from './person.js';

const usual = await makeCard(person);
const card = usual;
/** One with a photo of a few blocks, for tests that read it very often. */
const small = await makeCard(person, concat(fromHex('FFD8FFE0'), new Uint8Array(700)), plainCard);
const all = card.files.map(({ file, bytes }) => ({ role: file.role, bytes }));
/** Those of the application. */
const inside = all.filter((one) => one.role !== 'chip-card-access');
const smallFiles = small.files.map(({ file, bytes }) => ({ role: file.role, bytes }));

async function read(script: ChipScript = {}, options: { readonly key?: ChipKey; readonly block?: number; readonly card?: Card; readonly wrap?: (chip: Chip) => Chip } = {}) {
  const { card = usual, wrap = (chip: Chip) => chip } = options;
  const commands: string[] = [];
  const progress: ChipProgress[] = [];
  const told: { what: string; sha256: string }[] = [];
  const chip = makeChip({ card, random: countingRandom(90), script, onRead: chipLedger(card, (entry) => told.push(entry)) });
  const password = passwordOf(options.key ?? card.key);
  if (!password.ok) throw Error(password.fault.code);
  const result = await readChip({
    transport: chipTransport(wrap(chip), (command) => commands.push(toHex(command))), password: password.value, random: countingRandom(),
    onProgress: (one) => progress.push(one), ...(options.block === undefined ? {} : { block: options.block }),
  });
  return { result, commands, progress, told };
}

test('CH9: a whole card is read as it is, EF.CardAccess first, text before photo, without SELECT MF', async () => {
  const { result, commands } = await read();
  expect(result).toMatchObject({ ok: true, value: { files: all, block: 4096 } });
  expect(commands.slice(0, 2)).toEqual(['00A4020C02011C', '00B0000000']);
  expect(commands.some((one) => one.startsWith('00A40000'))).toBe(false);
  expect(all.map((one) => one.role)).toEqual(['chip-card-access', 'chip-com', 'chip-dg1', 'chip-dg13', 'chip-sod', 'chip-dg14', 'chip-dg15', 'chip-dg2']);
});

test.each([
  ['PACE', 4096, 31, {}], ['PACE', 223, 104, {}], ['BAC', 4096, 25, { bacOnly: true }], ['BAC', 223, 98, { bacOnly: true }],
] as const)('CH34: with %s and blocks of %i a card with a photo of 15.7 kB takes at most %i APDUs, proofs and all', async (_name, block, most, script) => {
  const large = await makeCard(person, concat(fromHex('FFD8FFE0'), new Uint8Array(15_600)));
  const { result, commands } = await read(script, { card: large, block });
  expect(result.ok && result.value.facts.map((one) => one.state)).toEqual(['ok', 'ok', 'ok']);
  expect(commands.length).toBeLessThanOrEqual(most);
});

test('CH10: progress goes by bytes, never back, and ends at the whole', async () => {
  const { progress } = await read();
  expect([...new Set(progress.map((one) => one.step))]).toEqual(['access', 'text', 'photo', 'done']);
  expect(progress.map((one) => one.read)).toEqual(progress.map((one) => one.read).sort((a, b) => a - b));
  const last = progress.at(-1);
  expect(last?.read).toBe(last?.total);
  expect(last?.read).toBe(inside.reduce((sum, one) => sum + one.bytes.length, 0));
  expect(progress.every((one) => one.total > 0 && one.read <= one.total)).toBe(true);
});

test('CH11: a chip without short file identifiers is read by SELECT', async () => {
  const { result, commands } = await read({ noShortIds: true });
  expect(result).toMatchObject({ ok: true, value: { files: all } });
  expect(commands.filter((one) => one.startsWith('0CB09') || one.startsWith('0CB08')).length).toBe(1);
});

test.each([[5000, 4096], [4000, 1024], [1024, 1024], [1000, 223], [200, 160], [160, 160], [150, 112], [112, 112]])('CH12: a chip that gives at most %i bytes is read in blocks of %i, from where it stood', async (mostBytes, block) => {
  const { result, told } = await read({ mostBytes });
  expect(result).toMatchObject({ ok: true, value: { files: all, block } });
  expect(told.filter((one) => one.what === 'chip-dg2')).toHaveLength(1);
});

test('CH12: a link that carries no long answer at all ends at short ones, one that carries some at 1024', async () => {
  const cut = (most: number) => (chip: Chip): Chip => ({ ...chip, get held() { return 0; }, transmit: (command) => {
    const answer = chip.transmit(command);
    return typeof answer === 'string' || answer.length <= most ? answer : answer.subarray(0, most);
  } });
  expect((await read({}, { wrap: cut(258) })).result).toMatchObject({ ok: true, value: { files: all, block: 223 } });
  expect((await read({}, { wrap: cut(2048) })).result).toMatchObject({ ok: true, value: { files: all, block: 1024 } });
});

test('CH12: a chip that gives fewer still is given up, named by its answer', async () => {
  const { result } = await read({ mostBytes: 40 });
  expect(result).toMatchObject({ ok: false, fault: { code: 'chip-garbage' } });
  expect(result.ok ? '' : result.fault.detail).toContain('chip-dg');
});

test('CH12: the block size that worked is where the next reading begins', async () => {
  const first = await read({ mostBytes: 160 });
  const second = await read({ mostBytes: 160 }, { block: 160 });
  expect(second.result).toMatchObject({ ok: true, value: { files: all, block: 160 } });
  expect(second.commands.length).toBeLessThan(first.commands.length);
});

test('CH12: a chip that refuses to be asked beyond the end of a file is asked for the header first', async () => {
  const { result } = await read({ strictEnd: true });
  expect(result).toMatchObject({ ok: true, value: { files: all } });
});

test.each([['noShortIds', { noShortIds: true, mostBytes: 160 }], ['strictEnd', { strictEnd: true, noShortIds: true, mostBytes: 112 }]] as const)(
  'CH12: what a chip lacks together (%s) is found out one after the other', async (_name, script) => {
    expect((await read(script)).result).toMatchObject({ ok: true, value: { files: all } });
  },
);

test('CH13: a card pulled at any command is a card removed', async () => {
  const { commands } = await read({}, { card: small });
  for (let at = 1; at <= commands.length; at += 1) {
    const { result, commands: sent } = await read({ removeAt: at }, { card: small });
    expect(result).toMatchObject({ ok: false, fault: { code: 'card-removed' } });
    expect(sent).toHaveLength(at);
  }
}, 30_000);

test('CH13: pulled while it opens by PACE or while it is read, it is a card removed; pulled while it proves itself, what was read stands', async () => {
  const { commands } = await read();
  const last = commands.findLastIndex((one) => one.startsWith('0CB0') && !one.startsWith('0CB08')) + 1;
  for (const at of [1, 2, 3, 5, 7, 8, 9, last]) expect((await read({ removeAt: at })).result).toMatchObject({ ok: false, fault: { code: 'card-removed' } });
  for (let at = last + 1; at <= commands.length; at += 1) {
    const { result } = await read({ removeAt: at });
    expect(result).toMatchObject({ ok: true, value: { files: all } });
    expect(result.ok && result.value.facts.at(-1)).toMatchObject({ name: 'active-authentication', state: 'not-done' });
  }
}, 30_000);

test('CH13: an answer cut short at any command, or a status word in the clear after access, is overcome or named, and never taken for content', async () => {
  const { commands } = await read({}, { card: small });
  const access = commands.findIndex((one) => one.startsWith('0082')) + 1;
  for (let at = 1; at <= commands.length; at += 1) {
    for (const script of [{ shortAnswer: at }, { statusAt: { [at]: 0x6f00 } }, { statusAt: { [at]: 0x6988 } }]) {
      const { result } = await read(script, { card: small });
      if (result.ok) expect(result.value.files).toEqual(smallFiles);
      else expect(['chip-garbage', 'chip-unsupported', 'chip-key-wrong']).toContain(result.fault.code);
      if (at > access) expect(result.ok).toBe(true);
    }
  }
}, 30_000);

test('CH13: the same with PACE and proofs: a proof that an answer spoilt is never one', async () => {
  const { commands } = await read();
  for (let at = 1; at <= commands.length; at += 1) {
    const { result } = await read(at % 2 === 0 ? { shortAnswer: at } : { statusAt: { [at]: 0x6988 } });
    if (!result.ok) throw Error(`${at} ${result.fault.code} ${result.fault.detail}`);
    const files = at > 2 ? all : all.filter((one) => result.value.files.some((other) => other.role === one.role));
    expect(result.value.files).toEqual(files);
    for (const fact of result.value.facts.slice(1)) expect(at <= 17 || fact.name === 'access' ? ['ok'] : ['ok', 'failed', 'not-possible']).toContain(fact.state);
  }
}, 60_000);

test.each([
  { ...card.key, number: '038012346' }, { ...card.key, birth: '380515' }, { ...card.key, expiry: '410629' },
])('CH3: a wrong number, birth or expiry is a wrong key', async (key) => {
  const { result, commands } = await read({}, { key });
  expect(result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { password: 'mrz' } } });
  // PACE, then basic access control.
  expect(commands).toHaveLength(10);
});

test('CH14: a card without DG13 or EF.COM is read all the same, one without DG1 is none of ours', async () => {
  const some = await read({ without: ['chip-dg13', 'chip-com'] });
  expect(some.result).toMatchObject({ ok: true, value: { files: all.filter((one) => one.role !== 'chip-dg13' && one.role !== 'chip-com') } });
  expect(some.progress.at(-1)?.read).toBe(some.progress.at(-1)?.total);
  const none = await read({ without: ['chip-dg1'] });
  expect(none.result).toMatchObject({ ok: false, fault: { code: 'chip-unsupported' } });
});

test.each([['75833FFFFF', 'too large'], ['7580', 'of indefinite length'], ['6103010203', 'another file']])('CH14: a DG2 that is %s (%s) is left out, a DG1 like that is garbage', async (head) => {
  const replaced = (role: string): Card => ({
    ...usual, files: usual.files.map((one) => (one.file.role === role ? { ...one, bytes: concat(fromHex(head), new Uint8Array(300)) } : one)),
  });
  const { result, progress } = await read({}, { card: replaced('chip-dg2') });
  expect(result).toMatchObject({ ok: true, value: { files: all.filter((one) => one.role !== 'chip-dg2') } });
  expect(progress.at(-1)?.read).toBe(progress.at(-1)?.total);
  const none = await read({}, { card: replaced('chip-dg1') });
  if (head.startsWith('61')) expect(none.result.ok).toBe(true);
  else expect(none.result).toMatchObject({ ok: false, fault: { code: 'chip-garbage' } });
});

test.each([
  ['DG2 ends at 400 bytes', { cutAt: { 'chip-dg2': 400 } }, ['chip-dg2'], 1], ['DG13 ends at once', { cutAt: { 'chip-dg13': 0 } }, ['chip-dg13'], 1],
  ['EF.COM and DG15 answer 6F00', { unreadable: { 'chip-com': [0x6f00, 'protected'], 'chip-dg15': [0x6f00, 'protected'] } }, ['chip-com', 'chip-dg15'], 1],
  ['DG14 drops the keys', { unreadable: { 'chip-dg14': [0x6f00, 'clear'] } }, ['chip-dg14'], 8],
  ['three files drop the keys', { unreadable: { 'chip-dg13': [0x6f00, 'clear'], 'chip-sod': [0x6988, 'clear'], 'chip-dg2': [0x6f00, 'clear'] } }, ['chip-dg13', 'chip-sod', 'chip-dg2'], 19],
  ['EF.COM drops the keys, and the reader is short', { shortOnly: true, unreadable: { 'chip-com': [0x6988, 'clear'] } }, ['chip-com'], 12],
] as const)('CH14: a file that cannot be read to its end is left out, the rest stands: %s', async (_name, script: ChipScript, left: readonly string[], most) => {
  const { result, commands, progress } = await read(script);
  expect(result).toMatchObject({ ok: true, value: { files: all.filter((one) => !left.includes(one.role)), block: script.shortOnly === true ? 223 : 4096 } });
  expect(commands.filter((one) => one.startsWith('0022C1A4')).length).toBeLessThanOrEqual(most);
  expect(progress.map((one) => one.read)).toEqual(progress.map((one) => one.read).sort((a, b) => a - b));
  expect(progress.at(-1)?.read).toBe(progress.at(-1)?.total);
});

test.each([[{ cutAt: { 'chip-dg1': 40 } }], [{ unreadable: { 'chip-dg1': [0x6f00, 'protected'] } }], [{ unreadable: { 'chip-dg1': [0x6f00, 'clear'] } }]] as const)('CH14: a DG1 that cannot be read to its end (%j) is named', async (script) => {
  const { result } = await read(script, { card: small });
  expect(result).toMatchObject({ ok: false, fault: { code: 'chip-garbage' } });
  expect(result.ok ? '' : result.fault.detail).toContain('chip-dg1');
});

test('CH14: a card that wobbles all the time is given up, and no file left out for it', async () => {
  let count = 0;
  const { result } = await read({}, { wrap: (chip) => ({ ...chip, get held() { return 0; }, transmit: (command) => {
    const answer = chip.transmit(command);
    // Each sixth answer under secure messaging comes garbled.
    if (typeof answer === 'string' || command[0] !== 0x0c || ++count % 6 > 0) return answer;
    return answer.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
  } }) });
  if (result.ok) expect(result.value.files).toEqual(all);
  else expect(result.fault.code).toBe('chip-garbage');
});

test('CH14: a card with another application is not ours', async () => {
  const { result } = await read({ statusAt: { 3: 0x6a82 } }, { card: small });
  expect(result).toMatchObject({ ok: false, fault: { code: 'chip-unsupported', detail: 'SELECT application SW 6A82' } });
});

test('CH15: no fault tells anything of the key or the card', async () => {
  const secrets = [card.key.number, card.key.birth, card.key.expiry, card.can, person.number, person.fullName];
  for (const script of [{ mostBytes: 40 }, { removeAt: 7 }, { statusAt: { 5: 0x6300 } }, { without: ['chip-dg1'] }]) {
    const { result } = await read(script, { card: small });
    expect(result.ok).toBe(false);
    for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  }
});

test('CH16: the simulator tells the hash of each file once, when its last byte went out, and of each field as it should be reported', async () => {
  const { told } = await read({ mostBytes: 112 });
  const hash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
  expect(told.filter((one) => one.what.startsWith('chip-'))).toEqual(all.map((one) => ({ what: one.role, sha256: hash(one.bytes) })));
  const fields = told.filter((one) => one.what.startsWith('field:'));
  expect(fields).toHaveLength(Object.keys(card.fields).length);
  expect(fields).toContainEqual({ what: 'field:fullName', sha256: hash('Nguyễn Thị Ánh Tuyết') });
  expect(fields).toContainEqual({ what: 'field:sex', sha256: hash('female') });
  const pulled = await read({ removeAt: 16 });
  expect(pulled.told.map((one) => one.what)).not.toContain('chip-dg2');
});

test('CH11: files that are not there cost no new session, read by short identifier or by SELECT', async () => {
  for (const script of [{ without: ['chip-com', 'chip-sod', 'chip-dg15'] }, { without: ['chip-com', 'chip-sod', 'chip-dg15'], noShortIds: true }]) {
    const { result, commands } = await read(script);
    expect(result).toMatchObject({ ok: true, value: { files: all.filter((one) => !script.without.includes(one.role)) } });
    expect(commands.filter((one) => one.startsWith('0022C1A4'))).toHaveLength(1);
  }
});

test('CH13: one byte of any answer changed, anywhere in the reading, is overcome or named, and never taken for content or proof', async () => {
  const { commands } = await read();
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: commands.length }), fc.nat(400), fc.integer({ min: 1, max: 255 }), async (at, place, change) => {
    let count = 0;
    const { result } = await read({}, { wrap: (chip) => ({ ...chip, get held() { return 0; }, transmit: (command) => {
      count += 1;
      const answer = chip.transmit(command);
      if (count !== at || typeof answer === 'string') return answer;
      return answer.map((byte, index) => (index === place % answer.length ? byte ^ change : byte));
    } }) });
    if (!result.ok) expect(['chip-garbage', 'chip-unsupported', 'chip-key-wrong']).toContain(result.fault.code);
    // EF.CardAccess comes in the clear: nothing is concluded from it but how to open.
    else for (const file of result.value.files.filter((one) => one.role !== 'chip-card-access')) expect(file).toEqual(inside.find((one) => one.role === file.role));
    if (result.ok) expect(result.value.files.filter((one) => one.role !== 'chip-card-access')).toHaveLength(inside.length);
  }), { numRuns: 60 });
}, 60_000);

test('CH17: the simulated chip survives any command', () => {
  const chip = makeChip({ card, random: countingRandom() });
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 270 }), (command) => {
    const answer = chip.transmit(command);
    expect(typeof answer === 'string' ? 0 : answer.length).toBe(2);
  }), { numRuns: 300 });
});

test('CH17: without access the chip gives nothing, and has no master file', () => {
  const chip = makeChip({ card, random: countingRandom() });
  const send = (hex: string): string => {
    const answer = chip.transmit(new Uint8Array(Buffer.from(hex, 'hex')));
    return typeof answer === 'string' ? answer : toHex(answer);
  };
  expect(send('00A4000C023F00')).toBe('6D00');
  expect(toHex(makeChip({ card, random: countingRandom(), script: { masterFile: true } }).transmit(fromHex('00A4000C023F00')) as Uint8Array)).toBe('9000');
  expect(send('00A4040C07A0000002471001')).toBe('9000');
  expect(send('00B0810000')).toBe('6982');
  expect(send('00A4020C020101')).toBe('6982');
});
