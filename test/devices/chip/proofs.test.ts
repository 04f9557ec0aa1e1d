import { createHash, generateKeyPairSync, constants, privateEncrypt } from 'node:crypto';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { parseDg15 } from '../../../devices/chip/lds/dg15.js';
import { parseSecurityInfos } from '../../../devices/chip/lds/security-infos.js';
import { curveById } from '../../../devices/chip/protocol/curves.js';
import { passwordOf } from '../../../devices/chip/protocol/mrz-key.js';
import { toNumber } from '../../../devices/chip/protocol/numbers.js';
import { verifyPlain } from '../../../devices/chip/protocol/plain-signature.js';
import { parsePublicKey } from '../../../devices/chip/protocol/public-key.js';
import { readChip } from '../../../devices/chip/protocol/read.js';
import { verifyRecovery } from '../../../devices/chip/protocol/recovery.js';
import { makeCard, type Card, type CardOptions } from '../../../devices/chip/simulator/card.js';
import { makeChip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { activeKey } from '../../../devices/chip/simulator/keys.js';
import { simulatedCsca } from '../../../devices/chip/simulator/issuer.js';
import { judge, readingOf } from '../../../devices/chip/reading.js';
import { trustAnchors } from '../../../devices/chip/trust/anchors.js';
import { verifyReading } from '../../../devices/chip/trust/verify.js';
import type { ChipFact, ChipFactName } from '../../../sync/core/chip-facts.js';
import { countingRandom, person } from './person.js';

const photo = concat(fromHex('FFD8FFE0'), new Uint8Array(700));
const make = (options: CardOptions = {}): Promise<Card> => makeCard(person, photo, options);
const usual = await make();

async function read(card: Card, script: ChipScript = {}, options: { readonly block?: number; readonly mostData?: number } = {}) {
  const password = passwordOf(card.key);
  if (!password.ok) throw Error(password.fault.code);
  const commands: string[] = [];
  const { mostData, ...others } = options;
  const transport = { ...chipTransport(makeChip({ card, random: countingRandom(90), script }), (one) => commands.push(toHex(one))), ...(mostData === undefined ? {} : { mostData }) };
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined, ...others });
  if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
  const fact = (name: ChipFactName): ChipFact | undefined => result.value.facts.find((one) => one.name === name);
  return { files: result.value.files, chip: fact('chip-authentication'), active: fact('active-authentication'), commands, facts: result.value.facts };
}

test.each(['ecdh 3des 13', 'ecdh aes-128 12', 'ecdh aes-192 16', 'ecdh aes-256 17', 'dh 3des 0', 'dh aes-128 1', 'dh aes-256 2'])('CH31: chip authentication with %s', async (protocol) => {
  const card = await make({ chipAuthentication: protocol });
  const { chip, active, commands } = await read(card);
  expect(chip).toMatchObject({ name: 'chip-authentication', state: 'ok' });
  expect(active?.state).toBe('ok');
  expect(commands.some((one) => one.startsWith('0C2241A6'))).toBe(protocol.includes('3des'));
});

test.each(['rsa', 'ecdsa'] as const)('CH46: after the last answer (%s) no command follows: the card can be let go before the signature is judged', async (kind) => {
  const card = await make({ activeAuthentication: kind });
  const password = passwordOf(card.key);
  if (!password.ok) throw Error(password.fault.code);
  let sent = 0;
  const told: number[] = [];
  const transport = chipTransport(makeChip({ card, random: countingRandom(90) }), () => sent++);
  const result = await readChip({ transport, password: password.value, random: countingRandom(), onProgress: () => undefined, onLastAnswer: () => told.push(sent) });
  expect(result.ok && result.value.facts.at(-1)).toMatchObject({ name: 'active-authentication', state: 'ok' });
  expect(told).toEqual([sent]);
});

test('CH31: after chip authentication mapping the key of DG14 is proved already, and no protocol is run for it', async () => {
  const card = await make({ pace: ['ecdh-gm aes-128 13', 'ecdh-cam aes-128 13'] });
  const { chip, commands } = await read(card);
  expect(chip).toEqual({ name: 'chip-authentication', state: 'ok', reason: 'by-mapping', values: { protocol: 'PACE-CAM brainpoolP256r1', key: 'dg14' } });
  expect(commands.some((one) => one.startsWith('0C22'))).toBe(false);
});

test('CH31: a mapping that does not prove the key of DG14 proves nothing: the protocol is run', async () => {
  const card = await make({ pace: ['ecdh-cam aes-128 13'] });
  expect((await read(card, { clone: true })).chip).toMatchObject({ state: 'failed', reason: 'no-answer' });
});

test('CH32: a copied card, which has the files and not the keys, fails both proofs', async () => {
  const { chip, active, files } = await read(usual, { clone: true });
  expect(chip).toMatchObject({ state: 'failed', reason: 'no-answer' });
  expect(active).toMatchObject({ state: 'failed', reason: 'signature-wrong' });
  expect(files).toHaveLength(usual.files.length);
});

test('CH32: a chip that refuses to prove what it has a key for fails', async () => {
  const { chip, active } = await read(usual, { refuseProofs: true });
  expect(chip).toMatchObject({ state: 'failed', reason: 'refused', values: { status: 'SW 6A80' } });
  expect(active).toMatchObject({ state: 'failed', reason: 'refused', values: { status: 'SW 6D00' } });
});

test('CH32: a card without keys cannot prove itself, and that is no failure', async () => {
  const { chip, active } = await read(await make({ chipAuthentication: null, activeAuthentication: null }));
  expect([chip, active]).toEqual(['chip-authentication', 'active-authentication'].map((name) => ({ name, state: 'not-possible', reason: 'not-on-card' })));
});

test.each([
  ['DG15', ['chip-dg15'], 'ok', 'failed withheld'], ['DG14', ['chip-dg14'], 'failed withheld', 'failed signature-wrong'],
  ['both', ['chip-dg14', 'chip-dg15'], 'failed withheld', 'failed withheld'],
] as const)('CH60: a copy that was signed with %s and does not give it fails: a card issued without keys is another thing', async (_name, without, chip, active) => {
  const told = async (clone: boolean) => {
    const found = await read(usual, { without, clone });
    return [found.chip, found.active].map((one) => [one?.state, one?.reason].filter(Boolean).join(' '));
  };
  expect(await told(true)).toEqual([chip === 'ok' ? 'failed no-answer' : chip, active]);
  // A card that has its keys and keeps the files back is no better.
  expect(await told(false)).toEqual([chip, active === 'failed signature-wrong' ? 'ok' : active]);
});

test('CH60: what only EF.COM names is not signed: its absence says nothing', async () => {
  const { chip, active } = await read(await make({ signer: null }), { without: ['chip-dg14', 'chip-dg15'] });
  expect([chip, active]).toEqual(['chip-authentication', 'active-authentication'].map((name) => ({ name, state: 'not-possible', reason: 'not-on-card' })));
});

test('CH60: the data group that is signed and not given is told apart from those that nobody asks for', async () => {
  const facts = await judged({}, { without: ['chip-dg15'] });
  expect(facts).toEqual(expect.arrayContaining(['active-authentication failed withheld', 'hash 15 not-done not-given', 'hash 14 ok', 'chain ok']));
});

test.each([['rsa', 12], ['rsa-sha1', 12], ['ecdsa', 8], ['ecdsa', 10], ['ecdsa', 12], ['ecdsa', 14], ['ecdsa', 16], ['ecdsa', 17], ['ecdsa', 18]] as const)(
  'CH33: active authentication with %s, curve %i', async (activeAuthentication, activeCurve) => {
    const card = await make({ activeAuthentication, activeCurve });
    expect((await read(card)).active).toMatchObject({ state: 'ok' });
    if (activeAuthentication === 'ecdsa') expect((await read(card, { shortOnly: true })).active).toMatchObject({ state: 'ok' });
  },
);

test('CH33: a signature that is too long for a reader with short commands alone is not possible, not failed', async () => {
  const { active, chip, files } = await read(usual, { shortOnly: true });
  expect(active).toMatchObject({ state: 'not-possible', reason: 'reader-short-only' });
  expect(chip?.state).toBe('ok');
  expect(files).toHaveLength(usual.files.length);
  // A reader that says so itself is sent short commands alone; the rest of the answer might have waited to be fetched.
  const told = await read(usual, {}, { mostData: 0 });
  expect(told.active).toMatchObject({ state: 'not-possible', reason: 'reader-short-only' });
  expect(told.commands.filter((one) => one.startsWith('0C88'))).toHaveLength(1);
  expect(told.commands.every((one) => one.length <= 2 * 261)).toBe(true);
});

test.each([128, 200, 255, 0])('CH33: a signature cut off at %i bytes is not possible, not failed, after both lengths were tried', async (truncateSignature) => {
  const { active, commands } = await read(usual, { truncateSignature });
  expect(active).toMatchObject({ state: 'not-possible', reason: 'answer-truncated', values: { bytes: truncateSignature, wanted: 256 } });
  expect(commands.filter((one) => one.startsWith('0C88'))).toHaveLength(2);
});

test('CH33: recovery: every trailer, and nothing but the signature of this challenge', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const { n = '' } = publicKey.export({ format: 'jwk' });
  const modulus = toNumber(new Uint8Array(Buffer.from(n, 'base64url')));
  const challenge = fromHex('0102030405060708');
  for (const [trailer, hash] of [['BC', 'sha1'], ['33CC', 'sha1'], ['34CC', 'sha256'], ['35CC', 'sha512'], ['36CC', 'sha384'], ['38CC', 'sha224']] as const) {
    const size = createHash(hash).digest().length;
    const text = new Uint8Array(128 - 1 - size - trailer.length / 2).fill(0x5a);
    const digest = createHash(hash).update(concat(text, challenge)).digest();
    const block = concat(fromHex('6A'), text, digest, fromHex(trailer));
    const signature = new Uint8Array(privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block));
    expect(verifyRecovery(modulus, 65_537n, signature, challenge)).toBe('right');
    expect(verifyRecovery(modulus, 65_537n, signature, fromHex('0102030405060709'))).toBe('wrong');
    expect(verifyRecovery(modulus, 65_537n, signature.map((byte, index) => (index === 64 ? byte ^ 1 : byte)), challenge)).toBe('wrong');
  }
  expect(verifyRecovery(modulus, 65_537n, new Uint8Array(128), challenge)).toBe('wrong');
  expect(verifyRecovery(modulus, 65_537n, new Uint8Array(128).fill(0xff), challenge)).toBe('wrong');
});

test('CH33: plain signatures as r and s or in DER; a changed one is wrong', async () => {
  const key = await activeKey('ecdsa', 'test', 13);
  const curve = curveById(13);
  if (key.kind !== 'ecdsa' || curve === null) throw Error('no key');
  const message = fromHex('0102030405060708');
  const digest = new Uint8Array(createHash('sha256').update(message).digest());
  const point = key.signer.getPublicKey(key.secret, false);
  for (const format of ['compact', 'der'] as const) {
    const signature = key.signer.sign(digest, key.secret, { prehash: false, lowS: false, format });
    expect(verifyPlain(curve, point, 'sha256', message, signature)).toBe(true);
    expect(verifyPlain(curve, point, 'sha1', message, signature)).toBe(false);
    expect(verifyPlain(curve, point, 'sha256', message, signature.map((byte, index) => (index === 20 ? byte ^ 1 : byte)))).toBe(false);
  }
  expect(verifyPlain(curve, fromHex('04'), 'sha256', message, new Uint8Array(64).fill(1))).toBe(false);
  expect(verifyPlain(curve, point, 'sha256', message, new Uint8Array(64))).toBe(false);
});

test('CH31: SecurityInfos, DG15 and keys cut or changed anywhere never throw', () => {
  const [dg14, dg15] = ['chip-dg14', 'chip-dg15'].map((role) => usual.files.find((one) => one.file.role === role)?.bytes ?? new Uint8Array());
  if (dg14 === undefined || dg15 === undefined) throw Error('files');
  for (const whole of [dg14, dg15]) {
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(whole.length), (at, value, end) => {
      const copy = Uint8Array.from(whole.subarray(0, end));
      if (at < end) copy[at] = value;
      for (const one of parseSecurityInfos(copy).chipAuthenticationKeys) parsePublicKey(one.key);
      parseDg15(copy);
    }), { numRuns: 300 });
  }
});

const anchors = trustAnchors();
anchors.add({ name: 'danh sách mô phỏng', date: '2026-05-28', bytes: simulatedCsca().certificate });

async function judged(options: CardOptions, script: ChipScript = {}) {
  const { files, facts } = await read(await make(options), script);
  const reading = await readingOf(files, 'reader', facts, judge(files, async (all) => verifyReading({ files: all, anchors })));
  return (reading.facts ?? []).map(({ name, state, reason, values }) => [name, ...(name === 'hash' ? [values?.['group']] : []), state, ...(reason === undefined ? [] : [reason])].join(' '));
}

test('CH35: a reading has all facts one by one', async () => {
  const facts = await judged({});
  expect(facts).toEqual(expect.arrayContaining(['access ok', 'chip-authentication ok', 'active-authentication ok', 'sod-signature ok', 'chain ok', 'hash 1 ok', 'hash 2 ok', 'hash 13 ok', 'hash 14 ok', 'hash 15 ok']));
  expect(facts.filter((one) => one.includes('failed'))).toEqual([]);
});

test.each(['chip-dg1', 'chip-dg2', 'chip-dg13'] as const)('CH35: a %s that was changed is found by its hash; a changed DG13 does not tell the day of issue either, a changed DG1 not who issued it', async (tamper) => {
  const facts = await judged({}, { tamper });
  expect(facts.filter((one) => one.startsWith('hash') && one.includes('failed'))).toEqual([`hash ${tamper.slice(7)} failed hash-differs`]);
  expect(facts).toEqual(expect.arrayContaining(['access ok', 'sod-signature ok', { 'chip-dg1': 'chain not-possible country-unknown', 'chip-dg2': 'chain ok', 'chip-dg13': 'chain not-possible signing-time-unknown' }[tamper]]));
});

test('CH35: an unknown issuer is not possible to verify, an expired signer failed, a missing object not done', async () => {
  expect(await judged({ signer: 'stranger' })).toEqual(expect.arrayContaining(['sod-signature ok', 'chain not-possible issuer-unknown', 'hash 1 ok']));
  expect(await judged({ signer: 'expired' })).toEqual(expect.arrayContaining(['sod-signature ok', 'chain failed signer-not-valid-then', 'hash 1 ok']));
  expect(await judged({ signer: null })).toEqual(expect.arrayContaining(['sod-signature not-done sod-missing', 'hash 1 not-possible sod-missing']));
});

test('CH35: a protocol that the signed DG14 does not name is told with the access', async () => {
  const other = await make({ pace: ['ecdh-gm 3des 13'] });
  const weaker: Card = { ...usual, files: usual.files.map((one) => (one.file.role === 'chip-card-access' ? (other.files[0] ?? one) : one)) };
  expect((await read(weaker)).facts[0]).toMatchObject({ name: 'access', state: 'ok', reason: 'not-in-dg14' });
  expect((await read(usual)).facts[0]).toEqual({ name: 'access', state: 'ok', values: { protocol: 'PACE ECDH-GM AES-128 brainpoolP256r1', password: 'mrz' } });
});

test('CH36: data groups that EF.COM hides are read all the same, when the signed list has them', async () => {
  const hidden: Card = { ...usual, files: usual.files.map((one) => (one.file.role === 'chip-com' ? { ...one, bytes: fromHex('60145F0104303130365F36063034303030305C026175') } : one)) };
  const { files, chip, active } = await read(hidden);
  expect(files).toHaveLength(usual.files.length);
  expect([chip?.state, active?.state]).toEqual(['ok', 'ok']);
});

test('CH36: DG11 and DG12 are asked for where a list has them, and only there', async () => {
  const others = { 'chip-dg11': fromHex('6B065F0E034C414E'), 'chip-dg12': fromHex('6C055F26020102') };
  const { files } = await read(await make({ others }));
  expect(files.map((one) => one.role)).toEqual(expect.arrayContaining(['chip-dg11', 'chip-dg12']));
  expect((await read(usual)).commands.some((one) => one.startsWith('0CB08B') || one.startsWith('0CB08C'))).toBe(false);
});
