/** A scanner driver as the station opens it, with what it told kept, and ways to wait for it. */
import { openScanner } from '../../../devices/fingerprint/scanner.js';
import type { Scanner, ScannerWaits } from '../../../devices/fingerprint/scanner.js';
import type { DeviceState, SlapRequest } from '../../../sync/core/capture.js';

export interface Watched {
  readonly scanner: Scanner;
  readonly states: DeviceState[];
  readonly pictures: Uint8Array[];
}

/** Short waits, so that a fault shows soon; long enough for a loaded machine. */
export function watch(port: number, waits: Partial<ScannerWaits> = {}): Watched {
  const states: DeviceState[] = [];
  const pictures: Uint8Array[] = [];
  const scanner = openScanner({
    ports: [port, port],
    simulated: true,
    onState: (state) => states.push(state),
    onPreview: (jpeg) => pictures.push(jpeg),
    waits: { look: 50, answer: 2000, capture: 5000, silence: 2000, ...waits },
  });
  return { scanner, states, pictures };
}

/** Looks every few milliseconds; throws after twenty seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadline) throw Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function asking(change: Partial<SlapRequest> = {}): SlapRequest {
  return { slap: 13, missing: [3, 4], transaction: '0198c0de-0000-7000-8000-000000000001', previousHash: '', ...change };
}

export const never = new AbortController().signal;
