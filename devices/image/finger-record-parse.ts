/** Reads finger image records of ISO/IEC 19794-4:2011. */
import { fingers, slaps } from '../../sync/core/fingers.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import type { Reader } from '../frame/bytes.js';
import { reader } from '../frame/bytes.js';
import type { CaptureDate, ExtendedBlock, FingerPosition, FingerRecord, QualityBlock } from './finger-record.js';
import { FORMAT, VERSION } from './finger-record.js';

export type FingerRecordFault = 'not-a-finger-record' | 'finger-record-damaged' | 'finger-record-unsupported';

/** Largest record taken: a whole platen uncompressed and some. */
export const MOST_RECORD_BYTES = 16 * 1024 * 1024;

/** Bytes in which a representation tells its length, itself counted. */
const LENGTH_FIELD = 4;

const positions: readonly number[] = [0, ...fingers, ...slaps];

/** Reads a record of exactly one representation, as a capture is. The image's bytes are a view into what was given. */
export function parseFingerRecord(bytes: Uint8Array): Result<FingerRecord, FingerRecordFault> {
  const all = parseFingerRecords(bytes);
  if (!all.ok) return all;
  const [first, ...others] = all.value;
  return first && others.length === 0 ? ok(first) : fault('finger-record-unsupported', `${all.value.length} representations`);
}

/** Reads all representations of a record, in its order; at least one. */
export function parseFingerRecords(bytes: Uint8Array): Result<readonly FingerRecord[], FingerRecordFault> {
  if (bytes.length > MOST_RECORD_BYTES) return fault('finger-record-unsupported', `${bytes.length} bytes`);
  const from = reader(bytes);
  const [format, version, length] = [from.u32(), from.u32(), from.u32()];
  if (from.failed() || format !== FORMAT) return fault('not-a-finger-record');
  if (version !== VERSION) return fault('finger-record-unsupported', 'version');
  if (length !== bytes.length) return fault('finger-record-damaged', `record length ${length}, ${bytes.length} there`);
  const count = from.u16();
  const certified = from.u8();
  const distinct = from.u8();
  if (certified > 1) return fault('finger-record-damaged', `certification flag ${certified}`);
  const records: FingerRecord[] = [];
  while (records.length < count && from.left() > 0) {
    const representation = from.take(from.u32() - LENGTH_FIELD);
    if (from.failed()) return fault('finger-record-damaged', 'representation length');
    const parsed = parseRepresentation(reader(representation), certified === 1);
    if (!parsed.ok) return parsed;
    records.push(parsed.value);
  }
  if (records.length !== count || from.left() > 0 || count === 0) return fault('finger-record-damaged', `${count} representations, ${records.length} there`);
  if (distinct !== new Set(records.map((record) => record.position)).size) return fault('finger-record-damaged', `${distinct} fingers`);
  return ok(records);
}

function parseRepresentation(from: Reader, certified: boolean): Result<FingerRecord, FingerRecordFault> {
  const captured = readDate(from);
  const technology = from.u8();
  const [deviceVendor, deviceType] = [from.u16(), from.u16()];
  const quality = readBlocks(from, (): QualityBlock => ({ score: from.u8(), vendor: from.u16(), algorithm: from.u16() }));
  const certifications = certified ? readBlocks(from, () => ({ authority: from.u16(), scheme: from.u8() })) : null;
  const [position, representation, scaleUnits] = [from.u8(), from.u8(), from.u8()];
  const captureRate = [from.u16(), from.u16()] as const;
  const imageRate = [from.u16(), from.u16()] as const;
  const [bitDepth, compression, impression] = [from.u8(), from.u8(), from.u8()];
  const [width, height] = [from.u16(), from.u16()];
  const image = from.take(from.u32());
  const extended = readExtended(from);
  if (from.failed() || !extended) return fault('finger-record-damaged', 'shorter than its lengths say');
  if (!positions.includes(position)) return fault('finger-record-unsupported', `position ${position}`);
  if (scaleUnits !== 1 && scaleUnits !== 2) return fault('finger-record-damaged', `scale units ${scaleUnits}`);
  if (width === 0 || height === 0 || image.length === 0) return fault('finger-record-damaged', 'no image');
  if (compression > 6) return fault('finger-record-unsupported', `compression ${compression}`);
  if (quality.some((block) => block.score > 100 && block.score !== 255)) return fault('finger-record-damaged', 'quality score');
  return ok({
    captured, technology, deviceVendor, deviceType, quality, certifications, position: position as FingerPosition, representation,
    scaleUnits, captureRate, imageRate, bitDepth, compression, impression, width, height, image, extended,
  });
}

function readDate(from: Reader): CaptureDate {
  const two = (): number | null => known(from.u16(), 0xffff);
  const one = (): number | null => known(from.u8(), 0xff);
  return { year: two(), month: one(), day: one(), hour: one(), minute: one(), second: one(), millisecond: two() };
}

function known(value: number, unknown: number): number | null {
  return value === unknown ? null : value;
}

/** A count of one byte and so many blocks. Stops as soon as the bytes end. */
function readBlocks<Block>(from: Reader, read: () => Block): readonly Block[] {
  const blocks: Block[] = [];
  for (let left = from.u8(); left > 0 && !from.failed(); left--) blocks.push(read());
  return blocks;
}

function readExtended(from: Reader): readonly ExtendedBlock[] | null {
  const blocks: ExtendedBlock[] = [];
  while (from.left() > 0 && !from.failed()) {
    const id = from.u16();
    const length = from.u16();
    if (length < 4) return null;
    blocks.push({ id, data: from.take(length - 4) });
  }
  return blocks;
}
