import { createHash, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

import { anchorCustody } from '../../../devices/fingerprint/sbi/anchor-custody.js';
import { sbiFinder } from '../../../devices/fingerprint/sbi/finder.js';
import { issuerCertificate, signerCertificate } from '../../../devices/fingerprint/sbi/simulator/certificate.js';
import { startScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { makeKeys } from './keys.js';
import { asking, never, until, watchFinders } from './station.js';

const day = 86_400_000;
const now = Date.now();
const keys = await makeKeys();
const root = issuerCertificate('Hãng mẫu, gốc 1', keys, new Date(now));
const other = issuerCertificate('Hãng mẫu, gốc 2', keys, new Date(now));
const expired = issuerCertificate('gốc cũ', keys, new Date(now - 400 * day));
const early = issuerCertificate('gốc mới', keys, new Date(now + 30 * day));
const leaf = signerCertificate('máy quét 7', keys.publicKey, { name: 'Hãng mẫu, gốc 1', privateKey: keys.privateKey }, new Date(now));
const pem = (...all: readonly Buffer[]): Buffer => Buffer.from(all.map((one) => `a note\n${new X509Certificate(one).toString()}`).join('\n'));
const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

const base = await mkdtemp(join(tmpdir(), 'anchors-'));
afterAll(() => rm(base, { recursive: true, force: true }));
let made = 0;
const fresh = (): string => join(base, String((made += 1)));

describe('FS29: certificates that vouch for scanners', () => {
  test('are imported from DER and PEM, told with name, validity and fingerprint, and there in the next process', async () => {
    const folder = fresh();
    const custody = anchorCustody(folder);
    expect(custody.list()).toEqual({ anchors: [], unreadable: [] });
    const added = await custody.add(root);
    const validity = { validFrom: Date.parse(new X509Certificate(root).validFrom), validUntil: Date.parse(new X509Certificate(root).validTo) };
    expect(added).toEqual({ ok: true, value: { added: [{ fingerprint: fingerprintOf(root), name: 'Hãng mẫu, gốc 1', ...validity, state: 'valid' }], known: [], refused: [] } });
    expect(await custody.add(pem(other, root, other))).toMatchObject({ ok: true, value: { added: [{ name: 'Hãng mẫu, gốc 2' }], known: [{ name: 'Hãng mẫu, gốc 1' }] } });
    expect(custody.anchors()).toHaveLength(2);
    expect((await readdir(folder)).sort()).toEqual([root, other].map((one) => `${fingerprintOf(one)}.der`).sort());
    expect(anchorCustody(folder).list()).toEqual(custody.list());
  });

  test('the same again changes nothing, also where somebody put it into the folder by hand', async () => {
    const folder = fresh();
    await mkdir(folder);
    await writeFile(join(folder, 'vendor.pem'), pem(root));
    const custody = anchorCustody(folder);
    const before = custody.anchors();
    expect(await custody.add(root)).toMatchObject({ ok: true, value: { added: [], known: [{ fingerprint: fingerprintOf(root) }] } });
    expect(custody.anchors()).toBe(before);
    expect(await readdir(folder)).toEqual(['vendor.pem']);
  });

  test.each([
    ['not of an issuer', leaf, 'anchor-not-issuer'], ['expired', expired, 'anchor-expired'], ['not valid yet', early, 'anchor-not-yet-valid'],
    ['none at all', Buffer.from('no certificate'), 'anchor-none'], ['cut', root.subarray(0, -20), 'anchor-none'], ['nothing', Buffer.alloc(0), 'anchor-none'],
    ['too large', Buffer.alloc(1024 ** 2 + 1), 'anchor-too-large'], ['a broken one in PEM', Buffer.from(pem(root).toString().replace('MII', 'AAA')), 'anchor-none'],
  ])('%s: refused with the reason, and nothing is left behind', async (_what, bytes, code) => {
    const folder = fresh();
    const custody = anchorCustody(folder);
    expect(await custody.add(bytes)).toMatchObject({ ok: false, fault: { code } });
    expect(custody.anchors()).toEqual([]);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  test('of a file with several those are taken that can vouch; the others are named with their reasons', async () => {
    const custody = anchorCustody(fresh());
    expect(await custody.add(pem(leaf, expired, root))).toMatchObject({
      ok: true, value: { added: [{ name: 'Hãng mẫu, gốc 1' }], refused: [{ name: 'máy quét 7', reason: 'anchor-not-issuer' }, { name: 'gốc cũ', reason: 'anchor-expired' }] },
    });
  });

  test('one that expires later is told as expired; files that hold none, folders and huge files are named and harm nothing', async () => {
    const folder = fresh();
    await mkdir(join(folder, 'folder.pem'), { recursive: true });
    await writeFile(join(folder, 'a.der'), root);
    await writeFile(join(folder, 'b.crt'), 'rubbish');
    await writeFile(join(folder, 'c.cer'), Buffer.alloc(1024 ** 2 + 1));
    const later = anchorCustody(folder, () => now + 2 * 366 * day);
    expect(later.list()).toMatchObject({ anchors: [{ name: 'Hãng mẫu, gốc 1', state: 'expired' }], unreadable: ['b.crt', 'c.cer', 'folder.pem'] });
  });

  test('a folder that cannot be written is a fault; without a folder nobody vouches', async () => {
    const file = fresh();
    await writeFile(file, '');
    const blocked = anchorCustody(file);
    expect([blocked.list(), await blocked.add(root)]).toMatchObject([{ anchors: [], unreadable: [basename(file)] }, { ok: false, fault: { code: 'not-durable' } }]);
    const none = anchorCustody(undefined);
    expect([none.anchors(), await none.add(root)]).toMatchObject([[], { ok: false, fault: { code: 'not-durable' } }]);
  });

  test('any bytes are refused as a value, or taken whole', async () => {
    const custody = anchorCustody(fresh());
    const damaged = fc.tuple(fc.constantFrom(root, pem(root), pem(leaf, other)), fc.nat(), fc.nat(255)).map(([whole, place, byte]) => {
      const copy = Buffer.from(whole);
      copy[place % copy.length] = byte;
      return copy;
    });
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 3000 }), damaged), async (bytes) => {
      const before = custody.anchors().length;
      const told = await custody.add(bytes);
      expect(custody.anchors().length - before).toBe(told.ok ? told.value.added.length : 0);
      if (!told.ok) expect(told.fault.code).toMatch(/^anchor-/);
    }), { numRuns: 300 });
  });
});

test('FS29: a scanner in use is judged anew after an import, without a restart; the next capture counts under the anchor', async () => {
  const cacheFolder = fresh();
  const simulator = await startScannerSimulator({
    ports: [0, 0], seed: 11, missing: [1, 3, 4, 7, 8, 9, 10], cacheFolder, log: () => undefined, captureDelay: 20, frameInterval: 25, dialect: { trust: 'signed' },
  });
  onTestFinished(() => simulator.close());
  const custody = anchorCustody(fresh());
  const { scanner, states, all, pictures } = watchFinders({ finders: [sbiFinder({ ports: [simulator.port, simulator.port], anchors: custody.anchors, waits: { look: 50, answer: 2000, capture: 10_000, silence: 2000 } })] });
  onTestFinished(() => scanner.close());
  await until('the scanner is ready', () => states.at(-1)?.state === 'ready');
  expect(scanner.offers()).toMatchObject([{ trust: 'unknown' }]);
  expect((await custody.add(simulator.anchor ?? Buffer.alloc(0))).ok).toBe(true);
  scanner.wake();
  await until('the scanner is vouched for', () => all.at(-1)?.scanners[0]?.trust === 'signed');
  expect(all.at(-1)?.scanner).toMatchObject({ state: 'ready', identity: { serial: scanner.offers()[0]?.identity.serial } });
  await scanner.preview(true, 13);
  await until('pictures', () => pictures.length > 2);
  // One that vouches for somebody else changes nothing, also while pictures come.
  expect((await custody.add(other)).ok).toBe(true);
  expect(await scanner.step(asking(), never)).toMatchObject({ ok: true, value: { prints: [{ finger: 2 }, { finger: 5 }] } });
  expect(scanner.offers()).toMatchObject([{ trust: 'signed' }]);
  await fetch(`http://127.0.0.1:${simulator.port}/admin/fault`, { method: 'POST', body: JSON.stringify({ fault: 'stranger' }) });
  expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage' } });
});
