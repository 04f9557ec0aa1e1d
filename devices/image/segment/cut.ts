import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import type { GreyImage } from '../grey-image.js';

/** Pixels of platen left around a print. */
export const MARGIN = 12;
/** Pixels: no finger is larger, whatever the officer drags. */
const LARGEST = 1200;

/** One finger out of a slap, turned upright, bilinear. What lies outside the picture is white. */
export function cutFinger(image: GreyImage, place: FingerPlace): GreyImage {
  const width = sideOf(place.width);
  const height = sideOf(place.height);
  const radians = (place.angle * Math.PI) / 180;
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  const middleX = place.x + place.width / 2;
  const middleY = place.y + place.height / 2;
  const pixels = new Uint8Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    const v = row - (height - 1) / 2;
    for (let column = 0; column < width; column++, at++) {
      const u = column - (width - 1) / 2;
      pixels[at] = bilinear(image, middleX + cosine * u - sine * v, middleY + sine * u + cosine * v);
    }
  }
  return { width, height, pixels };
}

function sideOf(length: number): number {
  return Math.min(Math.max(Math.round(Number.isFinite(length) ? length : 0), 1), LARGEST) + 2 * MARGIN;
}

function bilinear({ width, height, pixels }: GreyImage, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (!(column >= 0 && row >= 0 && column + 1 < width && row + 1 < height)) return 255;
  const at = row * width + column;
  const fx = x - column;
  const upper = (pixels[at] as number) * (1 - fx) + (pixels[at + 1] as number) * fx;
  const lower = (pixels[at + width] as number) * (1 - fx) + (pixels[at + width + 1] as number) * fx;
  return Math.round(upper + (lower - upper) * (y - row));
}
