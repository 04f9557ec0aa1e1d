import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { parseSecurityInfos } from '../../../devices/chip/lds/security-infos.js';
import { choosePace, paceName } from '../../../devices/chip/protocol/pace-choice.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { makeCard, plainCard, type Card, type CardOptions } from '../../../devices/chip/simulator/card.js';
import { makeChip, type Chip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { cardAccessFile } from '../../../devices/chip/simulator/pace-chip.js';
import type { ChipKey } from '../../../sync/core/capture.js';
import { countingRandom, person } from './person.js';

const photo = concat(fromHex('FFD8FFE0'), new Uint8Array(700));
const bare: CardOptions = { ...plainCard, pace: ['ecdh-gm aes-128 13'] };
const card = await makeCard(person, photo, bare);

async function read(of: Card, key: ChipKey, script: ChipScript = {}, chip: Chip = makeChip({ card: of, random: countingRandom(90), script })) {
  const password = passwordOf(key);
  if (!password.ok) throw Error(password.fault.code);
  const commands: string[] = [];
  chip.reset();
  const transport = chipTransport(chip, (command) => commands.push(toHex(command)));
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined });
  return { result, commands, fact: result.ok ? result.value.facts[0] : null };
}

test.each([
  'ecdh-gm 3des 13', 'ecdh-gm aes-128 12', 'ecdh-gm aes-192 16', 'ecdh-gm aes-256 17', 'ecdh-gm aes-256 18', 'ecdh-gm aes-128 10', 'ecdh-gm aes-128 8', 'ecdh-gm aes-128 9',
  'ecdh-gm aes-128 11', 'ecdh-gm aes-192 14', 'ecdh-gm aes-192 15', 'ecdh-im 3des 12', 'ecdh-im aes-128 13', 'ecdh-im aes-192 15', 'ecdh-im aes-256 17', 'ecdh-im aes-256 18',
  'ecdh-cam aes-128 13', 'ecdh-cam aes-192 13', 'ecdh-cam aes-256 13', 'dh-gm 3des 0', 'dh-gm aes-128 1', 'dh-gm aes-256 2', 'dh-im 3des 0', 'dh-im aes-192 1', 'dh-im aes-256 2',
])('CH27: PACE with %s opens by the card access number and by the MRZ', async (protocol) => {
  const one = await makeCard(person, photo, { ...bare, pace: [protocol] });
  for (const key of [{ can: one.can }, one.key]) {
    const { result, fact } = await read(one, key, { paceOnly: true });
    expect(result.ok ? '' : result.fault.detail).toBe('');
    expect(result).toMatchObject({ ok: true, value: { files: one.files.map(({ file, bytes }) => ({ role: file.role, bytes })) } });
    expect(fact).toMatchObject({ name: 'access', state: 'ok', values: { password: 'can' in key ? 'can' : 'mrz' } });
  }
});

test('CH27: the protocol that proves most is chosen, then the cheapest; unknown ones and parameters are passed over', () => {
  const infos = parseSecurityInfos(cardAccessFile(['dh-gm 3des 0', 'dh-gm aes-128 1', 'ecdh-gm 3des 13', 'ecdh-im aes-128 10', 'ecdh-gm aes-128 40', 'ecdh-gm aes-128 13', 'ecdh-im aes-128 13', 'ecdh-cam aes-128 13']));
  expect(choosePace(infos.pace).map(paceName)).toEqual([
    'PACE ECDH-CAM AES-128 brainpoolP256r1', 'PACE ECDH-GM AES-128 brainpoolP256r1', 'PACE ECDH-IM AES-128 brainpoolP256r1', 'PACE ECDH-GM 3DES brainpoolP256r1',
    'PACE DH-GM AES-128 DH 2048', 'PACE DH-GM 3DES DH 1024',
  ]);
});

test.each(['required', 'refused', 'either'] as const)('CH28: a chip for which the domain parameters are %s is opened, after one try in vain at most', async (paceParameter) => {
  const { result, commands } = await read(card, { can: card.can }, { paceParameter });
  expect(result.ok).toBe(true);
  expect(commands.filter((one) => one.startsWith('0022C1A4'))).toHaveLength(paceParameter === 'refused' ? 2 : 1);
});

test('CH28: what opened the chip is taken again when a session is lost, without looking and trying anew', async () => {
  const { result, commands } = await read(card, { can: card.can }, { paceParameter: 'refused', mostBytes: 160 });
  expect(result.ok).toBe(true);
  expect(commands.filter((one) => one === '00A4020C02011C')).toHaveLength(1);
  const sets = commands.filter((one) => one.startsWith('0022C1A4'));
  expect(sets.length).toBeGreaterThan(2);
  expect(sets.slice(1).every((one) => !one.includes('84010D'))).toBe(true);
});

test('CH29: a wrong card access number is a wrong key with the tries that are left and a warning, and the right one then opens', async () => {
  const chip = makeChip({ card, random: countingRandom() });
  const first = await read(card, { can: '000000' }, {}, chip);
  expect(first.result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { password: 'can', tries: 2 } } });
  expect(first.result.ok ? '' : first.result.fault.detail).toContain('further tries may');
  const second = await read(card, { can: '000001' }, {}, chip);
  expect(second.result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { tries: 1 } } });
  expect((await read(card, { can: card.can }, {}, chip)).result.ok).toBe(true);
  // The right one sets the count back.
  expect((await read(card, { can: '000000' }, {}, chip)).result).toMatchObject({ ok: false, fault: { values: { tries: 2 } } });
});

test('CH29: a number that is blocked says so, and the MRZ still opens', async () => {
  const chip = makeChip({ card, random: countingRandom() });
  for (const can of ['000000', '000001', '000002']) await read(card, { can }, {}, chip);
  expect((await read(card, { can: card.can }, {}, chip)).result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { password: 'can', tries: 0 } } });
  expect((await read(card, card.key, {}, chip)).result.ok).toBe(true);
});

test('CH29: the chip answers late after a wrong number, and is waited for', async () => {
  const held: number[] = [];
  const chip = makeChip({ card, random: countingRandom(), script: { wrongCanDelay: 30 }, onApdu: (one) => held.push(one.held) });
  expect((await read(card, { can: '000000' }, {}, chip)).result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong' } });
  expect(Math.max(...held)).toBe(30);
});

test.each(['12345', '1234567', '12345a', ''])('CH3: a card access number of another form (%s) is refused before anything is sent', (can) => {
  expect(passwordOf({ can })).toMatchObject({ ok: false, fault: { code: 'chip-key-malformed', detail: 'can' } });
});

test('CH30: a chip with PACE alone and a wrong MRZ is a wrong key, though it refuses basic access control', async () => {
  const { result } = await read(card, { ...card.key, birth: '380515' }, { paceOnly: true });
  expect(result).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { password: 'mrz' } } });
});

test('CH30: a chip without PACE opens by its MRZ, and says that it needs it when given a card access number', async () => {
  const opened = await read(card, card.key, { bacOnly: true });
  expect(opened.fact).toEqual({ name: 'access', state: 'ok', values: { protocol: 'BAC', password: 'mrz' } });
  const refused = await read(card, { can: card.can }, { bacOnly: true });
  expect(refused.result).toMatchObject({ ok: false, fault: { code: 'chip-unsupported', values: { needs: 'mrz' } } });
});

test('CH30: where PACE fails for another reason, the card is reset and opened by basic access control, and the fact says so', async () => {
  for (const at of [3, 4, 5, 6, 7]) {
    for (const script of [{ statusAt: { [at]: 0x6a80 } }, { statusAt: { [at]: 0x6f00 } }, { shortAnswer: at }]) {
      const { result, fact } = await read(card, card.key, script);
      expect(result.ok ? '' : `${at} ${result.fault.detail}`).toBe('');
      // At the first step the protocol is tried again without its parameters.
      if (at > 3) expect(fact).toMatchObject({ state: 'ok', reason: 'pace-failed', values: { protocol: 'BAC' } });
    }
  }
});

test('CH30: an EF.CardAccess that is garbage, endless or too long is none', async () => {
  for (const bytes of ['31800000', '3183FFFFFF', '00', '04020101', '3103300106']) {
    const odd: Card = { ...card, files: card.files.map((one) => (one.file.role === 'chip-card-access' ? { ...one, bytes: fromHex(bytes) } : one)) };
    const { result, fact } = await read(odd, card.key);
    expect(result.ok).toBe(true);
    expect(fact).toMatchObject({ values: { protocol: 'BAC' } });
  }
});
