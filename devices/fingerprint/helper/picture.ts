/** A helper's picture out of its file: 8-bit grey, of the size and the density that were said. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { decodeBmp } from '../../image/formats/bmp.js';
import { decodePgm } from '../../image/formats/pgm.js';
import { decodePng } from '../../image/formats/png.js';
import { decodeRaw } from '../../image/formats/raw.js';
import type { GreyImage } from '../../image/grey-image.js';
import type { HelperFile } from './contract.js';
import { DENSITY, MOST_PIXELS } from './contract.js';
import type { SessionFolder } from './session-folder.js';

/** Headers, a palette, rows filled to four bytes. */
const MOST_BYTES = MOST_PIXELS + 1024 * 1024;

export async function takePicture(folder: SessionFolder, told: HelperFile): Promise<Result<GreyImage, ScannerFault>> {
  const bytes = await folder.take(told.file, told.format === 'raw' ? told.width * told.height : MOST_BYTES);
  if (!bytes.ok) return bytes;
  const picture = await decode(bytes.value, told);
  if (!picture.ok) return fault('scanner-garbage', `${told.format}: ${picture.fault.code} ${picture.fault.detail ?? ''}`.trim());
  const { image, pixelsPerInch } = picture.value;
  // Whole pixels per metre may be off by one.
  if (pixelsPerInch !== null && Math.abs(pixelsPerInch - DENSITY) > 1) return fault('scanner-garbage', `${pixelsPerInch} pixels per inch in the file`);
  return ok(image);
}

async function decode(bytes: Uint8Array, { format, width, height }: HelperFile): ReturnType<typeof decodePng> {
  switch (format) {
    case 'png': return decodePng(bytes);
    case 'pgm': return decodePgm(bytes);
    case 'bmp': return decodeBmp(bytes);
    case 'raw': return decodeRaw(bytes, { width, height });
  }
}
