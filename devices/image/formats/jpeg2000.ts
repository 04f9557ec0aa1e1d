/** JPEG 2000 as a picture: JP2 with its density, or a bare codestream. */
import { ok, type Result } from '../../../sync/core/result.js';
import { reader } from '../../frame/bytes.js';
import { decodeJpeg2000 } from '../jpeg2000.js';
import { common, perInch } from './density.js';
import { broken, type PictureFault } from './limits.js';
import type { Picture } from './model.js';

const [JP2H, RES, RESC, RESD] = [0x6a703268, 0x72657320, 0x72657363, 0x72657364];
const codes = { 'not-jpeg2000': 'picture-unknown', 'jpeg2000-unsupported': 'picture-unsupported', 'jpeg2000-damaged': 'picture-damaged' } as const;

export function isJpeg2000(bytes: Uint8Array): boolean {
  const start = reader(bytes).u32();
  return start === 0xff4fff51 || (start === 12 && reader(bytes.subarray(4)).u32() === 0x6a502020);
}

/** Lossy ones too; one component of 8 bits. */
export async function decodeJpeg2000Picture(bytes: Uint8Array): Promise<Result<Picture, PictureFault>> {
  const image = await decodeJpeg2000(bytes, { isLossyTaken: true });
  if (!image.ok) return broken(codes[image.fault.code], 'JPEG 2000', image.fault.detail);
  return ok({ format: 'JPEG 2000', image: image.value, pixelsPerInch: densityOf(bytes) });
}

/** Of the capture, else of the display (ISO/IEC 15444-1 I.5.3.7). */
function densityOf(bytes: Uint8Array): number | null {
  const header = box(bytes, JP2H);
  const resolution = header && box(header, RES);
  const body = resolution && (box(resolution, RESC) ?? box(resolution, RESD));
  if (!body || body.length < 10) return null;
  const from = reader(body);
  const [down, downBy, across, acrossBy] = [from.u16(), from.u16(), from.u16(), from.u16()];
  // Exponents of ten, signed.
  const [downTens, acrossTens] = [(from.u8() << 24) >> 24, (from.u8() << 24) >> 24];
  const density = common(perInch((across / acrossBy) * 10 ** acrossTens), perInch((down / downBy) * 10 ** downTens));
  return density !== null && Number.isFinite(density) ? density : null;
}

/** What the first box of that type holds, or null. */
function box(bytes: Uint8Array, wanted: number): Uint8Array | null {
  const from = reader(bytes);
  while (from.left() >= 8) {
    const [length, type] = [from.u32(), from.u32()];
    const body = from.take(length - 8);
    if (from.failed()) return null;
    if (type === wanted) return body;
  }
  return null;
}
