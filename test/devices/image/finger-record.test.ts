import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { writer } from '../../../devices/frame/bytes.js';
import type { FingerRecord } from '../../../devices/image/finger-record.js';
import { FORMAT, GENERAL_HEADER, unfitForEnrolment, VERSION } from '../../../devices/image/finger-record.js';
import { parseFingerRecord, parseFingerRecords } from '../../../devices/image/finger-record-parse.js';
import { writeFingerRecord } from '../../../devices/image/finger-record-write.js';
import { fingers, slaps } from '../../../sync/core/fingers.js';

const plain: FingerRecord = {
  captured: { year: 2026, month: 3, day: 14, hour: 21, minute: 5, second: 59, millisecond: 250 },
  technology: 4,
  deviceVendor: 0x1234,
  deviceType: 0x5678,
  quality: [{ score: 77, vendor: 0x000f, algorithm: 2 }],
  certifications: null,
  position: 7,
  representation: 1,
  scaleUnits: 1,
  captureRate: [500, 500],
  imageRate: [500, 500],
  bitDepth: 8,
  compression: 5,
  impression: 0,
  width: 320,
  height: 428,
  image: Uint8Array.of(1, 2, 3, 4, 5),
  extended: [],
};

const byte = fc.integer({ min: 0, max: 254 });
const word = fc.integer({ min: 0, max: 65534 });
const size = fc.integer({ min: 1, max: 65535 });
const records: fc.Arbitrary<FingerRecord> = fc.record({
  captured: fc.record({
    year: fc.option(word), month: fc.option(byte), day: fc.option(byte), hour: fc.option(byte),
    minute: fc.option(byte), second: fc.option(byte), millisecond: fc.option(word),
  }),
  technology: byte,
  deviceVendor: word,
  deviceType: word,
  quality: fc.array(fc.record({ score: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(255)), vendor: word, algorithm: word }), { maxLength: 4 }),
  certifications: fc.option(fc.array(fc.record({ authority: word, scheme: byte }), { maxLength: 3 })),
  position: fc.constantFrom(0 as const, ...fingers, ...slaps),
  representation: byte,
  scaleUnits: fc.constantFrom(1 as const, 2 as const),
  captureRate: fc.tuple(word, word),
  imageRate: fc.tuple(word, word),
  bitDepth: byte,
  compression: fc.integer({ min: 0, max: 6 }),
  impression: byte,
  width: size,
  height: size,
  image: fc.uint8Array({ minLength: 1, maxLength: 60 }),
  extended: fc.array(fc.record({ id: word, data: fc.uint8Array({ maxLength: 20 }) }), { maxLength: 3 }),
});

describe('finger record', () => {
  test('FI3: the fields lie where ISO/IEC 19794-4:2011 puts them', () => {
    const bytes = Buffer.from(writeFingerRecord(plain));
    expect(bytes.toString('hex')).toBe(
      [
        '46495200', '30323000', '00000043', '0001', '00', '01',
        '00000033', '07ea030e15053b00fa', '04', '1234', '5678', '01', '4d000f0002',
        '07', '01', '01', '01f401f4', '01f401f4', '08', '05', '00', '0140', '01ac', '00000005', '0102030405',
      ].join(''),
    );
    // The image's length stands at 58 where there is one quality block and no certification.
    expect(bytes.indexOf('000000050102030405', 0, 'hex')).toBe(58);
  });

  test('FI3: with the certification flag and two certifications the image’s length stands at 65', () => {
    const certified = { ...plain, certifications: [{ authority: 1, scheme: 2 }, { authority: 3, scheme: 4 }] };
    expect(Buffer.from(writeFingerRecord(certified)).indexOf('000000050102030405', 0, 'hex')).toBe(65);
  });

  test('FI3: any record comes back as it was written', () => {
    fc.assert(fc.property(records, (record) => void expect(parseFingerRecord(writeFingerRecord(record))).toEqual({ ok: true, value: record })));
  });

  /** As other programs write them: the representations of records of one, one behind the other. */
  function joined(all: readonly FingerRecord[], distinct = new Set(all.map((one) => one.position)).size): Uint8Array {
    const parts = all.map((one) => writeFingerRecord(one).subarray(GENERAL_HEADER));
    const out = writer();
    out.u32(FORMAT, VERSION, GENERAL_HEADER + parts.reduce((sum, part) => sum + part.length, 0));
    out.u16(all.length);
    out.u8(all[0]?.certifications ? 1 : 0, distinct);
    for (const part of parts) out.bytes(part);
    return out.done();
  }
  const several = fc.tuple(fc.array(records, { minLength: 1, maxLength: 5 }), fc.boolean()).map(([all, certified]) => all.map((one) => ({ ...one, certifications: certified ? (one.certifications ?? []) : null })));

  test('FI3: a record of several representations is read whole, in its order; where one is asked for, only one counts', () => {
    fc.assert(fc.property(several, (all) => {
      expect(parseFingerRecords(joined(all))).toEqual({ ok: true, value: all });
      const one = parseFingerRecord(joined(all));
      expect(one.ok ? null : one.fault.code).toBe(all.length === 1 ? null : 'finger-record-unsupported');
    }));
  });

  test('FI4: of several representations any cut, any changed byte and a wrong count of fingers give a value', () => {
    fc.assert(fc.property(several, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, at, changed) => {
      const bytes = joined(all);
      expect(parseFingerRecords(bytes.subarray(0, at % bytes.length)).ok).toBe(false);
      expect(parseFingerRecords(joined(all, 6))).toMatchObject({ ok: false, fault: { code: 'finger-record-damaged' } });
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ changed;
      const parsed = parseFingerRecords(bytes);
      if (parsed.ok) expect(Buffer.compare(joined(parsed.value), bytes)).toBe(0);
    }));
    expect(parseFingerRecords(joined([]))).toMatchObject({ ok: false, fault: { code: 'finger-record-damaged' } });
  });

  test('FI3: a value that does not fit its field is the caller’s mistake', () => {
    expect(() => writeFingerRecord({ ...plain, width: 65536 })).toThrow(RangeError);
  });

  test('FI4: any bytes give a value', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void expect(parseFingerRecord(bytes).ok).toBe(false)));
  });

  test('FI4: any cut and any longer record is refused', () => {
    fc.assert(
      fc.property(records, fc.nat(), (record, cut) => {
        const bytes = writeFingerRecord(record);
        expect(parseFingerRecord(bytes.subarray(0, cut % bytes.length)).ok).toBe(false);
        expect(parseFingerRecord(Buffer.concat([bytes, Buffer.of(0)])).ok).toBe(false);
      }),
    );
  });

  test('FI4: any changed byte gives a value, and a record that is taken is written back as the same bytes', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.integer({ min: 1, max: 255 }), (record, at, change) => {
        const bytes = writeFingerRecord(record);
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ change;
        const parsed = parseFingerRecord(bytes);
        if (parsed.ok) expect(Buffer.compare(writeFingerRecord(parsed.value), bytes)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  test('FI4: more representations than there are, another version and an unknown position are told apart from damage', () => {
    const changed = (at: number, value: number): unknown => {
      const bytes = writeFingerRecord(plain);
      bytes[at] = value;
      const parsed = parseFingerRecord(bytes);
      return parsed.ok ? null : parsed.fault.code;
    };
    expect(changed(0, 0)).toBe('not-a-finger-record');
    expect(changed(5, 0x31)).toBe('finger-record-unsupported');
    expect(changed(13, 2)).toBe('finger-record-damaged');
    expect(changed(40, 11)).toBe('finger-record-unsupported');
    expect(changed(11, 0x40)).toBe('finger-record-damaged');
    expect(changed(34, 200)).toBe('finger-record-damaged');
  });

  test('FI1: what is not 500 ppi, 8 bits and lossless is unfit for enrolment', () => {
    expect(unfitForEnrolment(plain)).toBeNull();
    expect(unfitForEnrolment({ ...plain, scaleUnits: 2, captureRate: [197, 197], imageRate: [197, 197] })).toBeNull();
    expect(unfitForEnrolment({ ...plain, imageRate: [500, 250] })).toMatch(/rate/);
    expect(unfitForEnrolment({ ...plain, bitDepth: 4 })).toMatch(/bits/);
    expect(unfitForEnrolment({ ...plain, compression: 4 })).toMatch(/compression/);
  });
});
