import { writer } from '../frame/bytes.js';
import type { CaptureDate, FingerRecord } from './finger-record.js';
import { FORMAT, GENERAL_HEADER, VERSION } from './finger-record.js';

/** The bytes of a record. Throws RangeError where a value does not fit its field. */
export function writeFingerRecord(record: FingerRecord): Uint8Array {
  const body = writer();
  writeDate(body, record.captured);
  body.u8(record.technology);
  body.u16(record.deviceVendor, record.deviceType);
  body.u8(record.quality.length);
  for (const block of record.quality) {
    body.u8(block.score);
    body.u16(block.vendor, block.algorithm);
  }
  if (record.certifications) {
    body.u8(record.certifications.length);
    for (const block of record.certifications) {
      body.u16(block.authority);
      body.u8(block.scheme);
    }
  }
  body.u8(record.position, record.representation, record.scaleUnits);
  body.u16(...record.captureRate, ...record.imageRate);
  body.u8(record.bitDepth, record.compression, record.impression);
  body.u16(record.width, record.height);
  body.u32(record.image.length);
  body.bytes(record.image);
  for (const block of record.extended) {
    body.u16(block.id, block.data.length + 4);
    body.bytes(block.data);
  }
  const representation = body.done();
  const out = writer();
  out.u32(FORMAT, VERSION, GENERAL_HEADER + 4 + representation.length);
  out.u16(1);
  out.u8(record.certifications ? 1 : 0, 1);
  out.u32(4 + representation.length);
  out.bytes(representation);
  return out.done();
}

function writeDate(out: ReturnType<typeof writer>, date: CaptureDate): void {
  out.u16(date.year ?? 0xffff);
  out.u8(date.month ?? 0xff, date.day ?? 0xff, date.hour ?? 0xff, date.minute ?? 0xff, date.second ?? 0xff);
  out.u16(date.millisecond ?? 0xffff);
}
