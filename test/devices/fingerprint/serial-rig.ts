/** Simulated modules and scanners on them for tests, through the real serial library; closed after each test. */
import { afterEach, vi } from 'vitest';

import type { FingerScanner } from '../../../devices/fingerprint/model.js';
import type { SerialScannerOptions } from '../../../devices/fingerprint/serial/driver.js';
import { openSerialScanner } from '../../../devices/fingerprint/serial/driver.js';
import { decodePicture } from '../../../devices/fingerprint/serial/picture.js';
import { onGlass, r30xGlass } from '../../../devices/fingerprint/serial/simulator/glass.js';
import type { SerialSimulator, SerialSimulatorOptions } from '../../../devices/fingerprint/serial/simulator/simulator.js';
import { startSerialSimulator } from '../../../devices/fingerprint/serial/simulator/simulator.js';
import type { SerialWaits } from '../../../devices/fingerprint/serial/waits.js';
import { master } from '../../../devices/fingerprint/synthetic/master.js';
import type { StepRequest } from '../../../sync/core/finger-capture.js';

export const print = master(3, 2);
export const wanted = decodePicture(onGlass(print, r30xGlass))?.image;
export const request: StepRequest = { step: 2, asked: [2], missing: [], transaction: 'test-0001', previousHash: '' };
export const never = new AbortController().signal;
/** Twenty times the line's pace where the pace is not the matter. */
const quick = { haste: 20 } as const;
/** Answers may take as long as on a real line and longer: the machine may have other work. */
export const waits: Partial<SerialWaits> = { start: 30, look: 10, heartbeat: 60_000 };
export const until = (holds: () => boolean): Promise<unknown> => vi.waitUntil(holds, { timeout: 20_000, interval: 10 });

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

export async function simulator(options: SerialSimulatorOptions = {}): Promise<SerialSimulator> {
  const started = await startSerialSimulator({ imageTime: 5, ...options, troubles: { ...quick, ...options.troubles } });
  running.push(started);
  return started;
}

export async function scanner(path: string, options: Partial<SerialScannerOptions> = {}): Promise<FingerScanner> {
  const opened = await openSerialScanner({ path, onGone: () => undefined, ...options, waits: { ...waits, ...options.waits } }, never);
  if (!opened.ok) throw Error(JSON.stringify(opened.fault));
  running.push(opened.value);
  return opened.value;
}
