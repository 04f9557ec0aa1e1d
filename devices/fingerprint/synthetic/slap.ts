/** Several synthetic fingers on a platen of 81 × 51 mm at 500 ppi, as the scanner sees them: no mirror image. */
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import type { Box, GreyImage } from '../../image/grey-image.js';
import { master } from './master.js';
import { between, mixSeed, random } from './random.js';

export interface FingerBox extends Box {
  readonly finger: Finger;
}

export interface SlapImage {
  readonly image: GreyImage;
  /** Upright boxes around the prints, from left to right. */
  readonly boxes: readonly FingerBox[];
}

export const SLAP_WIDTH = 1600;
export const SLAP_HEIGHT = 1000;
const PAPER = 251;
/** From here on a master's pixel is its bare platen, which would show as a rectangle. */
const BARE = 243;

/** Where the middle of a print lies, pixels, and how far the finger leans, degrees clockwise; a right hand's, the left one is its mirror image. */
const places: Readonly<Record<number, { readonly x: number; readonly y: number; readonly lean: number }>> = {
  2: { x: 270, y: 520, lean: -5 },
  3: { x: 630, y: 375, lean: -1 },
  4: { x: 985, y: 445, lean: 4 },
  5: { x: 1310, y: 665, lean: 11 },
};

/**
 * The same arguments give the same pixels. `masterOf` lets a cache answer for the single fingers.
 * A missing finger leaves its place empty.
 */
export function slap(
  seed: number,
  position: Slap,
  missing: readonly Finger[],
  masterOf: (seed: number, finger: Finger) => GreyImage = master,
): SlapImage {
  const next = random(mixSeed(seed, position, 2));
  const pixels = new Uint8Array(SLAP_WIDTH * SLAP_HEIGHT);
  for (let at = 0; at < pixels.length; at++) pixels[at] = PAPER + Math.floor(next() * 4) - 1;
  const hand = { dx: between(next, -25, 25), dy: between(next, -20, 25), lean: between(next, -3, 3) };
  const boxes: FingerBox[] = [];
  for (const finger of fingersOf(position)) {
    const place = placeOf(finger);
    const sway = { x: between(next, -8, 8), y: between(next, -14, 14), lean: between(next, -2, 2) };
    if (missing.includes(finger)) continue;
    const middle = { x: place.x + hand.dx + sway.x, y: place.y + hand.dy + sway.y };
    boxes.push({ finger, ...press(pixels, masterOf(seed, finger), middle, place.lean + hand.lean + sway.lean) });
  }
  return { image: { width: SLAP_WIDTH, height: SLAP_HEIGHT, pixels }, boxes: boxes.sort((a, b) => a.x - b.x) };
}

function placeOf(finger: Finger): { readonly x: number; readonly y: number; readonly lean: number } {
  if (finger === 1) return { x: 1080, y: 500, lean: -7 };
  if (finger === 6) return { x: 520, y: 500, lean: 7 };
  const right = places[finger <= 5 ? finger : finger - 5];
  if (!right) throw Error(`no place for finger ${finger}`);
  return finger <= 5 ? right : { x: SLAP_WIDTH - right.x, y: right.y, lean: -right.lean };
}

/** Draws a print turned around its middle, bilinear, darker pixel wins; answers its upright box. */
function press(pixels: Uint8Array, print: GreyImage, middle: { readonly x: number; readonly y: number }, degrees: number): Box {
  const angle = (degrees * Math.PI) / 180;
  // Rounded, so that the last bit of sine and cosine decides nothing.
  const cosine = Math.round(Math.cos(angle) * 65536) / 65536;
  const sine = Math.round(Math.sin(angle) * 65536) / 65536;
  const reachX = Math.ceil((Math.abs(cosine) * print.width + Math.abs(sine) * print.height) / 2);
  const reachY = Math.ceil((Math.abs(sine) * print.width + Math.abs(cosine) * print.height) / 2);
  const left = Math.max(0, Math.round(middle.x) - reachX);
  const top = Math.max(0, Math.round(middle.y) - reachY);
  const right = Math.min(SLAP_WIDTH, Math.round(middle.x) + reachX);
  const bottom = Math.min(SLAP_HEIGHT, Math.round(middle.y) + reachY);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const dx = x - middle.x;
      const dy = y - middle.y;
      const value = sample(print, cosine * dx + sine * dy + print.width / 2, cosine * dy - sine * dx + print.height / 2);
      const at = y * SLAP_WIDTH + x;
      if (value < BARE && value < (pixels[at] ?? 0)) pixels[at] = value;
    }
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function sample(image: GreyImage, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column + 1 >= image.width || row + 1 >= image.height) return 255;
  const fx = x - column;
  const fy = y - row;
  const at = row * image.width + column;
  const { pixels } = image;
  const upper = (pixels[at] ?? 255) * (1 - fx) + (pixels[at + 1] ?? 255) * fx;
  const lower = (pixels[at + image.width] ?? 255) * (1 - fx) + (pixels[at + image.width + 1] ?? 255) * fx;
  return Math.round(upper * (1 - fy) + lower * fy);
}
