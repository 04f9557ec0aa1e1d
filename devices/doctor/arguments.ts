/** The doctor's command line. What opens a card is taken from it and never repeated, not in a complaint either. */
import type { ChipKey, MrzKey } from '../../sync/core/capture.js';
import { parseDate, toMrzDate } from '../../sync/core/dates.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import type { Adapter } from '../ports/readers.js';
import { zoneOf } from '../chip/lds/dg1.js';
import type { HelperCheckCommand } from './helper-check.js';
import { readFingerCommand, type FingerCommand } from './finger-arguments.js';
import { readImageCommand, type ImageCommand } from './image-arguments.js';

export type DoctorCommand = DevicesCommand | ChipCommand | FingerCommand | HelperCheckCommand | ImageCommand;

export interface DevicesCommand {
  readonly kind: 'devices';
  readonly json: boolean;
  readonly sbiPorts: readonly [number, number];
}

export interface ChipCommand {
  readonly kind: 'chip';
  /** Without one the doctor looks at readers and card alone. */
  readonly key: ChipKey | null;
  readonly json: boolean;
  readonly adapter: Adapter | null;
  /** Files of trust lists. */
  readonly trust: readonly string[];
  /** Milliseconds that a card is waited for. */
  readonly wait: number;
}

/** Codes of what is wrong with the command; `values.option` names it, never what was given. */
export type UsageFault = 'option-unknown' | 'value-missing' | 'value-malformed' | 'keys-mixed' | 'key-incomplete' | 'command-unknown';

const flags = ['--json'] as const;
const valued = ['--can', '--mrz', '--number', '--birth', '--expiry', '--adapter', '--wait', '--sbi-ports'] as const;
const usualWait = 30;

type Values = ReadonlyMap<string, string>;

export function readCommand(argv: readonly string[]): Result<DoctorCommand, UsageFault> {
  const values = new Map<string, string>();
  const trust: string[] = [];
  const words: string[] = [];
  const left = argv.filter((one) => one !== '--');
  if (left[0] === 'finger' && left[1] === 'helper-check') return helperCheckCommand(argv);
  if (left[0] === 'finger') return readFingerCommand(left.slice(1));
  if (left[0] === 'image') return readImageCommand(left.slice(1));
  for (let option = left.shift(); option !== undefined; option = left.shift()) {
    if (!option.startsWith('--')) words.push(option);
    else if (flags.includes(option as (typeof flags)[number])) values.set(option, '');
    else if (option === '--trust') {
      if (left[0] === undefined || left[0].startsWith('--')) return fault('value-missing', undefined, { option });
      while (left[0] !== undefined && !left[0].startsWith('--')) trust.push(left.shift() ?? '');
    } else if (valued.includes(option as (typeof valued)[number])) {
      const value = left.shift();
      if (value === undefined || value.startsWith('--')) return fault('value-missing', undefined, { option });
      values.set(option, value);
    } else return fault('option-unknown');
  }
  const [word, ...more] = words;
  if (more.length > 0 || (word !== undefined && word !== 'chip')) return fault('command-unknown');
  return word === undefined ? devicesCommand(values, trust) : chipCommand(values, trust);
}

/** All that follows is the helper's command, options like the doctor's own included; --json stands before it. */
function helperCheckCommand(argv: readonly string[]): Result<HelperCheckCommand, UsageFault> {
  const [first, ...rest] = argv.slice(argv.indexOf('helper-check') + 1);
  const json = first === '--json';
  const command = json ? rest : [...(first === undefined ? [] : [first]), ...rest];
  return command[0] === undefined || command[0] === '' ? fault('value-missing', undefined, { option: 'helper-check' }) : ok({ kind: 'helper-check', json, command });
}

function devicesCommand(values: Values, trust: readonly string[]): Result<DoctorCommand, UsageFault> {
  if (trust.length > 0 || [...values.keys()].some((one) => one !== '--json' && one !== '--sbi-ports')) return fault('option-unknown');
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(values.get('--sbi-ports') ?? '4501-4600');
  if (range === null) return fault('value-malformed', undefined, { option: '--sbi-ports' });
  return ok({ kind: 'devices', json: values.has('--json'), sbiPorts: [Number(range[1]), Number(range[2])] });
}

function chipCommand(values: Values, trust: readonly string[]): Result<DoctorCommand, UsageFault> {
  if (values.has('--sbi-ports')) return fault('option-unknown');
  const key = keyOf(values);
  if (!key.ok) return key;
  const adapter = values.get('--adapter') ?? null;
  if (adapter !== null && adapter !== 'pcsclite' && adapter !== 'smartcard') return fault('value-malformed', undefined, { option: '--adapter' });
  const wait = Number(values.get('--wait') ?? usualWait);
  if (!Number.isFinite(wait) || wait < 0 || wait > 3600) return fault('value-malformed', undefined, { option: '--wait' });
  return ok({ kind: 'chip', key: key.value, json: values.has('--json'), adapter, trust, wait: wait * 1000 });
}

function keyOf(values: Values): Result<ChipKey | null, UsageFault> {
  const [can, mrz] = [values.get('--can'), values.get('--mrz')];
  const parts = ['--number', '--birth', '--expiry'].filter((one) => values.has(one));
  if ([can !== undefined, mrz !== undefined, parts.length > 0].filter(Boolean).length > 1) return fault('keys-mixed');
  if (can !== undefined) return /^\d{6}$/.test(can) ? ok({ can }) : fault('value-malformed', undefined, { option: '--can' });
  if (mrz !== undefined) {
    const zone = zoneOf(mrz);
    return zone.ok ? ok({ number: zone.value.number, birth: zone.value.birth, expiry: zone.value.expiry }) : fault('value-malformed', undefined, { option: '--mrz' });
  }
  if (parts.length === 0) return ok(null);
  return parts.length < 3 ? fault('key-incomplete') : mrzKey(values.get('--number') ?? '', values.get('--birth') ?? '', values.get('--expiry') ?? '');
}

/** A personal number stands for its last nine digits, as on Vietnamese cards; days as yyyy-mm-dd, dd/mm/yyyy or YYMMDD. */
function mrzKey(number: string, birth: string, expiry: string): Result<MrzKey, UsageFault> {
  const document = (/^\d{12}$/.test(number) ? number.slice(-9) : number).toUpperCase();
  if (!/^[A-Z0-9<]{1,22}$/.test(document)) return fault('value-malformed', undefined, { option: '--number' });
  const [born, expires] = [zoneDay(birth), zoneDay(expiry)];
  if (born === null) return fault('value-malformed', undefined, { option: '--birth' });
  return expires === null ? fault('value-malformed', undefined, { option: '--expiry' }) : ok({ number: document, birth: born, expiry: expires });
}

function zoneDay(text: string): string | null {
  if (/^[0-9<]{6}$/.test(text)) return text;
  const date = parseDate(text);
  return date.ok && date.value !== '' ? toMrzDate(date.value) : null;
}
