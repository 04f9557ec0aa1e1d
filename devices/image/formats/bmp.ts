/** Windows bitmaps, uncompressed: 8 bits with a palette, or 24 bits of colour, which become grey. Little endian. */
import { ok, type Result } from '../../../sync/core/result.js';
import type { GreyImage } from '../grey-image.js';
import { common, perInch, perMetre } from './density.js';
import { greyOf } from './grey.js';
import { broken, sizeFault, type PictureFault } from './limits.js';
import type { Picture } from './model.js';

/** The file's header, the shortest picture header with density, and a palette of 256 greys. */
const [FILE_HEADER, INFO_HEADER, PALETTE] = [14, 40, 1024];

export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

export function decodeBmp(bytes: Uint8Array): Result<Picture, PictureFault> {
  const damaged = (detail: string): ReturnType<typeof broken> => broken('picture-damaged', 'BMP', detail);
  if (!isBmp(bytes)) return broken('picture-unknown', 'BMP');
  if (bytes.length < FILE_HEADER + INFO_HEADER) return damaged('header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [pixelsAt, headerSize] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, tall] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [depth, compression, used] = [view.getUint16(28, true), view.getUint32(30, true), view.getUint32(46, true)];
  if (headerSize < INFO_HEADER) return broken('picture-unsupported', 'BMP', `a header of ${headerSize} bytes`);
  if ((depth !== 8 && depth !== 24) || compression !== 0) return broken('picture-unsupported', 'BMP', `${depth} bits, compression ${compression}`);
  // Rows from the bottom, unless the height is negative; each filled to four bytes.
  const height = Math.abs(tall);
  const refused = sizeFault(width, height, 'BMP');
  if (refused) return refused;
  const row = Math.ceil((width * depth) / 32) * 4;
  const colours = depth === 8 ? used || 256 : 0;
  const paletteAt = FILE_HEADER + headerSize;
  if (colours > 256 || pixelsAt < paletteAt + 4 * colours || pixelsAt + row * height > bytes.length) return damaged('shorter than its header says');
  const greys = new Uint8Array(256);
  for (let colour = 0; colour < colours; colour++) {
    const at = paletteAt + 4 * colour;
    greys[colour] = greyOf(bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0);
  }
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = pixelsAt + row * (tall > 0 ? height - 1 - y : y);
    const to = y * width;
    if (depth === 8) for (let x = 0; x < width; x++) pixels[to + x] = greys[bytes[from + x] ?? 0] ?? 0;
    else for (let x = 0; x < width; x++) pixels[to + x] = greyOf(bytes[from + 3 * x + 2] ?? 0, bytes[from + 3 * x + 1] ?? 0, bytes[from + 3 * x] ?? 0);
  }
  const density = common(perInch(view.getInt32(38, true)), perInch(view.getInt32(42, true)));
  return ok({ format: 'BMP', image: { width, height, pixels }, pixelsPerInch: density });
}

/** 8 bits, a palette of greys, rows from the bottom, with its density. */
export function encodeBmp({ width, height, pixels }: GreyImage, pixelsPerInch = 500): Uint8Array {
  const row = Math.ceil(width / 4) * 4;
  const start = FILE_HEADER + INFO_HEADER + PALETTE;
  const bytes = new Uint8Array(start + row * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, INFO_HEADER, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(34, row * height, true);
  view.setInt32(38, perMetre(pixelsPerInch), true);
  view.setInt32(42, perMetre(pixelsPerInch), true);
  view.setUint32(46, 256, true);
  for (let grey = 0; grey < 256; grey++) bytes.fill(grey, FILE_HEADER + INFO_HEADER + 4 * grey, FILE_HEADER + INFO_HEADER + 4 * grey + 3);
  for (let y = 0; y < height; y++) bytes.set(pixels.subarray(y * width, (y + 1) * width), start + row * (height - 1 - y));
  return bytes;
}
