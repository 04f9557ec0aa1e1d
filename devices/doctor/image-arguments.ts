/** The command line of `doctor -- image`. */
import type { Impression } from '../../sync/core/finger-capture.js';
import { fingers, slaps, type Finger, type Slap } from '../../sync/core/fingers.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import type { RawSize } from '../image/formats/raw.js';
import type { UsageFault } from './arguments.js';

export const imageTasks = ['inspect', 'wsq-encode', 'wsq-decode', 'quality', 'segment'] as const;
export type ImageTask = (typeof imageTasks)[number];

export interface ImageCommand {
  readonly kind: 'image';
  readonly task: ImageTask;
  readonly files: readonly string[];
  /** Where the one picture is written; nothing is without it. */
  readonly out: string | null;
  readonly json: boolean;
  /** The files are bare pixels of this size. */
  readonly raw: RawSize | null;
  /** Bits per pixel aimed at. */
  readonly rate: number | null;
  /** Which finger it is and how it was laid on, for its rating; null: what the file's record says, else a right index finger, flat. */
  readonly finger: Finger | null;
  readonly impression: Impression | null;
  /** Which fingers a slap is expected to show; null: what the file's record says, else the right four. */
  readonly slap: Slap | null;
  readonly missing: readonly Finger[];
}

const valued = ['--out', '--size', '--rate', '--finger', '--impression', '--slap', '--missing'] as const;
/** Which options each task knows besides --json and --size. */
const known: Readonly<Record<ImageTask, readonly string[]>> = {
  inspect: [], 'wsq-encode': ['--out', '--rate'], 'wsq-decode': ['--out'], quality: ['--finger', '--impression'], segment: ['--slap', '--missing'],
};

/** `argv`: what stands behind the word `image`. */
export function readImageCommand(argv: readonly string[]): Result<ImageCommand, UsageFault> {
  const [word, ...left] = argv;
  const task = imageTasks.find((one) => one === word);
  if (task === undefined) return fault('command-unknown');
  const values = new Map<string, string>();
  const files: string[] = [];
  for (let option = left.shift(); option !== undefined; option = left.shift()) {
    if (!option.startsWith('--')) files.push(option);
    else if (option === '--json') values.set(option, '');
    else if (option === '--size' || known[task].includes(option)) {
      const value = left.shift();
      if (value === undefined || value.startsWith('--')) return fault('value-missing', undefined, { option });
      values.set(option, value);
    } else return fault('option-unknown', undefined, valued.some((one) => one === option) ? { option } : undefined);
  }
  const malformed = (option: string): ReturnType<typeof fault<UsageFault>> => fault('value-malformed', undefined, { option });
  const out = values.get('--out') ?? null;
  if (files.length === 0) return fault('value-missing', undefined, { option: 'FILE' });
  if (out !== null && files.length > 1) return malformed('--out');
  const size = /^(\d{1,5})x(\d{1,5})$/.exec(values.get('--size') ?? '0x0');
  const rate = Number(values.get('--rate') ?? 0.75);
  const finger = fingers.find((one) => String(one) === values.get('--finger'));
  const impression = (['flat', 'rolled'] as const).find((one) => one === values.get('--impression'));
  const slap = slaps.find((one) => String(one) === values.get('--slap'));
  const missing = (values.get('--missing') ?? '').split(',').filter((one) => one !== '').map((word) => fingers.find((one) => String(one) === word));
  if (!size) return malformed('--size');
  if (!(rate >= 0.05 && rate <= 8)) return malformed('--rate');
  if (values.has('--finger') && finger === undefined) return malformed('--finger');
  if (values.has('--impression') && impression === undefined) return malformed('--impression');
  if (values.has('--slap') && slap === undefined) return malformed('--slap');
  if (!missing.every((one) => one !== undefined)) return malformed('--missing');
  return ok({
    kind: 'image', task, files, out, json: values.has('--json'), raw: values.has('--size') ? { width: Number(size[1]), height: Number(size[2]) } : null,
    rate: values.has('--rate') ? rate : null, finger: finger ?? null, impression: impression ?? null, slap: slap ?? null, missing,
  });
}
