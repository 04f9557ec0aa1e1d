/** Extended blocks of a finger record (ISO/IEC 19794-4:2011, tables 12 and 13): where the fingers of a slap lie, and which are not there. */
import type { FingerPlace } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import { fingers } from '../../sync/core/fingers.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { reader, writer } from '../frame/bytes.js';
import type { ExtendedBlock, FingerRecord, QualityBlock } from './finger-record.js';
import type { FingerRecordFault } from './finger-record-parse.js';

const [SEGMENTATION, ANNOTATION] = [1, 2];

/** This project's own programs have no registered maker: 0 is "unknown" in IBIA's list. The numbers are this project's. */
export const OWN_VENDOR = 0;
export const OWN_QUALITY = 1;
const DEVICE_QUALITY = 2;
const OWN_SEGMENTATION = 1;
/** A score that was tried for and not found. */
const NO_SCORE = 255;

export interface Segment {
  readonly finger: Finger;
  /** 0–100, or 255: an attempt to rate failed. */
  readonly quality: number;
  /** Corners in pixels, from the one left of the fingertip clockwise; two of them (left above, right below) are an upright rectangle. */
  readonly corners: readonly { readonly x: number; readonly y: number }[];
  /** As the record has it; written here in 256ths of a turn clockwise, 0 with the fingertip up. */
  readonly orientation: number;
}

export interface Segmentation {
  readonly vendor: number;
  readonly algorithm: number;
  /** Of the segmentation, 0–100, or 255. */
  readonly quality: number;
  /** Who rated the segments, and by what. */
  readonly qualityVendor: number;
  readonly qualityAlgorithm: number;
  readonly segments: readonly Segment[];
}

export interface Annotation {
  readonly finger: Finger;
  readonly state: 'amputated' | 'unusable';
}

export function ownQuality(score: number): QualityBlock {
  return qualityBlock(score, OWN_QUALITY);
}

/** The score that a device gave of its own picture. */
export function deviceQuality(score: number): QualityBlock {
  return qualityBlock(score, DEVICE_QUALITY);
}

function qualityBlock(score: number, algorithm: number): QualityBlock {
  return { score: Math.min(Math.max(Math.round(score), 0), 100), vendor: OWN_VENDOR, algorithm };
}

/** The block of places found here; `scoreOf` answers 0–100, or null where a finger was not rated. */
export function ownSegmentation(places: readonly FingerPlace[], scoreOf: (finger: Finger) => number | null): Segmentation {
  const segments = places.map((place): Segment => {
    const score = scoreOf(place.finger);
    return { finger: place.finger, quality: score === null ? NO_SCORE : ownQuality(score).score, corners: cornersOf(place), orientation: (Math.round((place.angle * 256) / 360) + 512) % 256 };
  });
  return { vendor: OWN_VENDOR, algorithm: OWN_SEGMENTATION, quality: NO_SCORE, qualityVendor: OWN_VENDOR, qualityAlgorithm: OWN_QUALITY, segments };
}

/** What lies outside above or left of the picture is moved to its edge: the record has no numbers below zero. */
function cornersOf({ x, y, width, height, angle }: FingerPlace): Segment['corners'] {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const within = (value: number): number => Math.min(Math.max(Math.round(value), 0), 65_535);
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([across = 0, down = 0]) => {
    const [right, below] = [(across * width) / 2, (down * height) / 2];
    return { x: within(x + width / 2 + right * cos - below * sin), y: within(y + height / 2 + right * sin + below * cos) };
  });
}

/** The place with these corners; null where they are not those of a rectangle. */
export function placeOf({ finger, corners }: Segment): FingerPlace | null {
  const [first, second, third, fourth] = corners;
  if (!first || !second) return null;
  if (!third) return { finger, x: first.x, y: first.y, width: second.x - first.x, height: second.y - first.y, angle: 0 };
  if (!fourth || corners.length > 4) return null;
  const width = Math.hypot(second.x - first.x, second.y - first.y);
  const height = Math.hypot(fourth.x - first.x, fourth.y - first.y);
  const middle = { x: (first.x + third.x) / 2, y: (first.y + third.y) / 2 };
  return { finger, x: middle.x - width / 2, y: middle.y - height / 2, width, height, angle: (Math.atan2(second.y - first.y, second.x - first.x) * 180) / Math.PI };
}

/** Throws RangeError where a value does not fit its field. */
export function segmentationBlock(segmentation: Segmentation): ExtendedBlock {
  const out = writer();
  out.u16(segmentation.vendor, segmentation.algorithm);
  out.u8(segmentation.quality);
  out.u16(segmentation.qualityVendor, segmentation.qualityAlgorithm);
  out.u8(segmentation.segments.length);
  for (const { finger, quality, corners, orientation } of segmentation.segments) {
    out.u8(finger, quality, corners.length);
    for (const { x, y } of corners) out.u16(x, y);
    out.u8(orientation);
  }
  return { id: SEGMENTATION, data: out.done() };
}

export function annotationBlock(annotations: readonly Annotation[]): ExtendedBlock {
  const out = writer();
  out.u8(annotations.length);
  for (const { finger, state } of annotations) out.u8(finger, state === 'amputated' ? 1 : 2);
  return { id: ANNOTATION, data: out.done() };
}

/** null where the record has none; of several the first. */
export function segmentationOf(record: FingerRecord): Result<Segmentation | null, FingerRecordFault> {
  const block = record.extended.find(({ id }) => id === SEGMENTATION);
  if (!block) return ok(null);
  const from = reader(block.data);
  const [vendor, algorithm, quality, qualityVendor, qualityAlgorithm] = [from.u16(), from.u16(), from.u8(), from.u16(), from.u16()];
  const segments: Segment[] = [];
  for (let left = from.u8(); left > 0 && !from.failed(); left--) {
    const [finger, score] = [fingerOf(from.u8()), from.u8()];
    const corners: { x: number; y: number }[] = [];
    for (let more = from.u8(); more > 0 && !from.failed(); more--) corners.push({ x: from.u16(), y: from.u16() });
    const orientation = from.u8();
    if (finger === null || corners.length < 2 || !isScore(score)) return fault('finger-record-damaged', 'segment');
    segments.push({ finger, quality: score, corners, orientation });
  }
  if (from.failed() || from.left() > 0 || !isScore(quality)) return fault('finger-record-damaged', 'segmentation block');
  return ok({ vendor, algorithm, quality, qualityVendor, qualityAlgorithm, segments });
}

/** Empty where the record has none. */
export function annotationsOf(record: FingerRecord): Result<readonly Annotation[], FingerRecordFault> {
  const block = record.extended.find(({ id }) => id === ANNOTATION);
  if (!block) return ok([]);
  const from = reader(block.data);
  const found: Annotation[] = [];
  for (let left = from.u8(); left > 0 && !from.failed(); left--) {
    const [finger, code] = [fingerOf(from.u8()), from.u8()];
    if (finger === null || (code !== 1 && code !== 2)) return fault('finger-record-damaged', 'annotation');
    found.push({ finger, state: code === 1 ? 'amputated' : 'unusable' });
  }
  return from.failed() || from.left() > 0 ? fault('finger-record-damaged', 'annotation block') : ok(found);
}

function fingerOf(position: number): Finger | null {
  return fingers.find((finger) => finger === position) ?? null;
}

function isScore(value: number): boolean {
  return value <= 100 || value === NO_SCORE;
}
