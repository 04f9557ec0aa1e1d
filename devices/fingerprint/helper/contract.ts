/** The conversation with a vendor's helper, version 1: HELPER.md is the text, these are its types. Nothing that a helper says is believed before it is parsed here. */
import type { FingerStep } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { fingers, slaps } from '../../../sync/core/fingers.js';

export const CONTRACT = 1;
/** Bytes of a line with its end. */
export const LONGEST_LINE = 1024 * 1024;
/** Pixels of a picture. */
export const MOST_PIXELS = 64 * 1024 * 1024;
export const DENSITY = 500;

export type ToHelper =
  | { readonly type: 'hello'; readonly contract: number; readonly folder: string }
  | { readonly type: 'list' | 'ping'; readonly id: number }
  | { readonly type: 'preview'; readonly id: number; readonly device: string; readonly step: FingerStep }
  | {
      readonly type: 'capture'; readonly id: number; readonly device: string; readonly step: FingerStep;
      readonly asked: readonly Finger[]; readonly missing: readonly Finger[]; readonly deadline: number;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'bye' };

export const helperErrors = [
  'absent', 'not-ready', 'busy', 'timeout', 'lost', 'overheated', 'unlicensed', 'refused', 'cancelled', 'not-understood', 'failed',
] as const;
export type HelperError = (typeof helperErrors)[number];

export const helperEvents = ['changed', 'finger-seen', 'overheated', 'cooled', 'gone'] as const;
export type HelperEvent = (typeof helperEvents)[number];

export interface HelperDevice {
  readonly device: string;
  readonly make: string;
  readonly model: string;
  readonly serial: string;
  readonly takes: 'slaps' | 'single';
  readonly rolled: boolean;
  readonly preview: boolean;
  readonly forRegistration: boolean;
}

export const helperFormats = ['png', 'pgm', 'bmp', 'raw'] as const;

export interface HelperFile {
  readonly file: string;
  readonly format: (typeof helperFormats)[number];
  /** Pixels, of `raw`; 0 of the others, which tell it themselves. */
  readonly width: number;
  readonly height: number;
}

export interface HelperPicture extends HelperFile {
  readonly shows: FingerStep | 'single';
  readonly finger: Finger | null;
  readonly ppi: number;
  readonly quality: number | null;
}

export type FromHelper =
  | { readonly type: 'hello'; readonly contract: number; readonly name: string; readonly version: string }
  | { readonly type: 'devices'; readonly id: number; readonly devices: readonly HelperDevice[] }
  | { readonly type: 'pong' | 'ended'; readonly id: number }
  | { readonly type: 'frame'; readonly id: number; readonly jpeg: Uint8Array; readonly picture: null }
  | { readonly type: 'frame'; readonly id: number; readonly jpeg: null; readonly picture: HelperFile }
  | { readonly type: 'captured'; readonly id: number; readonly pictures: readonly HelperPicture[] }
  | { readonly type: 'error'; readonly id: number; readonly code: HelperError; readonly words: string }
  | { readonly type: 'event'; readonly event: HelperEvent; readonly device: string | null };

/** Steps that a picture can show. */
const steps: readonly FingerStep[] = [...slaps, ...fingers];
const MOST_DEVICES = 16;
const MOST_PICTURES = 10;
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DEVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Says in the exception what is wrong; caught by `parseHelperLine` alone. */
class Malformed extends Error {}

/** One line without its end; a string says what is wrong with it. Fields that this version does not know are passed over. */
export function parseHelperLine(line: string): FromHelper | string {
  try {
    return message(object(JSON.parse(line), 'line'));
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    if (error instanceof SyntaxError) return 'the line is not JSON';
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function message(fields: Fields): FromHelper {
  const id = (): number => whole(fields, 'id', 1, Number.MAX_SAFE_INTEGER);
  const { type } = fields;
  switch (type) {
    case 'hello': return { type, contract: whole(fields, 'contract', 1, 1000), name: text(fields, 'name', 64), version: text(fields, 'version', 64) };
    case 'devices': return { type, id: id(), devices: list(fields, 'devices', MOST_DEVICES).map(device) };
    case 'pong':
    case 'ended': return { type, id: id() };
    case 'frame': {
      const frame = { type, id: id() } as const;
      return fields['jpeg'] === undefined ? { ...frame, jpeg: null, picture: file(fields) } : { ...frame, jpeg: jpeg(fields), picture: null };
    }
    case 'captured': {
      const pictures = list(fields, 'pictures', MOST_PICTURES).map(picture);
      return pictures.length === 0 ? wrong('pictures') : { type, id: id(), pictures };
    }
    case 'error': return { type, id: id(), code: oneOf(fields, 'code', helperErrors), words: text(fields, 'words', 200) };
    case 'event': {
      const { device: named = null } = fields;
      return { type, event: oneOf(fields, 'event', helperEvents), device: named === null ? null : match(fields, 'device', DEVICE_NAME) };
    }
    default: return wrong('type');
  }
}

function device(value: unknown): HelperDevice {
  const fields = object(value, 'devices');
  return {
    device: match(fields, 'device', DEVICE_NAME), make: text(fields, 'make', 64), model: text(fields, 'model', 64), serial: text(fields, 'serial', 64),
    takes: oneOf(fields, 'takes', ['slaps', 'single'] as const), rolled: truth(fields, 'rolled'), preview: truth(fields, 'preview'), forRegistration: truth(fields, 'forRegistration'),
  };
}

function picture(value: unknown): HelperPicture {
  const fields = object(value, 'pictures');
  const { quality = null, finger = null } = fields;
  return {
    ...file(fields), shows: oneOf(fields, 'shows', ['single', ...steps] as const), ppi: whole(fields, 'ppi', DENSITY, DENSITY),
    finger: finger === null ? null : oneOf(fields, 'finger', fingers), quality: quality === null ? null : whole(fields, 'quality', 0, 100),
  };
}

function file(fields: Fields): HelperFile {
  const format = oneOf(fields, 'format', helperFormats);
  const side = (key: string): number => (format === 'raw' ? whole(fields, key, 1, 65_535) : 0);
  const [width, height] = [side('width'), side('height')];
  if (width * height > MOST_PIXELS) return wrong('width');
  return { file: match(fields, 'file', FILE_NAME), format, width, height };
}

function jpeg(fields: Fields): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(match(fields, 'jpeg', BASE64), 'base64'));
  const isWhole = bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return isWhole ? bytes : wrong('jpeg');
}

function wrong(field: string): never {
  throw new Malformed(`the field ${field} is missing or wrong`);
}

function object(value: unknown, field: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : wrong(field);
}

function list(fields: Fields, key: string, most: number): readonly unknown[] {
  const value = fields[key];
  return Array.isArray(value) && value.length <= most ? value : wrong(key);
}

function text(fields: Fields, key: string, longest: number): string {
  const value = fields[key];
  return typeof value === 'string' && value.length <= longest && !/\p{Cc}/u.test(value) ? value : wrong(key);
}

function match(fields: Fields, key: string, pattern: RegExp): string {
  const value = fields[key];
  return typeof value === 'string' && pattern.test(value) ? value : wrong(key);
}

function whole(fields: Fields, key: string, least: number, most: number): number {
  const value = fields[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : wrong(key);
}

function truth(fields: Fields, key: string): boolean {
  const value = fields[key];
  return typeof value === 'boolean' ? value : wrong(key);
}

function oneOf<Value>(fields: Fields, key: string, values: readonly Value[]): Value {
  const found = values.find((one) => one === fields[key]);
  return found === undefined ? wrong(key) : found;
}
