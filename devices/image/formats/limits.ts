/** What any reader of pictures takes, decided from a file's header before anything is allocated for its pixels. */
import { fault, type Result } from '../../../sync/core/result.js';

/**
 * Codes of a picture that cannot be had: of none of the known formats; contradicting itself or cut short;
 * of a kind that is not read here; larger than is read here. `values.format` names the format where it is known.
 */
export type PictureFault = 'picture-unknown' | 'picture-damaged' | 'picture-unsupported' | 'picture-too-large';

export type PictureFormat = 'PNG' | 'BMP' | 'PGM' | 'raw' | 'WSQ' | 'JPEG 2000' | 'ISO/IEC 19794-4:2011' | 'ISO/IEC 19794-4:2005';

/** Bytes of a file: a picture of 64 million pixels in three colours, and its header. */
export const MOST_FILE_BYTES = 200 * 1024 * 1024;
/** Pixels where a reader needs a byte or four for each; a ten-print card of 8 × 8 inches at 1000 ppi. */
export const MOST_PIXELS = 64 * 1024 * 1024;
/** Pixels where it needs some ten bytes for each (WSQ, JPEG 2000): a ten-print card at 500 ppi. */
export const MOST_TRANSFORM_PIXELS = 16 * 1024 * 1024;
/** Of one side, in any format. */
export const MOST_SIDE = 65_535;

type Broken = Extract<Result<never, PictureFault>, { ok: false }>;

export function broken(code: PictureFault, format: PictureFormat, detail?: string): Broken {
  return fault(code, detail, { format });
}

/** Whether a picture of that size is read at all. */
export function sizeFault(width: number, height: number, format: PictureFormat, most = MOST_PIXELS): Broken | null {
  if (!(width >= 1 && height >= 1)) return broken('picture-damaged', format, `${width} × ${height} pixels`);
  return width > MOST_SIDE || height > MOST_SIDE || width * height > most ? broken('picture-too-large', format, `${width} × ${height} pixels`) : null;
}
