/** Reads PNG as grey. Its header is judged before the decoder sees it. */
import sharp from 'sharp';

import { ok, type Result } from '../../../sync/core/result.js';
import { reader } from '../../frame/bytes.js';
import { common, perInch } from './density.js';
import { broken, MOST_PIXELS, sizeFault, type PictureFault } from './limits.js';
import type { Picture } from './model.js';

const SIGNATURE = [0x89504e47, 0x0d0a1a0a] as const;
const [IHDR, PHYS, IDAT] = [0x49484452, 0x70485973, 0x49444154];

interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerInch: number | null;
}

export function isPng(bytes: Uint8Array): boolean {
  const from = reader(bytes);
  return from.u32() === SIGNATURE[0] && from.u32() === SIGNATURE[1];
}

/** Colours become grey, what is transparent is on white. */
export async function decodePng(bytes: Uint8Array): Promise<Result<Picture, PictureFault>> {
  if (!isPng(bytes)) return broken('picture-unknown', 'PNG');
  const header = headerOf(bytes);
  if (header === null) return broken('picture-damaged', 'PNG', 'header');
  const { width, height, pixelsPerInch } = header;
  const refused = sizeFault(width, height, 'PNG');
  if (refused) return refused;
  try {
    const input = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning', sequentialRead: true });
    const { data, info } = await input.flatten({ background: '#fff' }).toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.width !== width || info.height !== height || info.channels !== 1) return broken('picture-damaged', 'PNG', `${info.channels} channels`);
    return ok({ format: 'PNG', image: { width, height, pixels: new Uint8Array(data) }, pixelsPerInch });
  } catch (unreadable) {
    return broken('picture-damaged', 'PNG', unreadable instanceof Error ? unreadable.message : String(unreadable));
  }
}

/** The chunks before the pixels. */
function headerOf(bytes: Uint8Array): PngHeader | null {
  const from = reader(bytes);
  from.take(8);
  if (from.u32() !== 13 || from.u32() !== IHDR) return null;
  const [width, height] = [from.u32(), from.u32()];
  from.take(5 + 4);
  while (!from.failed()) {
    const [length, type] = [from.u32(), from.u32()];
    if (type === IDAT) return { width, height, pixelsPerInch: null };
    const body = reader(from.take(length));
    from.u32();
    if (type === PHYS) {
      const [across, down, unit] = [body.u32(), body.u32(), body.u8()];
      return from.failed() ? null : { width, height, pixelsPerInch: unit === 1 ? common(perInch(across), perInch(down)) : null };
    }
  }
  return null;
}
