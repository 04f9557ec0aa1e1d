import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';

import { chainHash } from '../../../devices/fingerprint/sbi/hash-chain.js';
import type { ScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { startScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { parseFingerRecord } from '../../../devices/image/finger-record-parse.js';
import { unfitForEnrolment } from '../../../devices/image/finger-record.js';
import type { Watched } from './station.js';
import { asking, never, until, watch } from './station.js';

// Growing fingers takes its time on a loaded machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const cacheFolder = await mkdtemp(join(tmpdir(), 'scanner-'));
const log: { what: string; sha256: string }[] = [];
const start = (ports: readonly [number, number] = [0, 0], captureDelay = 20): Promise<ScannerSimulator> =>
  startScannerSimulator({ ports, seed: 11, missing: [1, 3, 4, 7, 8, 9, 10], cacheFolder, log: (entry) => log.push(entry), captureDelay, frameInterval: 25 });

let simulator = await start();
const opened: Watched[] = [];
afterEach(async () => {
  await order('fault', { fault: null });
  await order('status', { status: 'Ready' });
  for (const one of opened.splice(0)) await one.scanner.close();
  log.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await rm(cacheFolder, { recursive: true, force: true });
});

async function order(what: 'fault' | 'status' | 'person', body: unknown): Promise<number> {
  return (await fetch(`http://127.0.0.1:${simulator.port}/admin/${what}`, { method: 'POST', body: JSON.stringify(body) })).status;
}

async function ready(waits: Parameters<typeof watch>[1] = {}): Promise<Watched> {
  const watched = watch(simulator.port, waits);
  opened.push(watched);
  await until('the scanner is ready', () => watched.states.at(-1)?.state === 'ready');
  return watched;
}

describe('scanner', () => {
  test('FS1: it is found with its name, ready', async () => {
    const { states } = await ready();
    expect(states[0]).toEqual({ state: 'looking', identity: null, fault: null, simulated: true });
    expect(states.at(-1)?.identity).toEqual({ make: 'Tận Nhà', model: 'Simulated slap 4-4-2', serial: 'SIM-000011' });
  });

  test('FM4: each finger is given as a record with 500 ppi and lossless JPEG 2000, and its bytes are logged', async () => {
    const { scanner, states } = await ready();
    const capture = await scanner.step(asking(), never);
    if (!capture.ok) throw Error(capture.fault.code);
    expect(capture.value.prints.map((one) => one.finger)).toEqual([2, 5]);
    let hash = '';
    for (const [index, one] of capture.value.prints.entries()) {
      const record = parseFingerRecord(one.record);
      expect(record.ok && unfitForEnrolment(record.value)).toBeNull();
      expect(record.ok && record.value.quality[0]?.score).toBe(one.deviceQuality);
      expect(log[index]).toEqual({ what: `finger-${one.finger}`, sha256: createHash('sha256').update(one.record).digest('hex') });
      expect((await sharp(one.thumbnail).metadata()).width).toBeLessThanOrEqual(160);
      hash = chainHash(hash, one.record);
    }
    expect(capture.value.hash).toBe(hash);
    expect(capture.value.device.serial).toBe('SIM-000011');
    expect(states.slice(-2).map((state) => state.state)).toEqual(['busy', 'ready']);
  });

  test('FS6: the chain goes on over the next slap', async () => {
    const { scanner } = await ready();
    const first = await scanner.step(asking(), never);
    const previousHash = first.ok ? first.value.hash : '';
    const second = await scanner.step(asking({ step: 15, asked: [6], missing: [1], previousHash }), never);
    expect(second.ok && second.value.prints.map((one) => one.finger)).toEqual([6]);
    expect(second.ok && second.value.hash).toBe(second.ok ? chainHash(previousHash, second.value.prints[0]?.record ?? new Uint8Array()) : '');
  });

  test('FS7: fewer fingers than asked for are listed as found, because one is not there or the device misses one', async () => {
    const { scanner } = await ready();
    const absent = await scanner.step(asking({ asked: [2, 3, 4, 5], missing: [] }), never);
    expect(absent.ok && absent.value.prints.map((one) => one.finger)).toEqual([2, 5]);
    await order('fault', { fault: 'fewer-fingers' });
    const missed = await scanner.step(asking(), never);
    expect(missed.ok && missed.value.prints.map((one) => one.finger)).toEqual([2]);
  });

  test('FS7: a slap of which every finger is missing asks the device nothing', async () => {
    const { scanner } = await ready();
    expect(await scanner.step(asking({ asked: [], missing: [2, 3, 4, 5], previousHash: 'AB'.repeat(32) }), never)).toMatchObject({
      ok: true, value: { prints: [], hash: 'AB'.repeat(32) },
    });
    expect(log).toEqual([]);
  });

  const believed: Record<string, string> = {
    'garbage': 'scanner-garbage',
    'garbage-record': 'scanner-garbage',
    'wrong-signature': 'scanner-garbage',
    'wrong-types': 'scanner-garbage',
    'huge': 'scanner-garbage',
    'wrong-finger': 'scanner-garbage',
    'wrong-transaction': 'scanner-garbage',
    'wrong-resolution': 'scanner-garbage',
    'wrong-hash': 'scanner-hash-chain',
    'no-fingers': 'scanner-timeout',
    'not-ready': 'scanner-not-ready',
    'busy': 'scanner-busy',
    'not-registered': 'scanner-refused',
  };
  for (const [spoilt, code] of Object.entries(believed)) {
    test(`FS5, FS8, FS9: ${spoilt} is ${code}, nothing of it is kept, and the next capture works`, async () => {
      const { scanner } = await ready();
      await order('fault', { fault: spoilt });
      expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code } });
      expect(log).toEqual([]);
      expect((await scanner.step(asking(), never)).ok).toBe(true);
    });
  }

  test('FS8, FS9: a device that never answers is given up at the deadline', async () => {
    const { scanner } = await ready({ capture: 300 });
    await order('fault', { fault: 'silent' });
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-timeout' } });
  });

  test('FS8, FS9: an answer that is cut in the middle is a lost device, which is found again', async () => {
    const { scanner, states } = await ready();
    await order('fault', { fault: 'cut' });
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    expect(states.at(-1)).toMatchObject({ state: 'missing', fault: 'scanner-lost' });
    await until('it is back', () => states.at(-1)?.state === 'ready');
    expect((await scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS8: an officer who gives up is told so at once, and a second capture at the same time is refused', async () => {
    const { scanner } = await ready();
    await order('fault', { fault: 'silent' });
    const officer = new AbortController();
    const first = scanner.step(asking(), officer.signal);
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
    officer.abort();
    expect(await first).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(await scanner.step(asking(), officer.signal)).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    await order('fault', { fault: null });
    expect((await scanner.step(asking(), never)).ok).toBe(true);
  });

  test('FS2: a device that is not ready is named, and taken when it is', async () => {
    await order('status', { status: 'Not Ready' });
    const watched = watch(simulator.port);
    opened.push(watched);
    await until('it is named', () => watched.states.at(-1)?.state === 'broken');
    expect(watched.states.at(-1)).toMatchObject({ fault: 'scanner-not-ready', identity: { serial: 'SIM-000011' } });
    expect(await watched.scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-not-ready' } });
    expect(await watched.scanner.preview(true)).toMatchObject({ ok: false, fault: { code: 'scanner-not-ready' } });
    await order('status', { status: 'Ready' });
    await until('it is ready', () => watched.states.at(-1)?.state === 'ready');
    await until('the preview that was wanted comes', () => watched.pictures.length > 0);
  });

  test('FS3, FS4: the preview shows an empty platen, then a hand, at 640 px, until it is turned off', async () => {
    const { scanner, pictures } = await ready();
    expect(await scanner.preview(true)).toEqual({ ok: true, value: null });
    expect(await scanner.preview(true)).toEqual({ ok: true, value: null });
    const dark = async (jpeg: Uint8Array | undefined): Promise<number> => (await sharp(jpeg).stats()).channels[0]?.min ?? 255;
    await until('the first picture', () => pictures.length > 0);
    expect(await sharp(pictures[0]).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 400 });
    expect(await dark(pictures[0])).toBeGreaterThan(200);
    let seen = 1;
    for (let darkest = 255; darkest > 120; seen++) {
      await until('another picture', () => pictures.length > seen);
      darkest = await dark(pictures[seen]);
    }
    expect(await scanner.preview(false)).toEqual({ ok: true, value: null });
    const then = pictures.length;
    expect((await scanner.step(asking(), never)).ok).toBe(true);
    expect(pictures.length).toBe(then);
  });

  test('FS4: a capture of another slap turns the preview to it', async () => {
    const { scanner, pictures } = await ready();
    await scanner.preview(true);
    expect((await scanner.step(asking({ step: 15, asked: [6], missing: [1] }), never)).ok).toBe(true);
    const then = pictures.length;
    await until('pictures go on', () => pictures.length > then + 2);
  });

  test('FS2, FS4: a service that ends is missing, and one that comes back is taken with its preview', async () => {
    const { scanner, states, pictures } = await ready();
    await scanner.preview(true);
    await until('pictures', () => pictures.length > 0);
    const { port } = simulator;
    await simulator.close();
    await until('it is missed', () => states.at(-1)?.state === 'missing');
    expect(states.at(-1)?.fault).toBe('scanner-lost');
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    simulator = await start([port, port]);
    const then = pictures.length;
    await until('it is back', () => states.at(-1)?.state === 'ready');
    await until('the preview is back', () => pictures.length > then);
  });

  test('FM4: the first free port of the range is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const other = await start([port, port + 20]);
    expect(other.port).toBeGreaterThan(port);
    await other.close();
    await new Promise((resolve) => taken.close(resolve));
  });

  test('FM5: an order that is none is refused, another person comes on order', async () => {
    expect(await order('fault', { fault: 'no such fault' })).toBe(400);
    expect(await order('person', { seed: 11, missing: [1, 2, 3, 4, 6, 7, 8, 9, 10] })).toBe(200);
    const { scanner } = await ready();
    const capture = await scanner.step(asking({ asked: [2, 3, 4, 5], missing: [] }), never);
    expect(capture.ok && capture.value.prints.map((one) => one.finger)).toEqual([5]);
  });
});
