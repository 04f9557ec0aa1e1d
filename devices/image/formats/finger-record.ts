/** The picture in a finger record, of either edition of ISO/IEC 19794-4. Its density is the record's. */
import sharp from 'sharp';

import { ok, type Result } from '../../../sync/core/result.js';
import { reader } from '../../frame/bytes.js';
import { FORMAT } from '../finger-record.js';
import { parseFingerRecord2005, VERSION_2005 } from '../finger-record-2005.js';
import { parseFingerRecords, type FingerRecordFault } from '../finger-record-parse.js';
import { decodeWsq } from '../wsq/decode.js';
import { common } from './density.js';
import { decodeJpeg2000Picture } from './jpeg2000.js';
import { broken, MOST_PIXELS, sizeFault, type PictureFault, type PictureFormat } from './limits.js';
import type { Picture } from './model.js';
import { decodePng } from './png.js';
import { decodeRaw } from './raw.js';

type Compression = 'none' | 'WSQ' | 'JPEG' | 'JPEG 2000' | 'PNG';

const by2011: readonly Compression[] = ['none', 'none', 'WSQ', 'JPEG', 'JPEG 2000', 'JPEG 2000', 'PNG'];
const by2005: readonly Compression[] = ['none', 'none', 'WSQ', 'JPEG', 'JPEG 2000', 'PNG'];
const codes = { 'not-a-finger-record': 'picture-unknown', 'finger-record-unsupported': 'picture-unsupported', 'finger-record-damaged': 'picture-damaged' } as const;

export function isFingerRecord(bytes: Uint8Array): boolean {
  return reader(bytes).u32() === FORMAT;
}

/** Of a record with several views or representations the first. */
export async function decodeFingerRecord(bytes: Uint8Array): Promise<Result<Picture, PictureFault>> {
  const refuse = ({ code, detail }: { code: FingerRecordFault; detail?: string }, format: PictureFormat) => broken(codes[code], format, detail);
  if (reader(bytes.subarray(4)).u32() === VERSION_2005) {
    const format = 'ISO/IEC 19794-4:2005';
    const parsed = parseFingerRecord2005(bytes);
    if (!parsed.ok) return refuse(parsed.fault, format);
    const [view] = parsed.value.views;
    return view ? pictureIn({ ...parsed.value, ...view, format, kind: by2005[parsed.value.compression] }) : broken('picture-damaged', format);
  }
  const format = 'ISO/IEC 19794-4:2011';
  const parsed = parseFingerRecords(bytes);
  if (!parsed.ok) return refuse(parsed.fault, format);
  const [record] = parsed.value;
  return record ? pictureIn({ ...record, format, kind: by2011[record.compression] }) : broken('picture-damaged', format);
}

interface Told {
  readonly format: PictureFormat;
  readonly kind: Compression | undefined;
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly scaleUnits: 1 | 2;
  readonly imageRate: readonly [number, number];
  readonly image: Uint8Array;
}

async function pictureIn({ format, kind, width, height, bitDepth, scaleUnits, imageRate, image }: Told): Promise<Result<Picture, PictureFault>> {
  if (bitDepth !== 8 || kind === undefined) return broken('picture-unsupported', format, `${bitDepth} bits`);
  const refused = sizeFault(width, height, format);
  if (refused) return refused;
  const decoded = await decode(image, kind, { width, height });
  if (!decoded.ok) return broken(decoded.fault.code, format, [kind, decoded.fault.detail].filter(Boolean).join(': '));
  if (decoded.value.width !== width || decoded.value.height !== height) return broken('picture-damaged', format, 'the image and its record differ in size');
  // 197 per centimetre stand for 500 per inch.
  const [across, down] = scaleUnits === 1 ? imageRate : imageRate.map((rate) => (rate === 197 ? 500 : Math.round(rate * 2.54)));
  return ok({ format, image: decoded.value, pixelsPerInch: common(across ?? 0, down ?? 0) });
}

async function decode(bytes: Uint8Array, kind: Compression, size: { readonly width: number; readonly height: number }): Promise<Result<Picture['image'], PictureFault>> {
  const picture = kind === 'none' ? decodeRaw(bytes, size)
    : kind === 'WSQ' ? decodeWsq(bytes)
    : kind === 'PNG' ? await decodePng(bytes)
    : kind === 'JPEG' ? await decodeJpeg(bytes)
    : await decodeJpeg2000Picture(bytes);
  return picture.ok ? ok(picture.value.image) : picture;
}

async function decodeJpeg(bytes: Uint8Array): Promise<Result<Pick<Picture, 'image'>, PictureFault>> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return broken('picture-unknown', 'ISO/IEC 19794-4:2011');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning' }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    return ok({ image: { width: info.width, height: info.height, pixels: new Uint8Array(data) } });
  } catch (unreadable) {
    return broken('picture-damaged', 'ISO/IEC 19794-4:2011', String(unreadable));
  }
}
