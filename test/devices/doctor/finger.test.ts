import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { readCommand } from '../../../devices/doctor/arguments.js';
import type { FingerCommand } from '../../../devices/doctor/finger-arguments.js';
import { examineFingers, type FingerFinding } from '../../../devices/doctor/finger.js';
import { fingerJson, fingerLines } from '../../../devices/doctor/tell-finger.js';
import { english } from '../../../devices/doctor/words-en.js';
import { vietnamese } from '../../../devices/doctor/words-vi.js';
import { withoutAnalysis } from '../../../devices/fingerprint/analysis.js';
import { startScannerSimulator } from '../../../devices/fingerprint/sbi/simulator/simulator.js';
import { parseFingerRecord } from '../../../devices/image/finger-record-parse.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
const simulator = await startScannerSimulator({ ports: [0, 0], seed: 11, missing: [1, 3, 4, 7, 8, 9, 10], cacheFolder: folder, log: () => undefined, captureDelay: 20, frameInterval: 25 });
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

function command(...argv: readonly string[]): FingerCommand {
  const read = readCommand(['finger', ...argv]);
  if (!read.ok || read.value.kind !== 'finger') throw Error('not understood');
  return { ...read.value, kinds: { sbiPorts: [simulator.port, simulator.port] } };
}
const serial: ScannerOffer = { key: 'serial/a', kind: 'serial', identity: { make: 'R30x', model: 'AS608', serial: '' }, trust: 'unsigned', takes: 'single', rolled: false, forRegistration: false };
const examine = (asked: FingerCommand): ReturnType<typeof examineFingers> => examineFingers(asked, withoutAnalysis(), () => undefined, new AbortController().signal);

test('DR5: finger list, preview and capture are read with their options', () => {
  expect(readCommand(['finger', 'capture', '--step', '7', '--out', 'a.png', '--json', '--scanner', 'k', '--serial', '/dev/a', '--serial', '/dev/b', '--helper', 'run it', '--wait', '2']))
    .toEqual({ ok: true, value: {
      kind: 'finger', task: 'capture', json: true, scanner: 'k', step: 7, out: 'a.png', wait: 2000,
      kinds: { sbiPorts: [4501, 4600], usbScanners: true, serialScanners: ['/dev/a', '/dev/b'], scannerHelpers: [['run', 'it']] },
    } });
  expect(readCommand(['finger', 'list'])).toMatchObject({ ok: true, value: { step: 13, out: null } });
});

test.each([
  [['finger'], 'command-unknown'], [['finger', 'wave'], 'command-unknown'], [['finger', 'list', 'x'], 'command-unknown'], [['finger', 'list', '--can', '1'], 'option-unknown'],
  [['finger', 'capture', '--step', '16'], 'value-malformed'], [['finger', 'capture', '--out'], 'value-missing'], [['finger', 'list', '--wait', 'x'], 'value-malformed'],
  [['finger', 'list', '--sbi-ports', '1'], 'value-malformed'],
])('DR5: %j is not understood', (argv, code) => {
  expect(readCommand(argv)).toMatchObject({ ok: false, fault: { code } });
});

test('FS26: the list names each scanner, in both languages', async () => {
  const found = await examine(command('list', '--wait', '1'));
  expect(found).toMatchObject({ fault: null, offers: [{ kind: 'sbi', identity: { serial: 'SIM-000011' } }] });
  expect(fingerLines(found, english).join('\n')).toContain('Simulated slap 4-4-2 SIM-000011 · sbi · signed by a stranger · whole hands');
  expect(fingerLines(found, vietnamese).join('\n')).toContain('do người lạ ký');
});

test('FS43: a scanner that cannot work says so in its line and in the JSON; with none that can, the list fails', async () => {
  const status = (word: string): Promise<Response> => fetch(`http://127.0.0.1:${simulator.port}/admin/status`, { method: 'POST', body: JSON.stringify({ status: word }) });
  await status('Not Ready');
  try {
    const found = await examine(command('list', '--wait', '1'));
    expect(found).toMatchObject({ fault: { code: 'scanner-not-ready' }, offers: [{ fault: 'scanner-not-ready' }] });
    expect(fingerLines(found, english)).toEqual([expect.stringContaining('  The scanner is there and not ready. (scanner-not-ready)\n'), 'The scanner is there and not ready. (scanner-not-ready)']);
    expect(JSON.parse(fingerJson(found))).toMatchObject({ ok: false, offers: [{ fault: 'scanner-not-ready' }] });
  } finally {
    await status('Ready');
  }
  expect(await examine(command('list', '--wait', '1'))).toMatchObject({ fault: null, offers: [{ fault: null }] });
});

test('FS45: a small glass is named as what it is', () => {
  const found: FingerFinding = { offers: [{ ...serial, kind: 'uareu', unfit: 'small-glass', fault: null }, { ...serial, fault: null }], used: null, fault: null, preview: null, prints: [], milliseconds: null, written: [] };
  const [small, demo] = fingerLines(found, english);
  expect(small).toContain('small glass: flat single fingers, as a help where no larger scanner gets them');
  expect(demo).toContain('for demonstration and verification only');
});

test('FS43: a serial module that wants another password is listed with that', async () => {
  const found: FingerFinding = { offers: [{ ...serial, fault: 'scanner-wrong-password' }, { ...serial, key: 'serial/b', fault: null }], used: null, fault: null, preview: null, prints: [], milliseconds: null, written: [] };
  for (const words of [english, vietnamese]) {
    const [first, second] = fingerLines(found, words);
    expect(first).toContain(`${words.fingers.faults['scanner-wrong-password']} (scanner-wrong-password)`);
    expect(second).not.toContain('scanner-wrong-password');
  }
});

test('FS26: a preview is counted and its last picture written', async () => {
  const out = join(folder, 'seen.jpg');
  const found = await examine(command('preview', '--wait', '1', '--out', out));
  expect(found.preview?.frames).toBeGreaterThan(2);
  expect([...(await readFile(out)).subarray(0, 2)]).toEqual([0xff, 0xd8]);
});

test('FS26: a capture tells each print and writes its record for the caller alone; the JSON has neither', async () => {
  const found = await examine(command('capture', '--out', join(folder, 'print.fir')));
  expect(found).toMatchObject({ fault: null, prints: [{ finger: 2, impression: 'flat' }, { finger: 5 }], used: expect.stringContaining('SIM-000011') });
  expect(found.written).toEqual([join(folder, 'print-2.fir'), join(folder, 'print-5.fir')]);
  expect(parseFingerRecord(new Uint8Array(await readFile(found.written[0] ?? '')))).toMatchObject({ ok: true, value: { position: 2 } });
  expect((await stat(found.written[0] ?? '')).mode & 0o777).toBe(0o600);
  expect(fingerJson(found).length).toBeLessThan(3000);
  expect(fingerLines(found, english).join('\n')).toMatch(/finger 2: flat, \d+ bytes, quality \d+, by the device \d+/);
});

test('FS26: without a scanner, or without the one that was named, it says so', async () => {
  expect(await examine({ ...command('list', '--wait', '0.2'), kinds: { sbiPorts: [1, 1] } })).toMatchObject({ fault: { code: 'scanner-absent' } });
  expect(await examine(command('capture', '--scanner', 'another', '--wait', '0.5'))).toMatchObject({ fault: { code: 'scanner-absent' } });
});
