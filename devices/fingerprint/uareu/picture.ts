/** The picture out of decrypted rows, and back for the simulator: rows that were left out, ridges dark, fingertip up. Pure. */
import type { GreyImage } from '../../image/grey-image.js';
import type { Head } from './protocol.js';
import { HEIGHT, isPresent, WIDTH } from './protocol.js';

/** Always the whole sensor, 512 ppi. A row that was left out repeats the next one that came; what no block tells of is white. */
export function assemble(head: Head, rows: Uint8Array, turned: boolean): GreyImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  let from = 0;
  let to = 0;
  for (const block of head.blocks) {
    const wanted = block.rows * WIDTH;
    const left = rows.subarray(0, head.rows * WIDTH);
    if (isPresent(block)) {
      const bytes = left.subarray(from, from + wanted);
      pixels.set(bytes, to);
      from += bytes.length;
    } else {
      const near = Math.min(from, left.length - WIDTH);
      for (let row = 0; row < block.rows; row++) pixels.set(left.subarray(near, near + WIDTH), to + row * WIDTH);
    }
    to += wanted;
  }
  if (turned) pixels.reverse();
  const fours = new Int32Array(pixels.buffer);
  for (let at = 0; at < fours.length; at++) fours[at] = ~(fours[at] ?? 0);
  return { width: WIDTH, height: HEIGHT, pixels };
}

/** Side of the squares that are looked at, pixels, and from which difference between dark and light one shows ridges. */
const SQUARE = 16;
const RIDGES = 48;

/** The share of the glass that shows ridges, 0–1: a bare or smudged one is below 0.03. */
export function contactShare(image: GreyImage): number {
  let touched = 0;
  let all = 0;
  for (let top = 0; top + SQUARE <= image.height; top += SQUARE) {
    for (let left = 0; left + SQUARE <= image.width; left += SQUARE) {
      all++;
      if (contrast(image, left, top) >= RIDGES) touched++;
    }
  }
  return all === 0 ? 0 : touched / all;
}

/** Between the darkest and the lightest sixteenth of a square, so that a single speck counts for nothing. */
function contrast(image: GreyImage, left: number, top: number): number {
  const counts = new Uint16Array(256);
  for (let y = top; y < top + SQUARE; y++) {
    for (let x = left; x < left + SQUARE; x++) counts[image.pixels[y * image.width + x] ?? 0]!++;
  }
  const few = (SQUARE * SQUARE) / 16;
  let dark = 0;
  let light = 255;
  for (let seen = counts[0] ?? 0; seen < few; seen += counts[dark] ?? 0) dark++;
  for (let seen = counts[255] ?? 0; seen < few; seen += counts[light] ?? 0) light--;
  return light - dark;
}
