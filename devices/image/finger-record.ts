/** A representation of a finger image record of ISO/IEC 19794-4:2011 (version 020). Big endian; layout in clauses 8.2 and 8.3. */
import type { Finger, Slap } from '../../sync/core/fingers.js';

/** 0 is "unknown". */
export type FingerPosition = 0 | Finger | Slap;

export interface QualityBlock {
  /** 0–100, or 255: an attempt to rate failed. */
  readonly score: number;
  /** IBIA identifiers of who made the rating and by what. */
  readonly vendor: number;
  readonly algorithm: number;
}

/** UTC. Each part may be unknown: all bits one in the record, null here. */
export interface CaptureDate {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  readonly millisecond: number | null;
}

/** Segmentation 0001, annotation 0002, comment 0003, or a vendor's: kept as they are. */
export interface ExtendedBlock {
  readonly id: number;
  readonly data: Uint8Array;
}

export interface FingerRecord {
  readonly captured: CaptureDate;
  /** 0 unknown, 1 white light, 4 monochromatic visible light (both total internal reflection), 14 capacitive … */
  readonly technology: number;
  readonly deviceVendor: number;
  readonly deviceType: number;
  readonly quality: readonly QualityBlock[];
  /** null: the record has no certification block at all. */
  readonly certifications: readonly { readonly authority: number; readonly scheme: number }[] | null;
  readonly position: FingerPosition;
  readonly representation: number;
  /** 1 pixels per inch, 2 pixels per centimetre. */
  readonly scaleUnits: 1 | 2;
  /** Horizontal, vertical. */
  readonly captureRate: readonly [number, number];
  readonly imageRate: readonly [number, number];
  readonly bitDepth: number;
  /** 0 none, 1 bit-packed, 2 WSQ, 3 JPEG, 4 JPEG 2000 lossy, 5 JPEG 2000 lossless, 6 PNG. */
  readonly compression: number;
  /** 0 live plain, 1 live rolled, 8 swipe, 24 contactless, 28 other, 29 unknown. */
  readonly impression: number;
  readonly width: number;
  readonly height: number;
  readonly image: Uint8Array;
  readonly extended: readonly ExtendedBlock[];
}

export const FORMAT = 0x46495200;
export const VERSION = 0x30323000;
export const GENERAL_HEADER = 16;
export const JPEG2000_LOSSLESS = 5;
export const LIVE_PLAIN = 0;
export const PIXELS_PER_INCH = 1;

/** What a capture of this station must be: 500 ppi, 8 bits, JPEG 2000 lossless. Answers what is wrong, or null. */
export function unfitForEnrolment(record: FingerRecord): string | null {
  const rates = [...record.captureRate, ...record.imageRate];
  if (record.scaleUnits === 1 && rates.some((rate) => rate !== 500)) return `sampling rate ${rates.join(', ')} ppi`;
  if (record.scaleUnits === 2 && rates.some((rate) => rate !== 197)) return `sampling rate ${rates.join(', ')} per cm`;
  if (record.bitDepth !== 8) return `${record.bitDepth} bits per pixel`;
  if (record.compression !== JPEG2000_LOSSLESS) return `compression ${record.compression}`;
  return null;
}
