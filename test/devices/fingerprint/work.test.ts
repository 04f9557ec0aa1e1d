import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, describe, expect, test, vi } from 'vitest';

import type { FingerAnalysis } from '../../../devices/fingerprint/analysis.js';
import { withoutAnalysis } from '../../../devices/fingerprint/analysis.js';
import { openLikeness } from '../../../devices/fingerprint/likeness.js';
import type { RawCapture, RawPicture } from '../../../devices/fingerprint/model.js';
import { chainHash } from '../../../devices/fingerprint/sbi/hash-chain.js';
import { cachedMaster } from '../../../devices/fingerprint/synthetic/cache.js';
import type { Master } from '../../../devices/fingerprint/synthetic/master.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import type { Workshop } from '../../../devices/fingerprint/work.js';
import { cutSlap, imageOf, workUp } from '../../../devices/fingerprint/work.js';
import { jobs } from '../../../devices/image/analysis/jobs.js';
import { segmentationOf } from '../../../devices/image/finger-record-blocks.js';
import { parseFingerRecord } from '../../../devices/image/finger-record-parse.js';
import { unfitForEnrolment } from '../../../devices/image/finger-record.js';
import { findMinutiae } from '../../../devices/image/minutiae/find.js';
import { templateToBytes } from '../../../devices/image/minutiae/template.js';
import { cutFinger } from '../../../devices/image/segment/cut.js';
import { segmentSlap } from '../../../devices/image/segment/segment.js';
import type { FingerQuality, ScannerOffer } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { asking } from './station.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cacheFolder = await mkdtemp(join(tmpdir(), 'work-'));
afterAll(() => rm(cacheFolder, { recursive: true, force: true }));
const masters = new Map<Finger, Master>();
for (const finger of [2, 3, 4, 5, 7, 8, 9, 10] as const) masters.set(finger, await cachedMaster(cacheFolder, 31, finger));
const masterOf = (_seed: number, finger: Finger): Master => masters.get(finger) as Master;
const right = slap(31, 13, [], masterOf).image;
const left = slap(31, 14, [], masterOf).image;

const measured: FingerQuality = { score: 71, area: 1, contrast: 0.5, coherence: 0.9, moisture: 0, pressure: 0, minutiae: 40, causes: [] };
const noTemplate = new Uint8Array(0);
const analysis: FingerAnalysis = {
  ...withoutAnalysis(),
  segment: async (image, expected) => segmentSlap(image, expected),
  cutAndRate: async (image, places) => places.map((place) => ({ finger: place.finger, image: cutFinger(image, place), quality: measured, template: noTemplate })),
  rate: async () => ({ quality: measured, template: noTemplate }),
};
const now = Date.UTC(2026, 4, 12, 8, 30, 15, 250);
const workshop: Workshop = { analysis, likeness: openLikeness(analysis), now: () => now };
const tenPrint: ScannerOffer = {
  key: 'helper/1', kind: 'helper', identity: { make: 'a', model: 'b', serial: '1' }, trust: 'unsigned', takes: 'slaps', rolled: true, forRegistration: true,
};
const whole = (image: RawPicture['image'], shows: RawPicture['shows'] = 13): RawCapture => ({ pictures: [{ shows, finger: null, image, record: null, deviceQuality: 64 }], hash: null });

async function worked(raw: RawCapture, request = asking({ asked: [2, 3, 4, 5], missing: [] }), offer = tenPrint): Promise<Extract<Awaited<ReturnType<typeof workUp>>, { ok: true }>['value']> {
  const result = await workUp(raw, request, offer, workshop);
  if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail}`);
  return result.value;
}

describe('work after a capture', () => {
  test('FS20: a slap becomes one record a finger, both ratings in it, chained, with its places and its whole picture', async () => {
    const { capture } = await worked(whole(right));
    expect(capture.prints.map(({ finger, impression, deviceQuality, quality }) => [finger, impression, deviceQuality, quality.score])).toEqual([
      [2, 'flat', 64, 71], [3, 'flat', 64, 71], [4, 'flat', 64, 71], [5, 'flat', 64, 71],
    ]);
    let hash = '';
    for (const { finger, record, thumbnail } of capture.prints) {
      const parsed = parseFingerRecord(record);
      if (!parsed.ok) throw Error(parsed.fault.code);
      expect(parsed.value).toMatchObject({
        position: finger, impression: 0, representation: 1,
        quality: [{ score: 71, vendor: 0, algorithm: 1 }, { score: 64, vendor: 0, algorithm: 2 }],
        captured: { year: 2026, month: 5, day: 12, hour: 8, minute: 30, second: 15, millisecond: 250 },
      });
      const { width, height } = parsed.value;
      const segmentation = segmentationOf(parsed.value);
      expect(segmentation).toMatchObject({ ok: true, value: { segments: [{ finger, quality: 71, corners: [{ x: 12, y: 12 }, { x: width - 12, y: 12 }, { x: width - 12, y: height - 12 }, { x: 12, y: height - 12 }] }] } });
      expect(unfitForEnrolment(parsed.value)).toBeNull();
      expect((await imageOf(record)).ok).toBe(true);
      expect((await sharp(thumbnail).metadata()).width).toBeLessThanOrEqual(160);
      hash = chainHash(hash, record);
    }
    expect(capture).toMatchObject({ hash, seen: 4, warnings: [], slap: { width: right.width, height: right.height }, device: tenPrint.identity });
    expect(capture.slap?.places).toHaveLength(4);
    expect(await sharp(capture.slap?.png).metadata()).toMatchObject({ format: 'png', width: right.width, density: 500 });
  });

  test('FS40: one finger that is not seen costs no print of the others; a box of the officer\'s gives the fourth', async () => {
    const faint = slap(31, 13, [4], masterOf).image;
    const { slap: picture, capture } = await worked(whole(faint));
    expect(capture).toMatchObject({ seen: 3, slap: { isSure: true } });
    expect(capture.prints.map((one) => one.finger)).toEqual([2, 3, 5]);
    expect(capture.slap?.places.map((one) => one.finger)).toEqual([2, 3, 5]);
    expect(capture.slap?.proposed?.map((one) => one.finger)).toEqual([2, 3, 4, 5]);
    const [added] = capture.slap?.proposed?.filter((one) => one.finger === 4) ?? [];
    if (!picture || !capture.slap || !added) throw Error('no picture, or nothing is proposed');
    const again = await cutSlap(picture, [...capture.slap.places, added], workshop);
    expect(again.prints.map((one) => one.finger)).toEqual([2, 3, 4, 5]);
    expect(again.slap).toMatchObject({ isSure: true, proposed: capture.slap.proposed });
    const asTold = await worked(whole(faint), asking({ asked: [2, 3, 5], missing: [4] }));
    expect(asTold.capture.prints.map((one) => one.finger)).toEqual([2, 3, 5]);
  });

  test('FS40: more fingers than expected: the best fit, which somebody has to look at', async () => {
    const { capture } = await worked(whole(right), asking({ asked: [2, 3], missing: [4, 5] }));
    expect(capture).toMatchObject({ seen: 4, slap: { isSure: false } });
    expect(capture.prints.map((one) => one.finger)).toEqual([2, 3]);
  });

  test('FS41: where nobody could look, the picture is there with a place for each finger, and is not sure', async () => {
    const blind: Workshop = { ...workshop, analysis: withoutAnalysis() };
    const result = await workUp(whole(right), asking({ asked: [2, 3, 5], missing: [4] }), tenPrint, blind);
    expect(result).toMatchObject({ ok: true, value: { capture: { prints: [], seen: 0, slap: { isSure: false, places: [] } } } });
    const proposed = result.ok ? (result.value.capture.slap?.proposed ?? []) : [];
    expect(proposed.map((one) => one.finger)).toEqual([2, 3, 5]);
    if (!result.ok || !result.value.slap) throw Error('no picture');
    expect((await cutSlap(result.value.slap, proposed, blind)).prints.map((one) => one.finger)).toEqual([2, 3, 5]);
  });

  test('FS42: a name that the officer takes back is not held against the finger that gets it', async () => {
    const own: FingerAnalysis = {
      ...analysis,
      cutAndRate: async (image, places) => places.map((place) => ({ finger: place.finger, image: cutFinger(image, place), quality: measured, template: templateToBytes(findMinutiae(cutFinger(image, place))) })),
      compare: async (prints, day) => jobs.compare(prints, day),
    };
    const shop: Workshop = { ...workshop, analysis: own, likeness: openLikeness(own) };
    const first = await workUp(whole(slap(31, 13, [4], masterOf).image), asking({ asked: [2, 3, 4, 5], missing: [] }), tenPrint, shop);
    if (!first.ok || !first.value.slap || !first.value.capture.slap) throw Error('no picture');
    const renamed = first.value.capture.slap.places.map((place) => (place.finger === 3 ? { ...place, finger: 4 as Finger } : place));
    const again = await cutSlap(first.value.slap, renamed, shop);
    expect(again.prints.map((one) => one.finger)).toEqual([2, 4, 5]);
    expect(again.warnings).toEqual([]);
    // Without that the same finger would be there twice.
    expect((await cutSlap({ ...first.value.slap, named: [] }, first.value.capture.slap.places, shop)).warnings).toMatchObject([{ code: 'finger-duplicate' }]);
  });

  test('FS21: of a whole slap only the fingers that are asked for become prints', async () => {
    const { capture } = await worked(whole(right), asking({ asked: [3], missing: [] }));
    expect(capture.prints.map((one) => one.finger)).toEqual([3]);
    expect(capture.slap?.places).toHaveLength(4);
  });

  test('FS21: an empty platen, a black one and one of noise are no fingers', async () => {
    const size = right.width * right.height;
    for (const pixels of [new Uint8Array(size).fill(250), new Uint8Array(size), Uint8Array.from({ length: size }, (_, at) => (at * 2_654_435_761) >>> 24)]) {
      const { capture } = await worked(whole({ ...right, pixels }));
      expect(capture).toMatchObject({ seen: 0, prints: [], hash: '' });
    }
  });

  test('FS22: the other hand is taken and named, not refused', async () => {
    const { capture } = await worked(whole(left));
    expect(capture.prints).toHaveLength(4);
    expect(capture.warnings).toContainEqual({ code: 'wrong-hand', finger: 2, like: 7, dossier: null, score: 0 });
  });

  test('FS23: boxes that the officer dragged cut the same picture anew, chained from where the capture began', async () => {
    const { slap: picture, capture } = await worked(whole(right), asking({ asked: [2, 3, 4, 5], missing: [], previousHash: 'AB'.repeat(32) }));
    if (!picture || !capture.slap) throw Error('no picture');
    const places = capture.slap.places.map((place) => (place.finger === 2 ? { ...place, x: place.x + 20, width: place.width - 30 } : place));
    const again = await cutSlap(picture, places, workshop);
    expect(again.prints).toHaveLength(4);
    expect(again.prints[0]?.record).not.toEqual(capture.prints[0]?.record);
    expect(again.prints[1]?.record).toEqual(capture.prints[1]?.record);
    expect(again.hash).toBe(again.prints.reduce((before, { record }) => chainHash(before, record), 'AB'.repeat(32)));
    const wild = await cutSlap(picture, [{ finger: 2, x: -4000, y: 1e9, width: 0, height: Number.NaN, angle: 170 }], workshop);
    expect(wild.prints.map((one) => one.finger)).toEqual([2]);
  });

  test('FS24: a rolled step is rolled only where the scanner rolls', async () => {
    const print = cutFinger(right, { finger: 2, x: 200, y: 300, width: 300, height: 400, angle: 0 });
    const request = asking({ step: 2, asked: [2], missing: [] });
    const rolled = await worked(whole(print, 2), request);
    expect(rolled.capture.prints[0]).toMatchObject({ finger: 2, impression: 'rolled' });
    const record = parseFingerRecord(rolled.capture.prints[0]?.record ?? new Uint8Array());
    expect(record).toMatchObject({ ok: true, value: { impression: 1 } });
    const flat = await worked(whole(print, 'single'), request, { ...tenPrint, kind: 'uareu', rolled: false, takes: 'single' });
    expect(flat.capture.prints[0]).toMatchObject({ finger: 2, impression: 'flat' });
    expect(flat.capture).toMatchObject({ seen: 1, slap: null });
  });

  test('FS5: a record whose image cannot be read refuses the capture', async () => {
    const raw: RawCapture = { pictures: [{ shows: 'single', finger: 2, image: null, record: new Uint8Array(90).fill(3), deviceQuality: null }], hash: 'x' };
    expect(await workUp(raw, asking(), tenPrint, workshop)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage', values: { finger: 2 } } });
  });
});
