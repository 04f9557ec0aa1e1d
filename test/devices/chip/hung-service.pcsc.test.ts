/** A card service that hangs: it takes calls and answers none. Only with a service of this test, which it may hold still. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { ChipReader } from '../../../devices/chip/driver.js';
import { chipReaderApart } from '../../../devices/chip/reader-apart.js';
import { programAsChild } from '../../../devices/chip/reader-start.js';
import { makeCard } from '../../../devices/chip/simulator/card.js';
import { claimVirtualReader, ensurePcscd, type Pcscd } from '../../../devices/chip/simulator/pcscd.js';
import { startChipSimulator } from '../../../devices/chip/simulator/vpcd.js';
import type { Adapter } from '../../../devices/ports/readers.js';
import type { ChipProgress, DevicesState } from '../../../sync/core/capture.js';
import { person } from './person.js';
import { buildReaderProgram, type BuiltFolder } from './reader-program.js';

const never = new AbortController().signal;
const patience = { timeout: 40_000, interval: 25 };
const card = await makeCard(person);
let release: (() => Promise<void>) | null = null;
let pcscd: Pcscd;
let built: BuiltFolder;

beforeAll(async () => {
  release = await claimVirtualReader(AbortSignal.timeout(600_000));
  const started = await ensurePcscd();
  if (release === null || !started.ok) throw Error(started.ok ? 'the virtual reader is in use' : `${started.fault.code} ${started.fault.detail}`);
  pcscd = started.value;
  built = await buildReaderProgram();
}, 630_000);

afterAll(async () => {
  await pcscd.close();
  await built.remove();
  await release?.();
}, 20_000);

describe.each<Adapter>(['pcsclite', 'smartcard'])('%s', (adapter) => {
  let states: DevicesState['chip'][] = [];
  let reader: ChipReader;
  let onProgress = (_progress: ChipProgress): void => undefined;

  function open(): void {
    const told: typeof states = [];
    states = told;
    onProgress = () => undefined;
    reader = chipReaderApart({
      start: programAsChild(built.program), adapter, simulated: true, onState: (state) => told.push(state), onProgress: (progress) => onProgress(progress),
    });
  }
  afterEach(async () => {
    pcscd.hang(false);
    await reader.close();
  });
  const last = () => states.at(-1);

  test('CH47: a service that hangs before it is first asked is told as absent; once it goes on, it is there (needs a service of this test)', async (context) => {
    if (!pcscd.isOwn) context.skip('the service that runs is not ours to hold still');
    pcscd.hang(true);
    open();
    await expect.poll(last, patience).toMatchObject({ state: 'missing', fault: 'pcsc-absent' });
    expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
    pcscd.hang(false);
    await expect.poll(last, patience).toMatchObject({ state: 'ready' });
  }, 120_000);

  test('CH47: one that hangs in the middle of a reading ends it; this process goes on, and afterwards the card is read (needs a service of this test)', async (context) => {
    if (!pcscd.isOwn) context.skip('the service that runs is not ours to hold still');
    const simulator = await startChipSimulator({ person });
    open();
    simulator.insert();
    await expect.poll(() => last()?.cardPresent, patience).toBe(true);
    let hung = false;
    onProgress = ({ step }) => {
      if (step === 'text' && !hung) pcscd.hang((hung = true));
    };
    const result = await reader.read(card.key, never);
    expect(['chip-timeout', 'pcsc-absent']).toContain(result.ok ? 'read' : result.fault.code);
    await expect.poll(last, patience).toMatchObject({ state: 'missing', fault: 'pcsc-absent', cardPresent: false });
    pcscd.hang(false);
    await expect.poll(() => last()?.cardPresent, patience).toBe(true);
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { fields: card.fields } });
    simulator.remove();
    await expect.poll(() => last()?.cardPresent, patience).toBe(false);
    await simulator.close();
  }, 120_000);

  test('CH47: one that hangs while nothing is asked of it is noticed all the same, and does not keep the reader from closing (needs a service of this test)', async (context) => {
    if (!pcscd.isOwn) context.skip('the service that runs is not ours to hold still');
    open();
    await expect.poll(last, patience).toMatchObject({ state: 'ready' });
    pcscd.hang(true);
    await expect.poll(last, patience).toMatchObject({ state: 'missing', fault: 'pcsc-absent' });
    await reader.close();
  }, 120_000);
});
