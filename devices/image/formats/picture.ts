/** Any picture that is read here, told by its first bytes and never by its name. */
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { decodeWsq } from '../wsq/decode.js';
import { isWsq } from '../wsq/parse.js';
import { decodeBmp, isBmp } from './bmp.js';
import { decodeFingerRecord, isFingerRecord } from './finger-record.js';
import { decodeJpeg2000Picture, isJpeg2000 } from './jpeg2000.js';
import { broken, MOST_FILE_BYTES, type PictureFault } from './limits.js';
import type { Picture } from './model.js';
import { decodePgm, isPgm } from './pgm.js';
import { decodePng, isPng } from './png.js';
import { decodeRaw, type RawSize } from './raw.js';

/** `raw`: the bytes are bare pixels of that size. */
export async function readPicture(bytes: Uint8Array, raw: RawSize | null = null): Promise<Result<Picture, PictureFault>> {
  if (bytes.length > MOST_FILE_BYTES) return broken('picture-too-large', 'raw', `${bytes.length} bytes`);
  if (raw) return decodeRaw(bytes, raw);
  if (isWsq(bytes)) {
    const decoded = decodeWsq(bytes);
    return decoded.ok ? ok({ format: 'WSQ', ...decoded.value }) : decoded;
  }
  if (isPng(bytes)) return decodePng(bytes);
  if (isPgm(bytes)) return decodePgm(bytes);
  if (isJpeg2000(bytes)) return decodeJpeg2000Picture(bytes);
  if (isFingerRecord(bytes)) return decodeFingerRecord(bytes);
  return isBmp(bytes) ? decodeBmp(bytes) : fault('picture-unknown');
}
