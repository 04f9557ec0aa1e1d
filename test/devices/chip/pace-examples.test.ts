import { createCipheriv } from 'node:crypto';

import { expect, test } from 'vitest';

import { fromHex, toHex } from '../../../devices/chip/bytes.js';
import { parseSecurityInfos, type PaceInfo } from '../../../devices/chip/lds/security-infos.js';
import { cmac } from '../../../devices/chip/protocol/aes.js';
import { decryptPlain, deriveKey } from '../../../devices/chip/protocol/ciphers.js';
import { standardGroup, type Group } from '../../../devices/chip/protocol/groups.js';
import { pseudoRandom } from '../../../devices/chip/protocol/integrated-mapping.js';
import { passwordOf, type Password } from '../../../devices/chip/protocol/mrz-key.js';
import { toBytes, toNumber } from '../../../devices/chip/protocol/numbers.js';
import { openPace, provesStaticKey } from '../../../devices/chip/protocol/pace.js';
import { writeTlv } from '../../../devices/chip/protocol/tlv.js';
import type { ChipKey } from '../../../sync/core/capture.js';
import { appendixG1, appendixG2, appendixH1, appendixH2, appendixI1 } from './appendix-values.js';
import { scripted } from './scripted.js';

function group(id: number): Group {
  const found = standardGroup(id);
  if (found === null) throw Error('no group');
  return found;
}

function password(key: ChipKey): Password {
  const made = passwordOf(key);
  if (!made.ok) throw Error(made.fault.code);
  return made.value;
}

const mrz = password({ number: 'T22000129', birth: '640812', expiry: '101031' });
const can = password({ can: '123456' });
const camMrz = password({ number: 'C11T002JM', birth: '960812', expiry: '231031' });

function info(oid: string, parameter: number): PaceInfo {
  const bytes = writeTlv(0x31, writeTlv(0x30, writeTlv(0x06, fromHex(oid)), fromHex('020102'), writeTlv(0x02, Uint8Array.of(parameter))));
  const [one] = parseSecurityInfos(bytes).pace;
  if (one === undefined) throw Error('no PACEInfo');
  return one;
}

/** Random bytes from which exactly these private keys (hex) and nonces come, in this order. */
function randomOf(of: Group, ...wanted: readonly string[]): (size: number) => Uint8Array {
  let next = 0;
  const order = of.kind === 'dh' ? BigInt('0xF518AA8781A8DF278ABA4E7D64B7CB9D49462353') : null;
  return (size) => {
    const hex = wanted[next++] ?? '';
    if (hex.length === size * 2) return fromHex(hex);
    const secret = toNumber(fromHex(hex));
    return toBytes((order === null ? secret : secret % order) - 1n, size);
  };
}

interface Values {
  readonly oid: string; readonly parameter: number; readonly encryptedNonce: string; readonly ownKey: string; readonly chipKey: string;
  readonly ownToken: string; readonly chipToken: string;
}

const hexOf = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const object = (tag: string, hex: string): string => toHex(writeTlv(Number.parseInt(tag, 16), fromHex(hex)));
const general = (last: boolean, hex: string): string => {
  const data = object('7C', hex);
  return `${last ? '00' : '10'}860000${hexOf(data.length / 2)}${data}00`;
};
const answer = (hex: string): string => `${object('7C', hex)}9000`;

/** Replays the whole exchange: every command as printed, the chip's answers from the example. */
async function replay(values: Values, secret: Password, draws: readonly string[], mapping: readonly [string, string], options: { readonly extra?: string; readonly withParameter?: boolean } = {}) {
  const { oid, parameter } = values;
  const { withParameter = true } = options;
  const agreement = group(parameter);
  const reference = secret.kind === 'mrz' ? '01' : '02';
  const set = `${object('80', oid)}8301${reference}${withParameter ? `8401${hexOf(parameter)}` : ''}`;
  const exchange = [
    [`0022C1A4${hexOf(set.length / 2)}${set}`, '9000'],
    ['10860000027C0000', answer(object('80', values.encryptedNonce))],
    [general(false, object('81', mapping[0])), answer(mapping[1] === '' ? '8200' : object('82', mapping[1]))],
    [general(false, object('83', values.ownKey)), answer(object('84', values.chipKey))],
    [general(true, object('85', values.ownToken)), answer(object('86', values.chipToken) + (options.extra ?? ''))],
  ];
  const transport = scripted([...exchange.map((one) => one[1] ?? ''), '6A82']);
  const opened = await openPace({ transport, info: info(oid, parameter), password: secret, withParameter, random: randomOf(agreement, ...draws) });
  expect(transport.sent).toEqual(exchange.map(([command]) => command));
  if (!opened.ok) throw Error(`${opened.fault.code} ${opened.fault.detail}`);
  return opened.value;
}

test('CH26: appendix G.1: EF.CardAccess names ECDH-GM with AES-128 on brainpoolP256r1', () => {
  expect(parseSecurityInfos(fromHex('31143012060A04007F0007020204020202010202010D'))).toMatchObject({
    pace: [{ agreement: 'ecdh', mapping: 'gm', cipher: 'aes-128', version: 2, parameter: 13 }], unknown: [],
  });
});

test('CH26: appendix G.1: password, nonce, mapping, agreement and session keys', () => {
  const values = appendixG1;
  const curve = group(13);
  expect(toHex(mrz.secret)).toBe(values.secret);
  expect(toHex(deriveKey('aes-128', mrz.secret, 3))).toBe(values.password);
  expect(toHex(decryptPlain('aes-128', fromHex(values.password), fromHex(values.encryptedNonce)))).toBe(values.nonce);
  const [map, chip, own] = [values.mapOwn, values.mapChip, values.own].map((hex) => toNumber(fromHex(hex)));
  if (map === undefined || chip === undefined || own === undefined) throw Error('values');
  expect(toHex(curve.publicKey(map) ?? fromHex(''))).toBe(values.mapOwnKey);
  expect(toHex(curve.publicKey(chip) ?? fromHex(''))).toBe(values.mapChipKey);
  expect(toHex(curve.multiply(map, fromHex(values.mapChipKey)) ?? fromHex(''))).toBe(values.agreed);
  const mapped = curve.mapGeneric(fromHex(values.nonce), map, fromHex(values.mapChipKey)) ?? fromHex('');
  expect(toHex(mapped)).toBe(values.mapped);
  expect(toHex(curve.publicKey(own, mapped) ?? fromHex(''))).toBe(values.ownKey);
  const shared = curve.sharedSecret(own, fromHex(values.chipKey)) ?? fromHex('');
  expect(toHex(shared)).toBe(values.shared);
  expect(toHex(deriveKey('aes-128', shared, 1))).toBe(values.encryptKey);
  expect(toHex(deriveKey('aes-128', shared, 2))).toBe(values.macKey);
});

test('CH26: appendix G.1: the whole exchange goes out byte for byte', async () => {
  const session = await replay(appendixG1, mrz, [appendixG1.mapOwn, appendixG1.own], [appendixG1.mapOwnKey, appendixG1.mapChipKey]);
  expect(session.proof).toBeNull();
});

test('CH26: appendix G.2: DH with generic mapping: agreed and mapped elements, keys, tokens', () => {
  const values = appendixG2;
  const prime = group(0);
  const map = toNumber(fromHex(values.mapOwn));
  expect(toHex(decryptPlain('aes-128', fromHex(appendixG1.password), fromHex(values.encryptedNonce)))).toBe(values.nonce);
  expect(toHex(prime.multiply(map, fromHex(values.mapChipKey)) ?? fromHex(''))).toBe(values.agreed);
  expect(toHex(prime.mapGeneric(fromHex(values.nonce), map, fromHex(values.mapChipKey)) ?? fromHex(''))).toBe(values.mapped);
  const shared = prime.sharedSecret(toNumber(fromHex(values.own)), fromHex(values.chipKey)) ?? fromHex('');
  expect(toHex(shared)).toBe(values.shared);
  expect([toHex(deriveKey('aes-128', shared, 1)), toHex(deriveKey('aes-128', shared, 2))]).toEqual([values.encryptKey, values.macKey]);
});

test('CH26: appendix H.1: the pseudo-random function and the point made of it', () => {
  const values = appendixH1;
  expect(toHex(deriveKey('aes-128', can.secret, 3))).toBe(values.password);
  const number = pseudoRandom('aes-128', fromHex(values.nonce), fromHex(values.mapNonce), group(13).prime);
  expect(toHex(number?.bytes ?? fromHex(''))).toBe(values.pseudoRandom);
  expect(number?.number).toBe(toNumber(fromHex(values.reduced)));
  expect(toHex(group(13).mapIntegrated(number?.number ?? 0n) ?? fromHex(''))).toBe(values.mapped);
});

function keysOf(shared: Uint8Array): readonly string[] {
  return [toHex(shared), toHex(deriveKey('aes-128', shared, 1)), toHex(deriveKey('aes-128', shared, 2))];
}

test('CH26: appendix H.1: nonce, own key over the mapped point, shared secret and session keys', () => {
  const values = appendixH1;
  const own = toNumber(fromHex(values.own));
  expect(toHex(decryptPlain('aes-128', fromHex(values.password), fromHex(values.encryptedNonce)))).toBe(values.nonce);
  expect(toHex(group(13).publicKey(own, fromHex(values.mapped)) ?? fromHex(''))).toBe(values.ownKey);
  expect(keysOf(group(13).sharedSecret(own, fromHex(values.chipKey)) ?? fromHex(''))).toEqual([values.shared, values.encryptKey, values.macKey]);
});

/** Written from clause 4.4.3.3.2 with the clause's constants, over the host's AES in CBC with a zero vector: nothing of the reader's own. */
function printedRandom(cipher: string, [c0, c1]: readonly [string, string], nonce: Uint8Array, own: Uint8Array, bits: number): string {
  const encrypt = (key: Uint8Array, text: Uint8Array): Uint8Array => new Uint8Array(createCipheriv(`${cipher}-cbc`, key, new Uint8Array(16)).setAutoPadding(false).update(text));
  let [key, out] = [encrypt(own, nonce).subarray(0, own.length), ''];
  while (out.length * 4 < bits + 64) {
    out += toHex(encrypt(key, fromHex(c1)));
    key = encrypt(key, fromHex(c0)).subarray(0, own.length);
  }
  return out;
}

test.each([
  ['aes-128', 'A668892A7C41E3CA739F40B057D85904', 'A4E136AC725F738B01C1F60217C188AD', 16],
  ['aes-192', 'D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676', '54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517', 24],
  ['aes-256', 'D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676', '54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517', 32],
] as const)('CH26: the pseudo-random function with %s has the constants of the standard', (cipher, c0, c1, size) => {
  const nonce = Uint8Array.from({ length: c0.length / 2 }, (_byte, index) => index * 7 + 1);
  const own = Uint8Array.from({ length: size }, (_byte, index) => 250 - index);
  for (const id of [13, 17]) {
    const { prime } = group(id);
    expect(toHex(pseudoRandom(cipher, nonce, own, prime)?.bytes ?? fromHex(''))).toBe(printedRandom(cipher, [c0, c1], nonce, own, prime.toString(2).length));
  }
});

test('CH26: appendix H.1: the whole exchange with the card access number', async () => {
  await replay(appendixH1, can, [appendixH1.mapNonce, appendixH1.own], [appendixH1.mapNonce, '']);
});

test('CH26: appendix H.2: the pseudo-random function, the mapped number, the shared secret', () => {
  const values = appendixH2;
  const number = pseudoRandom('aes-128', fromHex(values.nonce), fromHex(values.mapNonce), group(0).prime);
  expect(toHex(number?.bytes ?? fromHex(''))).toBe(values.pseudoRandom);
  expect(toHex(group(0).mapIntegrated(number?.number ?? 0n) ?? fromHex(''))).toBe(values.mapped);
  expect(toHex(decryptPlain('aes-128', fromHex(appendixH1.password), fromHex(values.encryptedNonce)))).toBe(values.nonce);
  expect(keysOf(group(0).sharedSecret(toNumber(fromHex(values.own)), fromHex(values.chipKey)) ?? fromHex(''))).toEqual([values.shared, values.encryptKey, values.macKey]);
});

test('CH26: appendix I.1: password, nonce, mapped point and session keys', () => {
  const values = appendixI1;
  const curve = group(13);
  const own = toNumber(fromHex(values.own));
  expect(toHex(deriveKey('aes-128', camMrz.secret, 3))).toBe(values.password);
  expect(toHex(decryptPlain('aes-128', fromHex(values.password), fromHex(values.encryptedNonce)))).toBe(values.nonce);
  const [map, chip] = [toNumber(fromHex(values.mapOwn)), toNumber(fromHex(values.mapChip))];
  expect([curve.publicKey(map), curve.publicKey(chip)].map((key) => toHex(key ?? fromHex('')))).toEqual([values.mapOwnKey, values.mapChipKey]);
  const mapped = curve.mapGeneric(fromHex(values.nonce), map, fromHex(values.mapChipKey)) ?? fromHex('');
  expect([toHex(mapped), toHex(curve.publicKey(own, mapped) ?? fromHex(''))]).toEqual([values.mapped, values.ownKey]);
  const shared = curve.sharedSecret(own, fromHex(values.chipKey)) ?? fromHex('');
  expect(keysOf(shared).slice(1)).toEqual([values.encryptKey, values.macKey]);
});

test.each([
  ['G.2', appendixG2, mrz, [appendixG2.mapOwn, appendixG2.own], [appendixG2.mapOwnKey, appendixG2.mapChipKey]],
  ['H.2', appendixH2, can, [appendixH2.mapNonce, appendixH2.own], [appendixH2.mapNonce, '']],
] as const)('CH26: appendix %s: the whole exchange over a prime group, with long commands where they need it', async (name, values, secret, draws, mapping) => {
  const agreement = group(0);
  const set = `${object('80', values.oid)}8301${name === 'G.2' ? '01' : '02'}840100`;
  const transport = scripted([
    '9000', answer(object('80', values.encryptedNonce)), answer(mapping[1] === '' ? '8200' : object('82', mapping[1])),
    answer(object('84', values.chipKey)), answer(object('86', values.chipToken)),
  ]);
  const opened = await openPace({ transport, info: info(values.oid, 0), password: secret, withParameter: true, random: randomOf(agreement, ...draws) });
  expect(opened.ok ? '' : opened.fault.detail).toBe('');
  expect(transport.sent).toEqual([
    `0022C1A4${hexOf(set.length / 2)}${set}`, '10860000027C0000', general(false, object('81', mapping[0])), general(false, object('83', values.ownKey)),
    general(true, object('85', values.ownToken)),
  ]);
});

test('CH26: appendix I.1: chip authentication mapping: the whole exchange, and the proof of the static key', async () => {
  const session = await replay(
    appendixI1, camMrz, [appendixI1.mapOwn, appendixI1.own], [appendixI1.mapOwnKey, appendixI1.mapChipKey],
    { extra: object('8A', appendixI1.encryptedProof), withParameter: false },
  );
  if (session.proof === null) throw Error('no proof');
  expect(toHex(session.proof.data)).toBe(appendixI1.proof);
  expect(provesStaticKey(session.proof, fromHex(appendixI1.staticKey))).toBe(true);
  expect(provesStaticKey(session.proof, fromHex(appendixG1.chipKey))).toBe(false);
  expect(provesStaticKey(session.proof, fromHex('04'))).toBe(false);
});

test('CH26: the key derivation with other ciphers', () => {
  const secret = fromHex('7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD');
  expect(toHex(deriveKey('aes-128', secret, 1))).toBe('3CC5F8872F8B1471B47EEFDDFFC43F46');
  expect(toHex(deriveKey('aes-128', secret, 2))).toBe('BD651C6B2FA9B4704553332007771E84');
  expect(toHex(deriveKey('3des', secret, 3))).toBe('89DFD0B36725EC1F624C1989312949DC');
  expect(toHex(deriveKey('aes-256', secret, 1))).toBe('11504483F04A10A66A8FCD6D348C75A961809C54EDAA21174726A97FB37DEF52');
});

test('CH26: CMAC equals RFC 4493', () => {
  const key = fromHex('2B7E151628AED2A6ABF7158809CF4F3C');
  const message = fromHex('6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710');
  expect(toHex(cmac(key, message.subarray(0, 0)))).toBe('BB1D6929E95937287FA37D129B756746');
  expect(toHex(cmac(key, message.subarray(0, 16)))).toBe('070A16B46B4D4144F79BDD9DD04A287C');
  expect(toHex(cmac(key, message.subarray(0, 40)))).toBe('DFA66747DE9AE63030CA32611497C827');
  expect(toHex(cmac(key, message))).toBe('51F0BEBF7E3B9D92FC49741779363CFE');
});
