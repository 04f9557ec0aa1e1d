/** Reads a WSQ file up to its bin numbers. Never throws; what is allocated is bounded by the size that its header tells, which is bounded itself. */
import { ok, type Result } from '../../../sync/core/result.js';
import { reader, type Reader } from '../../frame/bytes.js';
import { broken, MOST_TRANSFORM_PIXELS, sizeFault, type PictureFault } from '../formats/limits.js';
import { readSymbols } from './entropy.js';
import { lookup } from './huffman.js';
import { marker, TABLE_BANDS, taps, type WsqCoefficients } from './model.js';
import { countsOf, type Bins } from './quantiser.js';
import { unscale } from './scaled-number.js';
import { planSubbands } from './subbands.js';

/** What the segments told so far. */
interface Told {
  frame: Pick<WsqCoefficients, 'width' | 'height' | 'shift' | 'scale' | 'encoder' | 'software'> | null;
  bins: Bins | null;
  binCentre: number;
  isTransformKnown: boolean;
  readonly tables: Map<number, Uint16Array>;
  readonly comments: string[];
}

type Refusal = ReturnType<typeof broken> | null;

/** Segments of a file: three blocks with their tables, and a few comments. */
const MOST_SEGMENTS = 64;
const MOST_TABLES = 8;

const damaged = (detail: string): ReturnType<typeof broken> => broken('picture-damaged', 'WSQ', detail);

export function isWsq(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xa0;
}

export function parseWsq(bytes: Uint8Array): Result<WsqCoefficients, PictureFault> {
  if (!isWsq(bytes)) return broken('picture-unknown', 'WSQ');
  const told: Told = { frame: null, bins: null, binCentre: 0, isTransformKnown: false, tables: new Map(), comments: [] };
  let values: Int16Array | null = null;
  let [at, filled] = [2, 0];
  const u16 = (from: number): number => (bytes[from] ?? 0) * 256 + (bytes[from + 1] ?? 0);
  for (let segments = 0; u16(at) !== marker.end; segments++) {
    const [code, length] = [u16(at), u16(at + 2)];
    if (segments >= MOST_SEGMENTS || length < 2 || at + 2 + length > bytes.length) return damaged(`segment ${segments}`);
    const segment = reader(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
    const refused = readSegment(code, segment, told);
    if (refused !== null) return refused;
    if (code !== marker.block) continue;
    const [table, { frame, bins }] = [told.tables.get(segment.u8()), told];
    if (!table || !frame || !bins || !told.isTransformKnown) return damaged('a block before its tables');
    values ??= new Int16Array(countsOf(planSubbands(frame.width, frame.height), bins.widths).reduce((sum, count) => sum + count, 0));
    const block = readSymbols(bytes, at, table, values, filled);
    if (block === null) return damaged(`bin numbers after the ${filled}th`);
    ({ next: at, filled } = block);
  }
  const { frame, bins, binCentre, comments } = told;
  if (!frame || !bins || !values) return damaged('no picture before its end');
  return filled === values.length ? ok({ ...frame, bins, binCentre, values, comments }) : damaged(`${filled} of ${values.length} bin numbers`);
}

function readSegment(code: number, from: Reader, told: Told): Refusal {
  if (code === marker.block) return from.left() === 1 ? null : damaged('block header');
  if (code === marker.comment) {
    told.comments.push(Buffer.from(from.take(from.left())).toString('latin1'));
    return null;
  }
  if (code === marker.frame) return readFrame(from, told);
  if (code === marker.transform) return readTransform(from, told);
  if (code === marker.quantisation) return readBins(from, told);
  if (code === marker.huffman) return readTables(from, told);
  return code === marker.restart ? broken('picture-unsupported', 'WSQ', 'restart intervals') : damaged(`marker ${code.toString(16)}`);
}

function readFrame(from: Reader, told: Told): Refusal {
  // Grey levels of black and white: 0 and 255 in every file; they change nothing.
  from.take(2);
  const [height, width] = [from.u16(), from.u16()];
  const [shift, scale] = [unscale(from.u8(), from.u16()), unscale(from.u8(), from.u16())];
  const [encoder, software] = [from.u8(), from.u16()];
  if (from.failed() || told.frame !== null) return damaged('frame header');
  told.frame = { width, height, shift, scale, encoder, software };
  return sizeFault(width, height, 'WSQ', MOST_TRANSFORM_PIXELS);
}

/** Other filters than the one pair that the format is used with are not taken. */
function readTransform(from: Reader, told: Told): Refusal {
  const sizes = [from.u8(), from.u8()];
  if (sizes[0] !== 9 || sizes[1] !== 7) return broken('picture-unsupported', 'WSQ', `filters of ${sizes.join(' and ')} taps`);
  for (const wanted of [...taps.low, ...taps.high]) {
    const sign = from.u8() === 0 ? 1 : -1;
    const tap = sign * unscale(from.u8(), from.u32());
    if (from.failed()) return damaged('filters');
    if (Math.abs(tap - wanted) > 1e-6) return broken('picture-unsupported', 'WSQ', `a tap of ${tap}`);
  }
  told.isTransformKnown = true;
  return null;
}

function readBins(from: Reader, told: Told): Refusal {
  const binCentre = unscale(from.u8(), from.u16());
  const bins = { widths: new Float64Array(TABLE_BANDS), zeros: new Float64Array(TABLE_BANDS) };
  for (let band = 0; band < TABLE_BANDS; band++) {
    bins.widths[band] = unscale(from.u8(), from.u16());
    bins.zeros[band] = unscale(from.u8(), from.u16());
  }
  if (from.failed() || told.bins !== null || binCentre > 1) return damaged('bins');
  Object.assign(told, { bins, binCentre });
  return null;
}

/** One segment may hold several tables. */
function readTables(from: Reader, told: Told): Refusal {
  while (from.left() > 0) {
    const number = from.u8();
    const lengths = from.take(16);
    const symbols = from.take(lengths.reduce((sum, count) => sum + count, 0));
    const table = from.failed() || number >= MOST_TABLES ? null : lookup({ lengths, symbols });
    if (table === null) return damaged('Huffman table');
    told.tables.set(number, table);
  }
  return null;
}
