/** The rectangle around one print, turned as it lies, to the pixel. */
import type { GreyImage } from '../grey-image.js';
import { CELL } from '../minutiae/flow.js';
import type { Component } from './components.js';
import type { Tip } from './tips.js';

/** Grey levels below the paper from which a pixel is print. */
const DARKER = 22;
/** Such pixels in a line of the picture that is looked at every second pixel. */
const FEW = 3;
export function turnedBox(image: GreyImage, part: Component, columns: number, paper: number, angle: number): Tip {
  const { width, height, pixels } = image;
  const cosine = Math.cos((angle * Math.PI) / 180);
  const sine = Math.sin((angle * Math.PI) / 180);
  const reach = 600;
  const across = new Uint16Array(2 * reach);
  const along = new Uint16Array(2 * reach);
  for (const cell of part.cells) {
    const right = Math.min(((cell % columns) + 1) * CELL, width);
    const bottom = Math.min((Math.floor(cell / columns) + 1) * CELL, height);
    for (let y = Math.floor(cell / columns) * CELL; y < bottom; y += 2) {
      for (let x = (cell % columns) * CELL; x < right; x += 2) {
        if ((pixels[y * width + x] as number) > paper - DARKER) continue;
        const u = Math.round(cosine * (x - part.x) + sine * (y - part.y)) + reach;
        const v = Math.round(cosine * (y - part.y) - sine * (x - part.x)) + reach;
        if (u >= 0 && u < 2 * reach) across[u] = (across[u] as number) + 1;
        if (v >= 0 && v < 2 * reach) along[v] = (along[v] as number) + 1;
      }
    }
  }
  const filled = (count: number): boolean => count >= FEW;
  const [left, right, top, bottom] = [across.findIndex(filled), across.findLastIndex(filled), along.findIndex(filled), along.findLastIndex(filled)];
  if (left < 0 || top < 0) return { x: part.x, y: part.y, width: CELL, height: CELL, angle };
  const u = (left + right + 1) / 2 - reach;
  const v = (top + bottom + 1) / 2 - reach;
  return { x: part.x + cosine * u - sine * v, y: part.y + sine * u + cosine * v, width: right - left + 1, height: bottom - top + 1, angle };
}
