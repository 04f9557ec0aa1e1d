/** The command line of `doctor -- finger`. */
import type { FingerStep } from '../../sync/core/finger-capture.js';
import { fingers, slaps } from '../../sync/core/fingers.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import type { KindOptions } from '../fingerprint/kinds.js';
import type { UsageFault } from './arguments.js';

export const fingerTasks = ['list', 'preview', 'capture'] as const;
export type FingerTask = (typeof fingerTasks)[number];

export interface FingerCommand {
  readonly kind: 'finger';
  readonly task: FingerTask;
  readonly json: boolean;
  readonly kinds: KindOptions;
  /** Key of the scanner to use; the fittest one without it. */
  readonly scanner: string | null;
  readonly step: FingerStep;
  /** Where what came is written: a record or .png of each print, the last picture of a preview as JPEG. */
  readonly out: string | null;
  /** Milliseconds that scanners are waited for, and that a preview runs. */
  readonly wait: number;
}

const valued = ['--scanner', '--step', '--out', '--wait', '--sbi-ports', '--serial', '--helper', '--anchors'] as const;
const usualWait = 5;

/** `argv`: what stands behind the word `finger`. */
export function readFingerCommand(argv: readonly string[]): Result<FingerCommand, UsageFault> {
  const [word, ...left] = argv;
  const task = fingerTasks.find((one) => one === word);
  if (task === undefined) return fault('command-unknown');
  const values = new Map<string, readonly string[]>();
  for (let option = left.shift(); option !== undefined; option = left.shift()) {
    if (option === '--json') values.set(option, []);
    else if (valued.includes(option as (typeof valued)[number])) {
      const value = left.shift();
      if (value === undefined || value.startsWith('--')) return fault('value-missing', undefined, { option });
      values.set(option, [...(values.get(option) ?? []), value]);
    } else return option.startsWith('--') ? fault('option-unknown') : fault('command-unknown');
  }
  const last = (option: (typeof valued)[number]): string | undefined => values.get(option)?.at(-1);
  const step = [...slaps, ...fingers].find((one) => String(one) === (last('--step') ?? '13'));
  if (step === undefined) return fault('value-malformed', undefined, { option: '--step' });
  const wait = Number(last('--wait') ?? usualWait);
  if (!(wait >= 0 && wait <= 3600)) return fault('value-malformed', undefined, { option: '--wait' });
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(last('--sbi-ports') ?? '4501-4600');
  if (range === null) return fault('value-malformed', undefined, { option: '--sbi-ports' });
  const anchors = last('--anchors');
  const kinds: KindOptions = {
    sbiPorts: [Number(range[1]), Number(range[2])], usbScanners: true, serialScanners: values.get('--serial') ?? [],
    // A program and its arguments, parted by blanks: no shell reads them.
    scannerHelpers: (values.get('--helper') ?? []).map((line) => line.split(/\s+/).filter(Boolean)),
    ...(anchors === undefined ? {} : { scannerAnchors: anchors }),
  };
  return ok({ kind: 'finger', task, json: values.has('--json'), kinds, scanner: last('--scanner') ?? null, step, out: last('--out') ?? null, wait: wait * 1000 });
}
