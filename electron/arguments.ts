/** The command line of the station. */
import { z } from 'zod';

import type { DeviceOptions } from '../devices/calls.js';
import { profileKeys } from '../devices/fingerprint/synthetic/profile.js';

export interface Arguments {
  readonly simulated: boolean;
  readonly sbiPorts: DeviceOptions['sbiPorts'];
  /** Kinds of scanners that are looked for besides services. */
  readonly scanners: Scanners;
}
type Scanners = Pick<DeviceOptions, 'usbScanners' | 'serialScanners' | 'scannerHelpers' | 'simulatedScanner'>;

const text = z.string().min(1).max(1000);
const scanners: z.ZodType<Scanners> = z.strictObject({
  usbScanners: z.boolean().exactOptional(),
  serialScanners: z.array(text).max(16).exactOptional(),
  scannerHelpers: z.array(z.array(text).min(1).max(32)).max(8).exactOptional(),
  simulatedScanner: z.strictObject({ kind: z.enum(['uareu', 'serial']), profile: z.enum(profileKeys), seed: z.int(), cache: text }).exactOptional(),
});

/**
 * `--simulated` marks the devices as simulated; `--sbi-ports=4501-4600` is where scanner services are looked for.
 * `--scanners=` and a JSON object of DeviceOptions: serial ports, helpers of vendors; without it the readers on USB, in training none.
 * What is no such object ends the start with the reason.
 */
export function readArguments(argv: readonly string[]): Arguments {
  const simulated = argv.includes('--simulated');
  const given = argv.find((one) => one.startsWith('--scanners='))?.slice('--scanners='.length);
  const range = /^--sbi-ports=(\d{1,5})-(\d{1,5})$/.exec(argv.find((one) => one.startsWith('--sbi-ports=')) ?? '');
  return {
    simulated,
    sbiPorts: range === null ? [4501, 4600] : [Number(range[1]), Number(range[2])],
    scanners: given === undefined ? { usbScanners: !simulated } : scanners.parse(JSON.parse(given)),
  };
}
