/** What life leaves on a finger: creases and scars, white in every impression and always in the same place. */
import type { GreyImage } from '../../image/grey-image.js';
import type { Random } from './random.js';
import { between, mixSeed, random } from './random.js';

/** A copy of the skin with its lines; `grain` is the finger's own seed. */
export function weathered(skin: GreyImage, grain: number, wear: number, scars: number): GreyImage {
  const worn: GreyImage = { ...skin, pixels: skin.pixels.slice() };
  const next = random(mixSeed(grain, 11));
  const young = Math.floor(between(next, 0, 3.4));
  for (let line = 0; line < young; line++) stroke(worn, next, between(next, 20, 70), between(next, 0.5, 0.9), 0.6);
  const cut = random(mixSeed(grain, 12));
  for (let scar = 0; scar < scars; scar++) stroke(worn, cut, between(cut, 60, 150), between(cut, 1.8, 3), 1.2);
  const aged = random(mixSeed(grain, 13));
  for (let line = 0; line < Math.round(70 * wear); line++) stroke(worn, aged, between(aged, 20, 130), between(aged, 0.4, 0.6 + 1.1 * wear), 0.9);
  return worn;
}

/** A bent white line of uneven width; lying rather than standing, as the skin folds. */
function stroke(skin: GreyImage, next: Random, length: number, radius: number, tilt: number): void {
  let x = between(next, 0.1, 0.9) * skin.width;
  let y = between(next, 0.12, 0.97) * skin.height;
  let angle = between(next, -tilt, tilt);
  const bend = between(next, -0.006, 0.006);
  for (let done = 0; done < length; done++) {
    const taper = Math.min(1, (length - done) / 12, (done + 1) / 12);
    lighten(skin, x, y, radius * taper * between(next, 0.75, 1.25));
    angle += bend + between(next, -0.05, 0.05);
    x += Math.round(Math.cos(angle) * 256) / 256;
    y += Math.round(Math.sin(angle) * 256) / 256;
  }
}

function lighten({ width, height, pixels }: GreyImage, x: number, y: number, radius: number): void {
  const reach = radius + 1;
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(height - 1, y + reach); row++) {
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= Math.min(width - 1, x + reach); column++) {
      const near = 1 - Math.sqrt((column - x) ** 2 + (row - y) ** 2) / reach;
      const at = row * width + column;
      if (near > 0) pixels[at] = Math.max(pixels[at] ?? 0, Math.min(70 + Math.round(260 * near), 240));
    }
  }
}
