/** The program that reads chips as packed Electron has it: asked for by the device process, started by main, here with the utility processes of the Chromium host. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { makeCard } from '../../devices/chip/simulator/card.js';
import { claimVirtualReader, ensurePcscd, type Pcscd } from '../../devices/chip/simulator/pcscd.js';
import { startChipSimulator } from '../../devices/chip/simulator/vpcd.js';
import type { Devices } from '../../electron/supervisor.js';
import { person } from '../devices/chip/person.js';
import { buildReaderProgram, type BuiltFolder } from '../devices/chip/reader-program.js';

const patience = { timeout: 40_000, interval: 25 };
const card = await makeCard(person);
let release: (() => Promise<void>) | null = null;
let pcscd: Pcscd;
let built: BuiltFolder;
let devices: Devices;
const heard: string[] = [];

beforeAll(async () => {
  release = await claimVirtualReader(AbortSignal.timeout(600_000));
  const started = await ensurePcscd();
  if (release === null || !started.ok) throw Error(started.ok ? 'the virtual reader is in use' : `${started.fault.code} ${started.fault.detail}`);
  pcscd = started.value;
  built = await buildReaderProgram({ process: 'devices/process.ts', utility: 'build/host/utility.ts', 'utility-child': 'build/host/utility-child.ts' });
  vi.doMock('electron', () => import(join(built.folder, 'utility.js')));
  const { superviseDevices } = await import('../../electron/supervisor.js');
  devices = superviseDevices(
    join(built.folder, 'process.js'), { sbiPorts: [45_901, 45_901], simulated: true, readerThroughMain: true }, (event) => heard.push(event),
  );
}, 630_000);

afterAll(async () => {
  devices.stop();
  await pcscd.close();
  await built.remove();
  await release?.();
}, 20_000);

const chip = () => devices.state().chip;

/** Ids of the programs that read chips and were started from this test's folder. */
async function readers(): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const lines = await Promise.all(pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const));
  return lines.filter(([, line]) => line.includes(built.program)).map(([pid]) => pid);
}

test('EL16, CH54: a card is read in a program that main started, and the page hears of nothing but devices and progress', async () => {
  await devices.call('devices.look', []);
  const simulator = await startChipSimulator({ person });
  try {
    simulator.insert();
    await expect.poll(() => chip().cardPresent, patience).toBe(true);
    const result = await devices.call('chip.read', [card.key]);
    expect(result).toMatchObject({ ok: true, value: { fields: card.fields } });
    expect(chip()).toMatchObject({ state: 'ready', adapter: 'pcsclite' });
    expect(await readers()).toHaveLength(1);
    expect(new Set(heard)).toEqual(new Set(['devices', 'chip.progress']));

    // One that dies is a chip reader that is away for a moment.
    const [pid = 0] = await readers();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => chip(), patience).toMatchObject({ state: 'missing', fault: 'pcsc-absent' });
    await expect.poll(() => chip().cardPresent, patience).toBe(true);
    expect(await devices.call('chip.read', [card.key])).toMatchObject({ ok: true, value: { fields: card.fields } });
  } finally {
    await simulator.close();
  }
}, 120_000);

test('EL16: it ends with the device process, and with the station', async () => {
  const [first = 0] = await readers();
  process.kill(devices.pid() ?? 0, 'SIGKILL');
  await expect.poll(async () => (await readers()).includes(first), patience).toBe(false);
  await expect.poll(() => chip().state, patience).toBe('ready');
  devices.stop();
  await expect.poll(async () => readers(), patience).toEqual([]);
}, 120_000);
