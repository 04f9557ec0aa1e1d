/** Portable grey maps, binary (P5) and in words (P2). They tell no density. */
import { ok, type Result } from '../../../sync/core/result.js';
import type { GreyImage } from '../grey-image.js';
import { broken, sizeFault, type PictureFault } from './limits.js';
import type { Picture } from './model.js';

const [NEWLINE, COMMENT, ZERO] = [0x0a, 0x23, 0x30];

export function isPgm(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && (bytes[1] === 0x32 || bytes[1] === 0x35) && isSpace(bytes[2]);
}

export function decodePgm(bytes: Uint8Array): Result<Picture, PictureFault> {
  if (!isPgm(bytes)) return broken('picture-unknown', 'PGM');
  const next = numbers(bytes, 2);
  const [width, height, white] = [next.read(), next.read(), next.read()];
  if (width === null || height === null || white === null || white < 1 || white > 65_535) return broken('picture-damaged', 'PGM', 'header');
  const refused = sizeFault(width, height, 'PGM');
  if (refused) return refused;
  const count = width * height;
  const isBinary = bytes[1] === 0x35;
  const each = white > 255 ? 2 : 1;
  // In words each pixel has at least a digit and a space.
  if (bytes.length - next.at() < (isBinary ? count * each : count * 2 - 1)) return broken('picture-damaged', 'PGM', 'fewer pixels than its header says');
  const pixels = new Uint8Array(count);
  // One space, whatever it is, stands between header and pixels.
  const from = next.at() + 1;
  for (let at = 0; at < count; at++) {
    const value = !isBinary ? next.read() : each === 1 ? bytes[from + at] : (bytes[from + 2 * at] ?? 0) * 256 + (bytes[from + 2 * at + 1] ?? 0);
    if (value === null || value === undefined || value > white) return broken('picture-damaged', 'PGM', `pixel ${at}`);
    pixels[at] = white === 255 ? value : Math.round((value * 255) / white);
  }
  return ok({ format: 'PGM', image: { width, height, pixels }, pixelsPerInch: null });
}

export function encodePgm({ width, height, pixels }: GreyImage): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

/** Whole numbers between spaces and comments (from # to the line's end); null where something else stands, or one too large to be right. */
function numbers(bytes: Uint8Array, start: number): { readonly read: () => number | null; readonly at: () => number } {
  let at = start;
  const read = (): number | null => {
    while (isSpace(bytes[at]) || bytes[at] === COMMENT) {
      if (bytes[at] === COMMENT) while (at < bytes.length && bytes[at] !== NEWLINE) at++;
      else at++;
    }
    let [value, digits] = [0, 0];
    for (let byte = bytes[at]; byte !== undefined && byte >= ZERO && byte <= ZERO + 9; byte = bytes[++at], digits++) {
      value = value * 10 + byte - ZERO;
      if (digits > 8) return null;
    }
    return digits === 0 || (at < bytes.length && !isSpace(bytes[at]) && bytes[at] !== COMMENT) ? null : value;
  };
  return { read, at: () => at };
}
