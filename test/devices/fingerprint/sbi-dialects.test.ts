import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';

import { leadsToAnchor, readAnchors } from '../../../devices/fingerprint/sbi/anchors.js';
import { negotiate } from '../../../devices/fingerprint/sbi/dialect.js';
import { sbiFinder } from '../../../devices/fingerprint/sbi/finder.js';
import { issuerCertificate, signerCertificate } from '../../../devices/fingerprint/sbi/simulator/certificate.js';
import type { Dialect } from '../../../devices/fingerprint/sbi/simulator/dialect.js';
import type { ScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { startScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { parseFingerRecord } from '../../../devices/image/finger-record-parse.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import { makeKeys } from './keys.js';
import type { Watched } from './station.js';
import { asking, never, until, watchFinders } from './station.js';

// Growing fingers takes its time on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cacheFolder = await mkdtemp(join(tmpdir(), 'dialects-'));
const simulators: ScannerSimulator[] = [];
const opened: Watched[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.scanner.close();
  for (const one of simulators.splice(0)) await one.close();
});
afterAll(() => rm(cacheFolder, { recursive: true, force: true }));

async function simulator(dialect: Partial<Dialect> = {}, seed = 11, captureDelay = 20, ports: readonly [number, number] = [0, 0]): Promise<ScannerSimulator> {
  const started = await startScannerSimulator({
    ports, seed, missing: [1, 3, 4, 7, 8, 9, 10], cacheFolder, log: () => undefined, captureDelay, frameInterval: 25, dialect,
  });
  simulators.push(started);
  return started;
}

async function ready(ports: readonly [number, number], anchors: readonly X509Certificate[] = []): Promise<Watched & { readonly offer: ScannerOffer }> {
  const watched = watchFinders({ finders: [sbiFinder({ ports, anchors: () => anchors, waits: { look: 50, answer: 2000, capture: 10_000, silence: 2000 } })] });
  opened.push(watched);
  await until('the scanner is ready', () => watched.states.at(-1)?.state === 'ready');
  const [offer] = watched.scanner.offers();
  if (!offer) throw Error('ready without an offer');
  return { ...watched, offer };
}

const at = ({ port }: ScannerSimulator): readonly [number, number] => [port, port];
const order = (port: number, what: string, body: unknown): Promise<Response> => fetch(`http://127.0.0.1:${port}/admin/${what}`, { method: 'POST', body: JSON.stringify(body) });

describe('dialects of SBI', () => {
  test('FS10: the newest version that both speak is taken', () => {
    expect(negotiate(['0.9.5', '1.0'])).toBe('1.0');
    expect(negotiate(['1.0.0'])).toBe('1.0');
    expect(negotiate(['0.9.2'])).toBe('0.9.5');
    expect(negotiate(['1.1', '10.0', ''])).toBe('0.9.5');
    expect(negotiate([])).toBe('0.9.5');
  });

  for (const specs of [['0.9.5'], ['1.0']] as const) {
    test(`FS10: a service of ${specs[0]} alone is asked by the name that it knows, for pictures and for captures`, async () => {
      const { scanner, pictures } = await ready(at(await simulator({ specs })));
      await scanner.preview(true, 13);
      await until('pictures', () => pictures.length > 2);
      const capture = await scanner.step(asking(), never);
      expect(capture.ok && capture.value.prints.map((one) => one.finger)).toEqual([2, 5]);
    });
  }

  test('FS10: a service with the habits of the field is understood, and its records are kept as they are', async () => {
    const { scanner, pictures } = await ready(at(await simulator({ habits: true })));
    await scanner.preview(true, 13);
    await until('pictures', () => pictures.length > 2);
    const capture = await scanner.step(asking(), never);
    if (!capture.ok) throw Error(capture.fault.code);
    const record = parseFingerRecord(capture.value.prints[0]?.record ?? new Uint8Array());
    expect(record).toMatchObject({ ok: true, value: { representation: 0, impression: 29, position: 2 } });
    expect(capture.value.prints[0]).toMatchObject({ impression: 'flat', deviceQuality: expect.any(Number) });
  });

  test('FS11: after a capture that was given up, a service that is still at it is waited for', async () => {
    const service = await simulator({ habits: true }, 11, 900);
    const { scanner } = await ready(at(service));
    const officer = new AbortController();
    const first = scanner.step(asking(), officer.signal);
    await until('the capture is under way', () => service.isCapturing());
    officer.abort();
    expect(await first).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect((await scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS62: reconnecting drops what runs; a capture of before that the service is still at is waited for', async () => {
    const service = await simulator({ habits: true }, 11, 900);
    const { scanner, offer } = await ready(at(service));
    const first = scanner.step(asking(), never);
    await until('the capture is under way', () => service.isCapturing());
    expect(await scanner.reconnect()).toEqual({ ok: true, value: null });
    expect((await first).ok).toBe(false);
    expect(scanner.offers()).toEqual([offer]);
    expect((await scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS62: reconnecting asks the service anew what it is, without waiting for the next look', async () => {
    const service = await simulator({ trust: 'unsigned' });
    const watched = watchFinders({ finders: [sbiFinder({ ports: at(service), waits: { look: 600_000, answer: 2000 } })] });
    opened.push(watched);
    await until('the scanner is ready', () => watched.states.at(-1)?.state === 'ready');
    expect(watched.scanner.offers()[0]?.trust).toBe('unsigned');
    await service.close();
    await simulator({ trust: 'signed' }, 11, 20, at(service));
    expect(await watched.scanner.reconnect()).toEqual({ ok: true, value: null });
    expect(watched.scanner.offers()[0]?.trust).toBe('unknown');
  });

  test('FS62: reconnecting to a service that is gone says so, and takes it when it is back', async () => {
    const service = await simulator();
    const { scanner, states } = await ready(at(service));
    await service.close();
    expect(await scanner.reconnect()).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    await simulator({}, 11, 20, at(service));
    await until('it is back', () => states.at(-1)?.state === 'ready');
  });

  test('FS12: a single finger of a slap scanner is asked alone and is flat; so is one of a single-finger scanner', async () => {
    const slap = await ready(at(await simulator()));
    expect(slap.offer).toMatchObject({ kind: 'sbi', takes: 'slaps', rolled: false, forRegistration: true });
    const one = await slap.scanner.step(asking({ step: 5, asked: [5], missing: [] }), never);
    expect(one.ok && one.value.prints.map(({ finger, impression }) => [finger, impression])).toEqual([[5, 'flat']]);
    const single = await ready(at(await simulator({ takes: 'single' }, 12)));
    expect(single.offer).toMatchObject({ takes: 'single', rolled: false });
    const print = await single.scanner.step(asking({ step: 6, asked: [6], missing: [] }), never);
    expect(print.ok && print.value.prints.map(({ finger, impression }) => [finger, impression])).toEqual([[6, 'flat']]);
    expect(print.ok && print.value.slap).toBeNull();
  });

  test('FS2: two services are two offers; the other one is used when it is chosen, and its key is told', async () => {
    const first = await simulator({}, 21);
    const second = await simulator({}, 22, 20, [first.port + 1, first.port + 40]);
    const { scanner, all } = await ready([first.port, second.port]);
    await until('both are there', () => scanner.offers().length === 2);
    const other = scanner.offers().find((offer) => offer.identity.serial !== all.at(-1)?.scanner.identity?.serial);
    expect(scanner.choose(other?.key ?? '')).toEqual({ ok: true, value: null });
    expect(all.at(-1)).toMatchObject({ chosen: other?.key, scanner: { identity: other?.identity } });
    const capture = await scanner.step(asking(), never);
    expect(capture.ok && capture.value.device.serial).toBe(other?.identity.serial);
    expect(scanner.choose('sbi/none')).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
  });
});

describe('who vouches for a scanner', () => {
  test('FS13: signed under an imported anchor, unsigned, and signed by a stranger are told apart', async () => {
    const vouched = await simulator({ trust: 'signed' });
    const anchors = [new X509Certificate(Buffer.from(vouched.anchor ?? []))];
    expect((await ready(at(vouched), anchors)).offer.trust).toBe('signed');
    expect((await ready(at(vouched))).offer.trust).toBe('unknown');
    expect((await ready(at(await simulator({ trust: 'unknown' })), anchors)).offer.trust).toBe('unknown');
    const unsigned = await ready(at(await simulator({ trust: 'unsigned' })), anchors);
    expect(unsigned.offer.trust).toBe('unsigned');
    expect((await unsigned.scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS13: a capture of a scanner that is vouched for is refused when a stranger signed it', async () => {
    const vouched = await simulator({ trust: 'signed' });
    const { scanner } = await ready(at(vouched), [new X509Certificate(Buffer.from(vouched.anchor ?? []))]);
    await order(vouched.port, 'fault', { fault: 'stranger' });
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage', detail: expect.stringContaining('stranger') } });
    expect((await scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS13: a chain counts only if each link signs, may sign, and is valid now', async () => {
    const [root, middle, leaf] = await Promise.all([makeKeys(), makeKeys(), makeKeys()]);
    const now = Date.now();
    const at_ = new Date(now);
    const anchor = new X509Certificate(issuerCertificate('root', root, at_));
    const direct = new X509Certificate(signerCertificate('leaf', leaf.publicKey, { name: 'root', privateKey: root.privateKey }, at_));
    const notIssuer = new X509Certificate(signerCertificate('middle', middle.publicKey, { name: 'root', privateKey: root.privateKey }, at_));
    const below = new X509Certificate(signerCertificate('leaf', leaf.publicKey, { name: 'middle', privateKey: middle.privateKey }, at_));
    const pretender = new X509Certificate(signerCertificate('leaf', leaf.publicKey, { name: 'root', privateKey: middle.privateKey }, at_));
    expect(leadsToAnchor([direct], [anchor], now)).toBe(true);
    expect(leadsToAnchor([direct, anchor], [anchor], now)).toBe(true);
    expect(leadsToAnchor([direct], [direct], now)).toBe(true);
    expect(leadsToAnchor([direct], [], now)).toBe(false);
    expect(leadsToAnchor([], [anchor], now)).toBe(false);
    expect(leadsToAnchor([below, notIssuer], [anchor], now)).toBe(false);
    expect(leadsToAnchor([pretender], [anchor], now)).toBe(false);
    expect(leadsToAnchor([direct], [anchor], now + 2 * 366 * 86_400_000)).toBe(false);
  });

  test('FS13: anchors are read from a folder, PEM and DER; what is none is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anchors-'));
    const der = issuerCertificate('root', await makeKeys(), new Date());
    const pem = new X509Certificate(der).toString();
    await writeFile(join(folder, 'a.cer'), der);
    await writeFile(join(folder, 'b.pem'), `two of them\n${pem}${pem}`);
    await writeFile(join(folder, 'c.crt'), 'no certificate');
    await writeFile(join(folder, 'notes.txt'), 'left alone');
    const { anchors, refused } = readAnchors(folder);
    expect(anchors).toHaveLength(3);
    expect(refused).toEqual(['c.crt']);
    await rm(folder, { recursive: true });
    expect(readAnchors(folder)).toEqual({ anchors: [], refused: [] });
  });
});
