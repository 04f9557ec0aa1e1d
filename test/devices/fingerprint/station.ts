/** A scanner as the station opens it, with what it told kept, and ways to wait for it. */
import type { FingerAnalysis } from '../../../devices/fingerprint/analysis.js';
import { withoutAnalysis } from '../../../devices/fingerprint/analysis.js';
import type { SbiWaits } from '../../../devices/fingerprint/sbi/driver.js';
import { sbiFinder } from '../../../devices/fingerprint/sbi/finder.js';
import type { Scanner, ScannerOptions, ScannersState } from '../../../devices/fingerprint/scanner.js';
import { openScanner } from '../../../devices/fingerprint/scanner.js';
import type { DeviceState } from '../../../sync/core/capture.js';
import type { StepRequest } from '../../../sync/core/finger-capture.js';

export interface Watched {
  readonly scanner: Scanner;
  /** Of the scanner in use; without the changes of others. */
  readonly states: DeviceState[];
  readonly all: ScannersState[];
  readonly pictures: Uint8Array[];
}

/** Short waits, so that a fault shows soon; long enough for a loaded machine. */
export function watch(port: number, waits: Partial<SbiWaits> = {}): Watched {
  return watchFinders({ finders: [sbiFinder({ ports: [port, port], waits: { look: 50, answer: 2000, capture: 20_000, silence: 5000, ...waits } })] });
}

export function watchFinders(options: Pick<ScannerOptions, 'finders'> & Partial<ScannerOptions>, analysis: FingerAnalysis = withoutAnalysis()): Watched {
  const states: DeviceState[] = [];
  const all: ScannersState[] = [];
  const pictures: Uint8Array[] = [];
  const scanner = openScanner({
    simulated: true,
    analysis,
    onState: (state) => {
      if (JSON.stringify(states.at(-1)) !== JSON.stringify(state.scanner)) states.push(state.scanner);
      all.push(state);
    },
    onFrame: ({ jpeg }) => pictures.push(jpeg),
    ...options,
    waits: { again: 50, ...options.waits },
  });
  return { scanner, states, all, pictures };
}

/** Looks every few milliseconds; throws after twenty seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadline) throw Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function asking(change: Partial<StepRequest> = {}): StepRequest {
  return { step: 13, asked: [2, 5], missing: [3, 4], transaction: '0198c0de-0000-7000-8000-000000000001', previousHash: '', ...change };
}

export const never = new AbortController().signal;
