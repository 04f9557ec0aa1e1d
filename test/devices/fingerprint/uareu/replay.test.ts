/** Recorded readers through the real USB library: a real one's recording, and such as this project forges. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { uareuFinder } from '../../../../devices/fingerprint/uareu/finder.js';
import { openSession } from '../../../../devices/fingerprint/uareu/session.js';
import { forgeRecording } from '../../../../devices/fingerprint/uareu/simulator/forge.js';
import type { SimulatedReaderOptions } from '../../../../devices/fingerprint/uareu/simulator/reader.js';
import { glass } from '../../../../devices/fingerprint/uareu/simulator/sensor.js';
import type { UsbDevice } from '../../../../devices/ports/usb-port.js';
import { buildReplayProgram } from './build-program.js';
import { foreignRecording, foreignSeed } from './foreign.js';
import { differing, print } from './print.js';
import type { Replayed } from './replay.js';
import { hasUmockdev, replay, writeRecording } from './replay.js';
import type { ReplayOptions } from './touch.js';
import { touch } from './touch.js';

const foreign = foreignRecording(new URL('../../../../', import.meta.url).pathname);
const seed = 0x0badcafe;
const never = new AbortController().signal;

let built: Awaited<ReturnType<typeof buildReplayProgram>>;

async function touched(device: UsbDevice): Promise<void> {
  const session = await openSession({ device, turned: true, seed: () => seed, signal: never });
  if (session.ok) await touch(session.value, () => undefined);
}

async function captured(device: UsbDevice): Promise<void> {
  const over = new AbortController();
  const port = { list: () => [device], watch: () => undefined };
  await uareuFinder({ port, seed: () => seed }).watch(([scanner]) => {
    void scanner?.capture({ step: 2, asked: [2], missing: [], transaction: 'forge', previousHash: '' }, never).then(() => over.abort());
  }, over.signal);
}

/** Forged, then replayed through libusb. */
async function forged(name: string, options: SimulatedReaderOptions, way: ReplayOptions['way'] = 'touch'): Promise<Replayed> {
  const recording = await forgeRecording(print, options, way === 'touch' ? touched : captured);
  return replay(built.program, await writeRecording(built.folder, name, recording), { seed, way });
}

describe.skipIf(!hasUmockdev)(`recordings${hasUmockdev ? '' : ' (skipped: umockdev-run is not installed)'}`, () => {
  beforeAll(async () => {
    built = await buildReplayProgram();
  });
  afterAll(() => built?.remove());

  test.skipIf(foreign === null)(`UR1 a real 4500's recording gives its reference picture, pixel by pixel${foreign ? '' : ' (skipped: ../shared/data/uru4000-4500 is not there)'}`, async () => {
    const replayed = await replay(built.program, foreign!, { seed: foreignSeed, way: 'touch' });
    expect(replayed.fault).toBeNull();
    const { data, info } = await sharp(foreign!.picture).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    expect([replayed.image?.width, replayed.image?.height, info.channels]).toEqual([info.width, info.height, 1]);
    expect(Buffer.from(replayed.image?.pixels ?? []).equals(data)).toBe(true);
  });

  test('UR2 UR12 a forged recording gives back the synthetic finger, but for the byte that each encrypted block loses', async () => {
    const replayed = await forged('usual', { hand: () => print });
    expect(replayed.fault).toBeNull();
    expect(differing(replayed.image!, glass(print))).toBeLessThanOrEqual(4);
  });

  test('UR3 found and captured as a scanner, through libusb: 500 ppi, with its serial number', async () => {
    const replayed = await forged('scanner', { serial: 'SIM-77' }, 'capture');
    expect(replayed.fault).toBeNull();
    expect(replayed.offer).toMatchObject({ key: 'uareu:SIM-77', kind: 'uareu', identity: { make: 'DigitalPersona', model: 'U.are.U 4500', serial: 'SIM-77' }, takes: 'single', rolled: false });
    expect(replayed.size).toEqual([375, 283]);
  });

  test.each(['row-missing', 'key-change', 'clear'] as const)('UR4 UR5 UR6 a picture with %s is whole', async (kind) => {
    const replayed = await forged(kind, { hand: () => print, frame: () => kind });
    expect(replayed.fault).toBeNull();
    expect(differing(replayed.image!, glass(print))).toBeLessThanOrEqual(kind === 'row-missing' ? 4 + 384 : 4);
  });

  test.each(['short', 'wrong-head', 'empty'] as const)('UR7 a picture that is %s is a fault', async (kind) => {
    const replayed = await forged(kind, { hand: () => print, frame: () => kind });
    expect(replayed.fault?.code).toBe('scanner-garbage');
  });

  // Every step is gone through in faults.test.ts; these are the kinds of transfer as libusb tells of them.
  test.each(['read status', 'capture', 'interrupt', 'picture'] as const)('UR8 UR9 a stall at "%s" through libusb: one is asked over, two are a fault', async (step) => {
    const name = step.replaceAll(' ', '-');
    const once = await forged(`${name}-once`, { hand: () => print, trouble: (what, time) => (what === step && time === 0 ? 'usb-stalled' : null) });
    expect(once.fault).toBeNull();
    const twice = await forged(`${name}-twice`, { hand: () => print, trouble: (what) => (what === step ? 'usb-stalled' : null) });
    expect(twice.fault?.code).toBe('scanner-refused');
  });

  test.each(['read key', 'capture', 'interrupt', 'picture'] as const)('UR10 unplugged at "%s", through libusb', async (step) => {
    const replayed = await forged(`gone-${step.replaceAll(' ', '-')}`, { hand: () => print, trouble: (what) => (what === step ? 'usb-gone' : null) });
    expect(replayed.fault?.code).toBe('scanner-lost');
  });

  test('UR35 reset on its bus through libusb, then captured (what a real bus does in a reset is not in a recording)', async () => {
    const replayed = await forged('reset', {}, 'reset');
    expect(replayed.fault).toBeNull();
    expect(replayed.size).toEqual([375, 283]);
  });

  test('UR11 a reader that falls silent: the transfer is taken back from libusb, and the program ends', async () => {
    const whole = await forgeRecording(print, {}, touched);
    const recording = { ...whole, capture: whole.capture.subarray(0, endOfBlock(whole.capture, Buffer.from('c004f00000001000', 'hex'))) };
    const replayed = await replay(built.program, await writeRecording(built.folder, 'silent', recording), { seed, way: 'touch' });
    expect(replayed.fault).toEqual({ code: 'scanner-timeout', detail: 'read of f0' });
  });
});

/** Of the first block of a pcapng file that holds those bytes. */
function endOfBlock(capture: Uint8Array, wanted: Buffer): number {
  const bytes = Buffer.from(capture);
  const found = bytes.indexOf(wanted);
  let at = 0;
  while (at <= found) at += bytes.readUInt32LE(at + 4);
  return at;
}
