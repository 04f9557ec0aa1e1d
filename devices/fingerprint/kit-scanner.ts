/** The kit's scanner: a service of its own for SBI; of the others the fingers are grown here, and the station is told how to start them. */
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { fingers } from '../../sync/core/fingers.js';
import type { DeviceOptions } from '../calls.js';
import type { KitOptions } from '../kit.js';
import { kitScanners } from '../kit.js';
import { startScannerSimulator } from './sbi/simulator/simulator.js';
import { cachedMaster } from './synthetic/cache.js';

export interface KitScannerRunning {
  /** A line for who starts the station: `scanner: ` and the device options that it needs, as JSON. */
  readonly told: string;
  close(): Promise<void>;
}

type Log = (entry: { readonly what: string; readonly sha256: string }) => void;

export async function startKitScanner({ scanner = 'sbi', profile = 'adult-normal', sbiPorts, seed, cache }: KitOptions, log: Log): Promise<KitScannerRunning> {
  if (!kitScanners.includes(scanner)) throw Error(`no such scanner: ${scanner}; there are ${kitScanners.join(', ')}`);
  if (scanner === 'sbi' || scanner === 'sbi-0.9.5' || scanner === 'sbi-1.0') {
    const specs = scanner === 'sbi' ? (['0.9.5', '1.0'] as const) : scanner === 'sbi-1.0' ? (['1.0'] as const) : (['0.9.5'] as const);
    const service = await startScannerSimulator({ ports: sbiPorts, seed, profile, missing: [], cacheFolder: cache, log, dialect: { specs, trust: 'signed' } });
    // Who vouches for it: nobody knows them until somebody imports this, as with a real one.
    if (service.anchor) writeFileSync(join(cache, 'simulated-scanners.cer'), service.anchor);
    return { told: toldOf({}), close: service.close };
  }
  for (const finger of fingers) await cachedMaster(cache, seed, finger);
  const close = async (): Promise<void> => undefined;
  if (scanner === 'helper') {
    // Built beside this program.
    const program = resolve(dirname(process.argv[1] ?? ''), 'helper-sample.js');
    return { told: toldOf({ scannerHelpers: [[process.execPath, program, '--seed', String(seed), '--profile', profile, '--cache', cache]] }), close };
  }
  return { told: toldOf({ simulatedScanner: { kind: scanner, profile, seed, cache } }), close };
}

function toldOf(options: Partial<DeviceOptions>): string {
  return `scanner: ${JSON.stringify(options)}`;
}
