/**
 * The parts of a ZIP archive (APPNOTE 6.3), with a bound on what they unpack to. Sizes are believed nowhere: what the directory declares is added
 * up first, and what really comes out may not be more. Only stored and deflated entries; no ZIP64, no encryption: no list needs them.
 */
import { inflateRawSync } from 'node:zlib';

import type { ImportFault } from '../core/faults.js';
import { fault, ok, type Result } from '../core/result.js';
import { maxUnpacked } from './limits.js';

const maxEntries = 2000;
/** Deflate reaches 1032:1 on nothing but repetition; sheets of real lists stay under 40:1. */
const maxRatio = 200;
/** Under this size even repetition does no harm. */
const ratioFrom = 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
  readonly offset: number;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Unpacks the wanted entries; the others are measured by what they declare, and not touched. */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Result<ReadonlyMap<string, Uint8Array>, ImportFault> {
  const entries = directory(bytes);
  if (!entries.ok) return entries;
  let budget = maxUnpacked;
  const parts = new Map<string, Uint8Array>();
  const names = new Set<string>();
  for (const entry of entries.value) {
    budget -= entry.unpacked;
    if (budget < 0) return fault('spreadsheet-unsafe', `declares more than ${maxUnpacked} bytes`);
    if (entry.unpacked > ratioFrom && entry.unpacked > entry.packed * maxRatio) return fault('spreadsheet-unsafe', `packed more than ${maxRatio} to 1`);
    if (names.has(entry.name)) return fault('spreadsheet-unsafe', 'two entries of one name');
    names.add(entry.name);
  }
  for (const entry of entries.value.filter((one) => wanted(one.name))) {
    const part = inflate(bytes, entry);
    if (!part.ok) return part;
    parts.set(entry.name, part.value);
  }
  return ok(parts);
}

function directory(bytes: Uint8Array): Result<readonly Entry[], ImportFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return fault('not-a-spreadsheet', 'an archive cut short');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > maxEntries) return fault('spreadsheet-unsafe', `${count} entries`);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return fault('not-a-spreadsheet', 'an archive with a broken directory');
    if ((view.getUint16(at + 8, true) & 1) !== 0) return fault('not-a-spreadsheet', 'protected by a password: save it without one');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    entries.push({ name, method: view.getUint16(at + 10, true), packed, unpacked, crc: view.getUint32(at + 16, true), offset: view.getUint32(at + 42, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(entries);
}

/** Offset of the end record, which a comment of at most 65,535 bytes may follow. */
function endOfDirectory(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return null;
}

function inflate(bytes: Uint8Array, entry: Entry): Result<Uint8Array, ImportFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > view.byteLength || view.getUint32(entry.offset, true) !== 0x04034b50) return fault('not-a-spreadsheet', 'an archive with a broken entry');
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) return fault('not-a-spreadsheet', 'an archive cut short');
  const unpacked = entry.method === 0 ? ok(packed) : entry.method === 8 ? inflateRaw(packed, entry.unpacked) : fault('not-a-spreadsheet', `packed by method ${entry.method}`);
  if (!unpacked.ok) return unpacked;
  if (unpacked.value.length !== entry.unpacked) return fault('spreadsheet-unsafe', 'an entry of another size than it declares');
  // One wrong bit may be one wrong letter of a name.
  return crc32(unpacked.value) === entry.crc ? unpacked : fault('not-a-spreadsheet', 'an archive with a damaged entry');
}

function inflateRaw(packed: Uint8Array, declared: number): Result<Uint8Array, 'spreadsheet-unsafe' | 'not-a-spreadsheet'> {
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(1, declared) }));
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return tooLong ? fault('spreadsheet-unsafe', 'an entry that unpacks to more than it declares') : fault('not-a-spreadsheet', 'an archive with a damaged entry');
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 of ISO 3309, as ZIP has it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
