/** The command line of the station. */
import type { DeviceOptions } from '../devices/calls.js';

export interface Arguments {
  readonly simulated: boolean;
  readonly sbiPorts: DeviceOptions['sbiPorts'];
}

/** `--simulated` marks the devices as simulated; `--sbi-ports=4501-4600` is where scanner services are looked for. */
export function readArguments(argv: readonly string[]): Arguments {
  const range = /^--sbi-ports=(\d{1,5})-(\d{1,5})$/.exec(argv.find((one) => one.startsWith('--sbi-ports=')) ?? '');
  return {
    simulated: argv.includes('--simulated'),
    sbiPorts: range === null ? [4501, 4600] : [Number(range[1]), Number(range[2])],
  };
}
