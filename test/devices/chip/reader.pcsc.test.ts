/** The real service and the virtual reader: each binding, pcscd and vpcd, with the simulated chip as the card. One such test at a time per machine. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ChipReader } from '../../../devices/chip/driver.js';
import { chipReaderApart, type ApartOptions } from '../../../devices/chip/reader-apart.js';
import { programAsChild } from '../../../devices/chip/reader-start.js';
import { makeCard } from '../../../devices/chip/simulator/card.js';
import type { ApduTally } from '../../../devices/chip/simulator/link.js';
import { claimVirtualReader, ensurePcscd, type Pcscd } from '../../../devices/chip/simulator/pcscd.js';
import { startChipSimulator, type ChipSimulator, type ChipSimulatorOptions } from '../../../devices/chip/simulator/vpcd.js';
import type { Adapter } from '../../../devices/ports/readers.js';
import type { ChipProgress, DevicesState } from '../../../sync/core/capture.js';
import { otherProgram } from './other-program.js';
import { person } from './person.js';
import { runReaderProcess } from './reader-process.js';
import { buildReaderProgram, type BuiltFolder } from './reader-program.js';

const never = new AbortController().signal;
const patience = { timeout: 10_000, interval: 25 };

let release: (() => Promise<void>) | null = null;
let pcscd: Pcscd;
let built: BuiltFolder;
let reader: ChipReader;
const states: DevicesState['chip'][] = [];
const progress: ChipProgress[] = [];
const simulators: ChipSimulator[] = [];
const card = await makeCard(person);

beforeAll(async () => {
  release = await claimVirtualReader(AbortSignal.timeout(600_000));
  const started = await ensurePcscd();
  if (release === null || !started.ok) throw Error(started.ok ? 'the virtual reader is in use' : `${started.fault.code} ${started.fault.detail}`);
  pcscd = started.value;
  built = await buildReaderProgram();
}, 630_000);

afterAll(async () => {
  await Promise.all(simulators.map((one) => one.close()));
  await pcscd.close();
  await built.remove();
  await release?.();
}, 20_000);

function open(adapter: Adapter, options: Partial<ApartOptions>): ChipReader {
  return chipReaderApart({ start: programAsChild(built.program), adapter, simulated: true, onState: () => undefined, onProgress: () => undefined, ...options });
}

async function insert(options: Omit<ChipSimulatorOptions, 'person'> = {}) {
  const simulator = await startChipSimulator({ person, ...options });
  simulators.push(simulator);
  simulator.insert();
  await present(true);
  return simulator;
}

async function present(is: boolean): Promise<void> {
  await expect.poll(() => states.at(-1)?.cardPresent, patience).toBe(is);
}

describe.each<Adapter>(['pcsclite', 'smartcard'])('%s', (adapter) => {
  beforeAll(() => {
    states.length = 0;
    reader = open(adapter, { onState: (state) => states.push(state), onProgress: (one) => progress.push(one) });
  });
  afterAll(() => reader.close());

  test('CH23, CH48: the virtual reader is found without a card, and which adapter found it is told', async () => {
    await expect.poll(() => states.at(-1), patience).toMatchObject({ state: 'ready', cardPresent: false, identity: { model: 'Virtual PCD 00 00' }, adapter });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-absent' } });
  });

  test('CH23: a card laid on is read whole: every byte, every field, the photo, and the simulator says the same', async () => {
    const told: { what: string; sha256: string }[] = [];
    const simulator = await insert({ log: (entry) => told.push(entry) });
    const result = await reader.read(card.key, never);
    if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
    expect(result.value.fields).toEqual(card.fields);
    expect(result.value.files.map((one) => [one.role, Buffer.from(one.bytes).toString('hex')]))
      .toEqual(card.files.map((one) => [one.file.role, Buffer.from(one.bytes).toString('hex')]));
    expect(result.value.photo).not.toBeNull();
    expect(told.map((one) => one.what)).toEqual(expect.arrayContaining([...card.files.map((one) => one.file.role), 'field:fullName']));
    const facts = result.value.facts?.map((one) => `${one.name} ${one.state}`);
    expect(facts).toEqual(expect.arrayContaining(['access ok', 'chip-authentication ok', 'active-authentication ok', 'sod-signature ok', 'hash ok']));
    expect(progress.at(-1)).toMatchObject({ step: 'done' });
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH23: by its card access number, over a modelled link, with few commands and each told', async () => {
    const tallies: ApduTally[] = [];
    const simulator = await insert({ link: { rate: 848, chip: 1 }, onApdu: (one) => tallies.push(one) });
    expect(await reader.read({ can: '000000' }, never)).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong', values: { password: 'can', tries: 2 } } });
    tallies.length = 0;
    expect(await reader.read({ can: simulator.card.can }, never)).toMatchObject({ ok: true, value: { fields: card.fields } });
    expect(tallies.length).toBeLessThanOrEqual(31);
    expect(tallies.every((one) => one.held > 1)).toBe(true);
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH23: a wrong key is named, and the right one then works on the same card', async () => {
    const simulator = await insert();
    expect(await reader.read({ ...card.key, birth: '380515' }, never)).toMatchObject({ ok: false, fault: { code: 'chip-key-wrong' } });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH23: a card pulled mid-read is removed; laid on again, it is read', async () => {
    const simulator = await insert({ script: { removeAt: 13 } });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-removed' } });
    await present(false);
    simulator.insert();
    await present(true);
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { fields: card.fields } });
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH23: a cancelled reading lets the card go, so that the next one works', async () => {
    const simulator = await insert();
    const controller = new AbortController();
    const before = progress.length;
    const reading = reader.read(card.key, controller.signal);
    await expect.poll(() => progress.length, patience).toBeGreaterThan(before + 5);
    controller.abort();
    expect(await reading).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH23: of several readers the one with the card is used', async () => {
    const simulator = await insert({ port: 35_964 });
    expect(states.at(-1)?.identity?.model).toBe('Virtual PCD 00 01');
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { reader: 'Virtual PCD 00 01' } });
    simulator.remove();
    await present(false);
  }, 40_000);

  test('CH24: a chip that falls silent is given up at the deadline, and once it is lifted the next reading works', async () => {
    const impatient = open(adapter, { deadlines: { whole: 20_000, command: 500 } });
    const simulator = await insert({ script: { silentAt: 13 } });
    // This reader may have yet to see the card.
    const code = async (): Promise<string> => {
      const result = await impatient.read(card.key, never);
      return result.ok ? 'read' : result.fault.code;
    };
    await expect.poll(code, { timeout: 15_000, interval: 25 }).toBe('chip-timeout');
    simulator.remove();
    await present(false);
    await impatient.close();
    simulator.insert();
    await present(true);
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 60_000);

  test.each(['exclusive', 'shared'] as const)('CH43: a card that another program holds (%s) is named so; let go, it is read', async (how) => {
    const simulator = await insert();
    const other = await otherProgram('Virtual PCD 00 00', how);
    expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'reader-absent', detail: 'held by another program' } });
    await other.end();
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 60_000);

  test('CH43: a program that looks at the card for a moment, and resets it, is waited out', async () => {
    const simulator = await insert();
    const other = await otherProgram('Virtual PCD 00 00', 'reset');
    const reading = reader.read(card.key, never);
    await other.end();
    expect(await reading).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 60_000);

  test('CH44: a card that is left in the field is read again and again', async () => {
    const simulator = await insert();
    for (let time = 0; time < 3; time++) expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    simulator.remove();
    await present(false);
  }, 60_000);

  test('CH24: a service that is killed and started again is found again, with the card (needs a service of this test)', async (context) => {
    if (!pcscd.isOwn) context.skip('the service that runs is not ours to stop');
    const simulator = await insert();
    await pcscd.kill();
    await expect.poll(() => states.at(-1), patience).toMatchObject({ state: 'missing', fault: 'pcsc-absent', cardPresent: false });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
    const started = await ensurePcscd();
    if (!started.ok) throw Error(started.fault.code);
    pcscd = started.value;
    await present(true);
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { fields: card.fields } });
    simulator.remove();
    await present(false);
  }, 60_000);

  test('CH24: a service that comes back with another reader in place of the old one has that one alone (needs a service of this test)', async (context) => {
    if (!pcscd.isOwn) context.skip('the service that runs is not ours to stop');
    const configuration = await mkdtemp(join(tmpdir(), 'reader-conf-'));
    await writeFile(join(configuration, 'other'), 'FRIENDLYNAME "Other reader"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID 0x8C7B\n');
    for (const [readers, model] of [[configuration, 'Other reader 00 00'], [undefined, 'Virtual PCD 00 00']] as const) {
      await pcscd.kill();
      await expect.poll(() => states.at(-1)?.fault, patience).toBe('pcsc-absent');
      const started = await ensurePcscd({}, readers);
      if (!started.ok) throw Error(started.fault.code);
      pcscd = started.value;
      const simulator = await insert();
      expect(states.at(-1)?.identity?.model).toBe(model);
      expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { reader: model } });
      simulator.remove();
      await present(false);
    }
    await rm(configuration, { recursive: true });
  }, 60_000);
});

test('CH25: with readers watched, a closed reader lets the process end by itself', async () => {
  const end = await runReaderProcess({});
  expect(end).toMatchObject({ code: 0, errors: '' });
  expect(JSON.parse(end.output)).toMatchObject({ states: [{ state: 'ready' }], result: { ok: false, fault: { code: 'card-absent' } } });
}, 60_000);
