import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { fingers } from '../../../sync/core/fingers.js';
import type { FingerRecord } from '../../../devices/image/finger-record.js';
import { annotationBlock, annotationsOf, ownQuality, ownSegmentation, placeOf, segmentationBlock, segmentationOf } from '../../../devices/image/finger-record-blocks.js';
import { parseFingerRecord } from '../../../devices/image/finger-record-parse.js';
import { writeFingerRecord } from '../../../devices/image/finger-record-write.js';

const slap: FingerRecord = {
  captured: { year: 2026, month: 3, day: 14, hour: 21, minute: 5, second: 59, millisecond: 250 }, technology: 1, deviceVendor: 0, deviceType: 0, quality: [ownQuality(71.6)],
  certifications: null, position: 13, representation: 1, scaleUnits: 1, captureRate: [500, 500], imageRate: [500, 500], bitDepth: 8, compression: 5, impression: 0,
  width: 1600, height: 1000, image: Uint8Array.of(1, 2, 3), extended: [],
};

function readBack(record: FingerRecord): FingerRecord {
  const parsed = parseFingerRecord(writeFingerRecord(record));
  if (!parsed.ok) throw Error(parsed.fault.code);
  return parsed.value;
}

const places = fc.array(fc.record({
  finger: fc.constantFrom(...fingers), x: fc.integer({ min: 300, max: 900 }), y: fc.integer({ min: 300, max: 600 }), width: fc.integer({ min: 100, max: 300 }),
  height: fc.integer({ min: 100, max: 300 }), angle: fc.integer({ min: -40, max: 40 }),
}), { maxLength: 4 });

test('WQ11: places of fingers come back from the record’s segmentation block, with their scores', () => {
  fc.assert(fc.property(places, (found) => {
    const read = segmentationOf(readBack({ ...slap, extended: [segmentationBlock(ownSegmentation(found, (finger) => (finger === 5 ? null : finger * 9)))] }));
    if (!read.ok || !read.value) throw Error('no segmentation');
    expect(read.value.segments.map(({ finger, quality }) => [finger, quality])).toEqual(found.map(({ finger }) => [finger, finger === 5 ? 255 : finger * 9]));
    read.value.segments.forEach((segment, at) => {
      const [back, place] = [placeOf(segment), found[at]];
      if (!back || !place) throw Error('no place');
      for (const name of ['x', 'y', 'width', 'height'] as const) expect(Math.abs(back[name] - place[name])).toBeLessThan(1.6);
      expect(Math.abs(back.angle - place.angle)).toBeLessThan(0.8);
      expect(Math.abs(((segment.orientation * 360) / 256 + 180) % 360 - 180 - place.angle)).toBeLessThan(0.8);
    });
  }));
});

test('WQ11: the blocks’ fields lie where tables 12 and 13 put them', () => {
  const segmentation = { vendor: 0x0102, algorithm: 0x0304, quality: 88, qualityVendor: 0x0506, qualityAlgorithm: 0x0708, segments: [{ finger: 2, quality: 70, corners: [{ x: 10, y: 20 }, { x: 300, y: 400 }], orientation: 9 }] } as const;
  const bytes = Buffer.from(writeFingerRecord({ ...slap, extended: [segmentationBlock(segmentation), annotationBlock([{ finger: 4, state: 'amputated' }, { finger: 5, state: 'unusable' }])] }));
  const [block, annotation] = ['0001 001a 0102 0304 58 0506 0708 01 02 46 02 000a 0014 012c 0190 09', '0002 0009 02 04 01 05 02'].map((hex) => hex.replaceAll(' ', ''));
  expect(bytes.subarray(-35).toString('hex')).toBe(`${block}${annotation}`);
  expect(bytes.subarray(34, 40).toString('hex')).toBe('014800000001');
});

test('WQ11: which fingers are not there comes back from the annotation block; a record without blocks has none', () => {
  const annotations = [{ finger: 4, state: 'amputated' }, { finger: 10, state: 'unusable' }] as const;
  expect(annotationsOf(readBack({ ...slap, extended: [annotationBlock(annotations)] }))).toEqual({ ok: true, value: annotations });
  expect(annotationsOf(readBack(slap))).toEqual({ ok: true, value: [] });
  expect(segmentationOf(readBack(slap))).toEqual({ ok: true, value: null });
});

test('WQ11: upright boxes of two corners, as other programs write them, are places too; other shapes are none', () => {
  const corners = [{ x: 10, y: 20 }, { x: 300, y: 400 }];
  expect(placeOf({ finger: 2, quality: 255, corners, orientation: 0 })).toEqual({ finger: 2, x: 10, y: 20, width: 290, height: 380, angle: 0 });
  expect(placeOf({ finger: 2, quality: 255, corners: [...corners, { x: 1, y: 1 }], orientation: 0 })).toBeNull();
});

test('WQ11: any bytes in a block are read or are damage', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(1, 2), (data, id) => {
    const record = { ...slap, extended: [{ id, data }] };
    for (const read of [segmentationOf(record), annotationsOf(record)]) if (!read.ok) expect(read.fault.code).toBe('finger-record-damaged');
  }));
});
