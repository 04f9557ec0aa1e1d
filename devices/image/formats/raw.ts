/** Bare pixels: one byte each, rows from the top, nothing else. Their size is known beforehand or not at all. */
import { ok, type Result } from '../../../sync/core/result.js';
import { broken, sizeFault, type PictureFault } from './limits.js';
import type { Picture } from './model.js';

export interface RawSize {
  readonly width: number;
  readonly height: number;
}

/** The picture's pixels are a copy. */
export function decodeRaw(bytes: Uint8Array, { width, height }: RawSize): Result<Picture, PictureFault> {
  const refused = sizeFault(width, height, 'raw');
  if (refused) return refused;
  if (bytes.length !== width * height) return broken('picture-damaged', 'raw', `${bytes.length} bytes for ${width} × ${height} pixels`);
  return ok({ format: 'raw', image: { width, height, pixels: Uint8Array.from(bytes) }, pixelsPerInch: null });
}
