/** The picture in the bytes of an upload. Modules do not tell its size: it follows from the number of bytes, and where two fit, from the bytes. Pure. */
import type { GreyImage } from '../../image/grey-image.js';

export interface ModulePicture {
  readonly image: GreyImage;
  /** Pixels per inch. */
  readonly density: number;
}

interface Shape {
  readonly width: number;
  readonly height: number;
  /** 4: two pixels a byte, the left one in the high half. */
  readonly bits: 4 | 8;
  readonly density: number;
}

/** R30x and AS608; R503 in either packing: its manuals leave it open. */
const shapes: readonly Shape[] = [
  { width: 256, height: 288, bits: 4, density: 500 },
  { width: 192, height: 192, bits: 4, density: 508 },
  { width: 192, height: 192, bits: 8, density: 508 },
];

export const LONGEST_UPLOAD = 36_864;

/** Whether so many bytes can be a whole picture. */
export function isWhole(length: number): boolean {
  return shapes.some((shape) => bytesOf(shape) === length);
}

/**
 * Null where the bytes are no whole picture. A picture's rows are alike from one to the next: a row length that fits the bytes worse
 * than another one shows a picture of another shape, or half of one.
 */
export function decodePicture(bytes: Uint8Array): ModulePicture | null {
  const fitting = shapes.filter((shape) => bytesOf(shape) === bytes.length);
  const [first] = fitting;
  if (!first) return null;
  const unlike = shapes.map((shape) => ({ shape, difference: rowDifference(bytes, (shape.width * shape.bits) / 8) })).sort((a, b) => a.difference - b.difference);
  const [best, second] = unlike;
  const isClear = best !== undefined && second !== undefined && best.difference < 0.85 * second.difference;
  if (isClear && !fitting.includes(best.shape)) return null;
  const { width, height, bits, density } = isClear ? best.shape : first;
  return { image: { width, height, pixels: bits === 8 ? bytes.slice() : unpack(bytes) }, density };
}

function bytesOf({ width, height, bits }: Shape): number {
  return (width * height * bits) / 8;
}

function unpack(bytes: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(bytes.length * 2);
  for (const [at, byte] of bytes.entries()) {
    pixels[2 * at] = (byte >> 4) * 17;
    pixels[2 * at + 1] = (byte & 0x0f) * 17;
  }
  return pixels;
}

/** Mean difference of the high halves of bytes that lie so far apart. */
function rowDifference(bytes: Uint8Array, distance: number): number {
  let sum = 0;
  for (let at = distance; at < bytes.length; at++) sum += Math.abs(((bytes[at] ?? 0) >> 4) - ((bytes[at - distance] ?? 0) >> 4));
  return sum / (bytes.length - distance);
}
