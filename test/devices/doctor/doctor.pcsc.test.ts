/** The doctor as the program that it is, with the system's service, the virtual reader and a simulated card. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { simulatedCsca } from '../../../devices/chip/simulator/issuer.js';
import { claimVirtualReader, ensurePcscd, type Pcscd } from '../../../devices/chip/simulator/pcscd.js';
import { startChipSimulator, type ChipSimulator, type ChipSimulatorOptions } from '../../../devices/chip/simulator/vpcd.js';
import { person } from '../chip/person.js';
import { buildReaderProgram, type BuiltFolder } from '../chip/reader-program.js';

let built: BuiltFolder;
let folder = '';
let release: (() => Promise<void>) | null = null;
let pcscd: Pcscd;
const simulators: ChipSimulator[] = [];

beforeAll(async () => {
  release = await claimVirtualReader(AbortSignal.timeout(600_000));
  const started = await ensurePcscd();
  if (release === null || !started.ok) throw Error(started.ok ? 'the virtual reader is in use' : `${started.fault.code} ${started.fault.detail}`);
  pcscd = started.value;
  // With the program for the readers beside it, as it is installed.
  built = await buildReaderProgram({ doctor: 'devices/doctor/main.ts' });
  folder = built.folder;
  await writeFile(join(folder, 'issuer.cer'), simulatedCsca().certificate);
}, 630_000);

afterAll(async () => {
  await Promise.all(simulators.map((one) => one.close()));
  await pcscd.close();
  await release?.();
  await built.remove();
}, 20_000);

interface End {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function doctor(args: readonly string[], environment: Readonly<Record<string, string>> = { LANG: 'en_GB.UTF-8' }): Promise<End> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, 'doctor.js'), ...args], { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), 40_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output, errors });
    });
  });
}

async function withCard(options: Omit<ChipSimulatorOptions, 'person'>, work: () => Promise<void>): Promise<void> {
  const simulator = await startChipSimulator({ person, ...options });
  simulators.push(simulator);
  simulator.insert();
  try {
    await work();
  } finally {
    simulator.remove();
  }
}

const can = '135790';

test('DR5: PACE by the card access number: facts apart, text, sizes and times; the issuer known by the list that was given', async () => {
  await withCard({ card: { can } }, async () => {
    const end = await doctor(['chip', '--can', can, '--trust', join(folder, 'issuer.cer')]);
    expect(end).toMatchObject({ code: 0 });
    for (const line of ['Adapter: pcsclite', '● access: proved · (PACE ECDH-GM AES-128 brainpoolP256r1, can)', '● signature of the data: proved', '● issuer: proved', '● data group DG13: proved', '● chip authentication: proved', '● active authentication: proved', '● zone and text agree in birth: proved', person.fullName, '14/05/1938', 'first text:', 'whole reading:']) {
      expect(end.output).toContain(line);
    }
    expect(end.output + end.errors).not.toMatch(new RegExp(`${can}|IDVNM|<<`));
  });
}, 60_000);

test('DR5: basic access control by number, birth and expiry, in Vietnamese, by the second adapter; no list makes no forgery', async () => {
  await withCard({ card: { pace: [] } }, async () => {
    const end = await doctor(['chip', '--adapter', 'smartcard', '--number', person.number, '--birth', person.birth, '--expiry', person.expiry], { LC_ALL: 'vi_VN.UTF-8' });
    expect(end).toMatchObject({ code: 0 });
    for (const line of ['Thư viện: smartcard', '● mở chip: đạt · (BAC, mrz)', '◇ nơi cấp: không xét được · chưa cho danh sách tin cậy nào', '● xác thực chip: đạt']) expect(end.output).toContain(line);
    expect(end.output).not.toContain('✕');
  });
}, 60_000);

test('DR6: with --json one object, the same facts, no content of a key', async () => {
  await withCard({ card: { can }, script: { tamper: 'chip-dg13' } }, async () => {
    const end = await doctor(['chip', '--can', can, '--json']);
    const told = JSON.parse(end.output) as { ok: boolean; facts: { name: string; state: string; values?: Record<string, unknown> }[]; files: { role: string; bytes: number }[] };
    expect(told).toMatchObject({ ok: true, adapter: 'pcsclite', reader: 'Virtual PCD 00 00', fault: null });
    expect(told.facts).toContainEqual({ name: 'hash', state: 'failed', reason: 'hash-differs', values: { group: 13 } });
    expect(told.files.find((one) => one.role === 'chip-dg2')?.bytes).toBeGreaterThan(10_000);
    expect(end.output).not.toContain(can);
  });
}, 60_000);

test('DR7: a wrong card access number is trouble: exit code 1, with the tries that are left, and the number is not repeated', async () => {
  await withCard({ card: { can } }, async () => {
    const end = await doctor(['chip', '--can', '246802']);
    expect(end.code).toBe(1);
    expect(end.output).toContain('tries left: 2');
    expect(end.output + end.errors).not.toMatch(/246802|135790/);
  });
}, 60_000);

test('DR7: no card in time is exit code 1, a command that is not understood 2', async () => {
  const waited = await doctor(['chip', '--can', can, '--wait', '1']);
  expect(waited).toMatchObject({ code: 1, errors: 'Lay the card on the reader.\n' });
  expect(waited.output).toContain('No card was laid on in time.');
  const wrong = await doctor(['chip', '--can', '1357901']);
  expect(wrong).toMatchObject({ code: 2, output: '' });
  expect(wrong.errors).toContain('value-malformed --can');
  expect(wrong.errors).not.toContain('1357901');
}, 60_000);

test('DR8: alone it tells each device’s state, which bindings load, and warns of the virtual reader', async () => {
  const end = await doctor(['--sbi-ports', '4990-4990']);
  expect(end.code).toBe(1);
  for (const line of ['Scanner: not there', 'Chip reader: ready · no card in it', 'Virtual PCD 00 00', 'Binding pcsclite: loads', 'Binding smartcard: loads', 'listens on ports 35963 and 35964 of every network interface']) {
    expect(end.output).toContain(line);
  }
}, 60_000);
