import type { PhotoFault } from '../../sync/core/faults.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { parseFingerRecord } from './finger-record-parse.js';
import { decodeJpeg2000 } from './jpeg2000.js';
import { encodeThumbnail } from './png.js';

/** Pixels. */
export const FINGER_THUMBNAIL_WIDTH = 160;

/** PNG, at most 160 px wide, dark ridges on white, of an ISO/IEC 19794-4:2011 record with JPEG 2000 lossless inside. */
export async function fingerThumbnail(record: Uint8Array): Promise<Result<Uint8Array, PhotoFault>> {
  const parsed = parseFingerRecord(record);
  if (!parsed.ok) return fault('photo-unreadable', parsed.fault.code);
  const image = await decodeJpeg2000(parsed.value.image);
  if (!image.ok) return fault('photo-unreadable', image.fault.code);
  if (image.value.width !== parsed.value.width || image.value.height !== parsed.value.height) {
    return fault('photo-unreadable', 'the image and its record differ in size');
  }
  return ok(await encodeThumbnail(image.value, FINGER_THUMBNAIL_WIDTH));
}
