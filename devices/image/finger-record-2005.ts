/** Reads finger image records of ISO/IEC 19794-4:2005 (version 010), as passports and identity cards carry them. Big endian; layout in clause 8. */
import { fingers, slaps } from '../../sync/core/fingers.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { reader } from '../frame/bytes.js';
import type { FingerPosition } from './finger-record.js';
import { FORMAT } from './finger-record.js';
import type { FingerRecordFault } from './finger-record-parse.js';
import { MOST_RECORD_BYTES } from './finger-record-parse.js';

export interface FingerView {
  readonly position: FingerPosition;
  /** Of so many views of this finger the how-manieth this is, from 1. */
  readonly views: number;
  readonly view: number;
  /** 254 where it is not told. */
  readonly quality: number;
  /** 0 live plain, 1 live rolled, 8 swipe … */
  readonly impression: number;
  readonly width: number;
  readonly height: number;
  /** A view into the record. */
  readonly image: Uint8Array;
}

export interface FingerRecord2005 {
  readonly device: number;
  /** 10, 20, 30, 31, 40 or 41: how the picture was acquired. */
  readonly level: number;
  /** Fingers by the header's word. */
  readonly fingers: number;
  /** 1 pixels per inch, 2 pixels per centimetre. */
  readonly scaleUnits: 1 | 2;
  /** Across, down. */
  readonly captureRate: readonly [number, number];
  readonly imageRate: readonly [number, number];
  readonly bitDepth: number;
  /** 0 none, 1 bit-packed, 2 WSQ, 3 JPEG, 4 JPEG 2000, 5 PNG. */
  readonly compression: number;
  readonly views: readonly FingerView[];
}

export const VERSION_2005 = 0x30313000;
const VIEW_HEADER = 14;
const positions: readonly number[] = [0, ...fingers, ...slaps];

export function parseFingerRecord2005(bytes: Uint8Array): Result<FingerRecord2005, FingerRecordFault> {
  if (bytes.length > MOST_RECORD_BYTES) return fault('finger-record-unsupported', `${bytes.length} bytes`);
  const from = reader(bytes);
  const [format, version] = [from.u32(), from.u32()];
  if (from.failed() || format !== FORMAT) return fault('not-a-finger-record');
  if (version !== VERSION_2005) return fault('finger-record-unsupported', 'version');
  // Six bytes of length.
  const length = from.u16() * 2 ** 32 + from.u32();
  const [device, level, count, scaleUnits] = [from.u16(), from.u16(), from.u8(), from.u8()];
  const captureRate = [from.u16(), from.u16()] as const;
  const imageRate = [from.u16(), from.u16()] as const;
  const [bitDepth, compression] = [from.u8(), from.u8()];
  from.u16();
  if (from.failed() || length !== bytes.length) return fault('finger-record-damaged', `record length ${length}, ${bytes.length} there`);
  if (scaleUnits !== 1 && scaleUnits !== 2) return fault('finger-record-damaged', `scale units ${scaleUnits}`);
  if (compression > 5) return fault('finger-record-unsupported', `compression ${compression}`);
  const views: FingerView[] = [];
  while (from.left() > 0) {
    const size = from.u32();
    const [position, viewsOf, view, quality, impression] = [from.u8(), from.u8(), from.u8(), from.u8(), from.u8()];
    const [width, height] = [from.u16(), from.u16()];
    from.u8();
    const image = from.take(size - VIEW_HEADER);
    if (from.failed() || image.length === 0 || width === 0 || height === 0) return fault('finger-record-damaged', `view ${views.length}`);
    if (!positions.includes(position)) return fault('finger-record-unsupported', `position ${position}`);
    views.push({ position: position as FingerPosition, views: viewsOf, view, quality, impression, width, height, image });
  }
  if (views.length === 0 || count < 1 || count > views.length) return fault('finger-record-damaged', `${views.length} views of ${count} fingers`);
  return ok({ device, level, fingers: count, scaleUnits, captureRate, imageRate, bitDepth, compression, views });
}
