/** Lays a finished picture of a print on a platen as it is: for who has no skin to press, as a test with a plain block. */
import type { GreyImage } from '../../image/grey-image.js';
import { rounded } from './darkness.js';
import type { Platen, Turned } from './ink.js';
import { DEPTH, PAPER } from './sensor.js';

/** From here on a picture's pixel is its bare platen, which would show as a rectangle. */
const BARE = 238;

export function pastePicture(platen: Platen, picture: GreyImage, middle: { readonly x: number; readonly y: number }, angle: number): Turned {
  const { width, height } = picture;
  const [cosine, sine] = [rounded(Math.cos((angle * Math.PI) / 180)), rounded(Math.sin((angle * Math.PI) / 180))];
  const reach = Math.ceil(Math.hypot(width, height) / 2);
  for (let y = Math.max(0, Math.floor(middle.y) - reach); y < Math.min(platen.height, middle.y + reach); y++) {
    for (let x = Math.max(0, Math.floor(middle.x) - reach); x < Math.min(platen.width, middle.x + reach); x++) {
      const column = Math.round(cosine * (x - middle.x) + sine * (y - middle.y) + width / 2);
      const row = Math.round(cosine * (y - middle.y) - sine * (x - middle.x) + height / 2);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const value = picture.pixels[row * width + column] ?? BARE;
      const to = y * platen.width + x;
      if (value < BARE) platen.ink[to] = Math.max(platen.ink[to] ?? 0, (PAPER - value) / DEPTH);
    }
  }
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height, angle };
}
