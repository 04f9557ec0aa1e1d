/** Where the domain parameters and the static key of PACE stand: EF.CardAccess, DG14, EF.CardSecurity. */
import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { parseSecurityInfos } from '../../../devices/chip/lds/security-infos.js';
import { judgeCardSecurity } from '../../../devices/chip/protocol/card-security.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { choosePace, paceName } from '../../../devices/chip/protocol/pace-choice.js';
import { domainOf } from '../../../devices/chip/protocol/public-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import { makeCard, type Card, type CardOptions } from '../../../devices/chip/simulator/card.js';
import { makeChip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { cardAccessFile } from '../../../devices/chip/simulator/pace-chip.js';
import { countingRandom, person } from './person.js';

const photo = concat(fromHex('FFD8FFE0'), new Uint8Array(700));
const make = (options: CardOptions): Promise<Card> => makeCard(person, photo, options);
const cam: CardOptions = { pace: ['ecdh-cam aes-128 13'] };

async function read(card: Card, script: ChipScript = {}) {
  const password = passwordOf({ can: card.can });
  if (!password.ok) throw Error(password.fault.code);
  const commands: string[] = [];
  const transport = chipTransport(makeChip({ card, random: countingRandom(90), script }), (one) => commands.push(toHex(one)));
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined });
  if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
  expect(result.value.files).toEqual(card.files.map(({ file, bytes }) => ({ role: file.role, bytes })));
  const [access, chip] = result.value.facts;
  return { access, chip, commands };
}

const protocol = 'PACE-CAM brainpoolP256r1';

test('CH51: after chip authentication mapping EF.CardSecurity is read before the application is selected; the key of DG14 proves the chip first', async () => {
  const { chip, commands } = await read(await make(cam));
  expect(chip).toEqual({ name: 'chip-authentication', state: 'ok', reason: 'by-mapping', values: { protocol, key: 'dg14' } });
  const security = commands.findIndex((one) => one.startsWith('0CB09D'));
  expect(security).toBeGreaterThan(0);
  expect(security).toBeLessThan(commands.findIndex((one) => one.startsWith('0CA4040C')));
  const other = await read(await make({ pace: ['ecdh-gm aes-128 13'] }));
  expect(other.commands.findIndex((one) => one.startsWith('0CB09D'))).toBeGreaterThan(other.commands.findIndex((one) => one.startsWith('0CA4040C')));
});

test('CH51: a key that stands in EF.CardSecurity alone counts where that is signed by the one who signed the data', async () => {
  const { chip } = await read(await make({ ...cam, mappingKeyIn: 'card-security' }));
  expect(chip).toEqual({ name: 'chip-authentication', state: 'ok', reason: 'by-mapping', values: { protocol, key: 'card-security' } });
});

test('CH51: one that another signed proves nothing, one that was changed fails; without the file there is no key', async () => {
  const only: CardOptions = { ...cam, mappingKeyIn: 'card-security' };
  expect((await read(await make({ ...only, cardSecurity: 'stranger' }))).chip).toMatchObject({ state: 'not-possible', reason: 'card-security-stranger' });
  expect((await read(await make({ ...only, cardSecurity: 'changed' }))).chip).toMatchObject({ state: 'failed', reason: 'card-security-unsigned' });
  expect((await read(await make({ ...only, cardSecurity: null }))).chip).toMatchObject({ state: 'not-possible', reason: 'not-on-card' });
  expect((await read(await make(only), { clone: true })).chip).toMatchObject({ state: 'failed', reason: 'no-answer' });
  expect((await read(await make({ ...only, signer: null }))).chip).toMatchObject({ state: 'not-possible', reason: 'card-security-stranger' });
});

test('CH51: a chip that drops its keys over EF.CardSecurity is asked for it once, and read', async () => {
  const card = await make(cam);
  const { commands } = await read(card);
  const at = commands.findIndex((one) => one.startsWith('0CB09D')) + 1;
  for (const status of [0x6982, 0x6a82, 0x6988, 0x6f00]) {
    const dropped = await read(card, { statusAt: { [at]: status } });
    expect(dropped.chip).toMatchObject({ state: 'ok', reason: 'by-mapping' });
    const selected = dropped.commands.findIndex((one) => one.startsWith('0CA4040C'));
    expect(dropped.commands.slice(0, selected).filter((one) => one.startsWith('0CB09D'))).toHaveLength(1);
  }
});

test('CH51: anything that is no signed EF.CardSecurity is none', async () => {
  const card = await make(cam);
  const sod = card.files.find((one) => one.file.role === 'chip-sod')?.bytes;
  const whole = card.cardSecurity ?? new Uint8Array();
  expect(judgeCardSecurity(whole, sod).state).toBe('ok');
  expect(judgeCardSecurity(whole, undefined).state).toBe('stranger');
  // The signed object of the data is none either, though the same one signed it.
  expect(judgeCardSecurity((sod ?? whole).subarray(4), sod).state).toBe('unsigned');
  for (let at = 0; at < whole.length; at += 7) expect(judgeCardSecurity(whole.subarray(0, at), sod).state).toBe('unsigned');
});

test.each(['ecdh-gm aes-128 x13', 'ecdh-im aes-128 x12', 'ecdh-gm aes-256 x17', 'ecdh-cam aes-128 x13'])('CH52: PACE with %s, whose parameters the card gives in full, opens; they are not named to the chip', async (one) => {
  const { access, commands } = await read(await make({ pace: [one] }), { paceOnly: true });
  expect(access).toMatchObject({ state: 'ok' });
  expect(access?.reason).toBeUndefined();
  expect(commands.find((command) => command.startsWith('0022C1A4'))).not.toContain('8401');
});

test('CH52: parameters in full are believed only where they are those of a known group, and belong to the protocol', () => {
  const [info, domain] = [cardAccessFile(['ecdh-gm aes-128 x13']), cardAccessFile(['ecdh-gm aes-128 x12'])];
  expect(choosePace(parseSecurityInfos(info).pace).map(paceName)).toEqual(['PACE ECDH-GM AES-128 brainpoolP256r1']);
  expect(choosePace(parseSecurityInfos(domain).pace).map(paceName)).toEqual(['PACE ECDH-GM AES-128 P-256']);
  // One bit of the prime changed: nobody's curve.
  const hex = toHex(info);
  const prime = hex.indexOf('A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377');
  const weak = fromHex(`${hex.slice(0, prime)}B${hex.slice(prime + 1)}`);
  expect(parseSecurityInfos(weak).pace.map((one) => one.domain)).toEqual([null]);
  expect(choosePace(parseSecurityInfos(weak).pace)).toEqual([]);
  // Parameters of another mapping are not this one's.
  const [mapping] = [cardAccessFile(['ecdh-im aes-128 x13'])];
  const mixed = writeTlv(0x31, fromHex('3012060A04007F000702020402020201020201 28'.replaceAll(' ', '')), mapping.subarray(2));
  expect(parseSecurityInfos(mixed).pace.map((one) => one.domain)).not.toContain(40);
});

test('CH52: an identifier of parameters is read as number, name or in full, and nothing else', () => {
  expect(domainOf(fromHex('060704007F0007010202010D'))).toBe(13);
  expect(domainOf(fromHex('060704007F00070102020103'))).toBeNull();
  expect(domainOf(fromHex('06072A8648CE3D020106082A8648CE3D030107'))).toBe(12);
  for (const bytes of ['', '0500', '06072A8648CE3D0201', '06072A8648CE3D02013000', '06072A8648CE3E02013006020107020102']) expect(domainOf(fromHex(bytes))).toBeNull();
});
