/** The skin of a fingertip from nail to nail: what does not change between impressions. */
import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import { smoothNoise } from './noise.js';
import { drawClass, drawPattern, flow } from './pattern.js';
import type { PrintClass } from './pattern.js';
import type { Random } from './random.js';
import { between, mixSeed, random } from './random.js';
import type { Flow } from './ridges.js';
import { growRidges, NOWHERE, ORIENTATIONS, PERIODS } from './ridges.js';

/** Grey level of a height of 0; a ridge's top lies at −1, a valley's floor at +1 times SPAN from it. */
export const LEVEL = 128;
export const SPAN = 100;

/** Pixels at 500 ppi of a flat print: thumbs 18.5 × 23 mm, little fingers 14 × 19 mm, the others 16.3 × 21.8 mm. */
export function masterSize(finger: Finger): { readonly width: number; readonly height: number } {
  const digit = (finger - 1) % 5;
  if (digit === 0) return { width: 364, height: 452 };
  return digit === 4 ? { width: 276, height: 372 } : { width: 320, height: 428 };
}

/** The flat print is its middle. */
export function skinSize(finger: Finger): { readonly width: number; readonly height: number } {
  const { width, height } = masterSize(finger);
  return { width: 2 * Math.round(width * 0.86), height };
}

/** The class that a seed's finger has, drawn by population odds. */
export function classOf(seed: number, finger: Finger): PrintClass {
  return drawClass(random(mixSeed(seed, finger, 4)), finger);
}

/** Ridges dark, valleys light, pores as light points on the ridges; a class may be wished for. */
export function growSkin(seed: number, finger: Finger, kind: PrintClass = classOf(seed, finger)): GreyImage {
  const next = random(mixSeed(seed, finger, 1));
  const { width, height } = skinSize(finger);
  const ridges = growRidges(next, layFlow(next, finger, kind));
  pierce(next, ridges, width, height);
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.min(Math.max(Math.round(LEVEL - SPAN * (ridges[at] as number)), 0), 255);
  return { width, height, pixels };
}

function layFlow(next: Random, finger: Finger, kind: PrintClass): Flow {
  const flat = masterSize(finger);
  const { width, height } = skinSize(finger);
  const pattern = drawPattern(next, kind, flat.width, flat.height);
  const bend = smoothNoise(next, width, height, 90);
  const spread = smoothNoise(next, width, height, 70);
  const base = between(next, 8.5, 9.6);
  const direction = new Uint8Array(width * height).fill(NOWHERE);
  const period = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const down = (2 * y) / height - 1;
    for (let x = 0; x < width; x++, at++) {
      const across = (2 * x) / width - 1;
      // The corners never touch anything.
      if (across ** 4 + down ** 4 > 1.25) continue;
      const up = height / 2 - y;
      const turns = -(flow(pattern, x - width / 2, up) + 0.12 * bend(x, y)) / Math.PI;
      direction[at] = Math.round((turns - Math.floor(turns)) * ORIENTATIONS) % ORIENTATIONS;
      // Ridges are finer above the core and coarser towards the crease.
      period[at] = nearestPeriod(base + 0.55 * spread(x, y) + 0.9 * Math.max(0, -up / height));
    }
  }
  return { width, height, direction, period };
}

function nearestPeriod(wanted: number): number {
  return Math.min(Math.max(Math.round((wanted - PERIODS[0]) / 0.6), 0), PERIODS.length - 1);
}

/** Pores: a light point on the top of a ridge, about every ninth pixel of its length. */
function pierce(next: Random, ridges: Float32Array, width: number, height: number): void {
  for (let top = 3; top < height - 8; top += 9) {
    for (let left = 3; left < width - 8; left += 9) {
      const near = (top + Math.floor(next() * 6)) * width + left + Math.floor(next() * 6);
      const deep = between(next, 0.15, 0.75);
      let best = near;
      for (let dy = -2; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++) if ((ridges[near + dy * width + dx] as number) > (ridges[best] as number)) best = near + dy * width + dx;
      }
      if ((ridges[best] as number) < 0.7) continue;
      for (const side of [-1, 1, -width, width]) ridges[best + side] = (ridges[best + side] as number) - deep * 0.45;
      ridges[best] = (ridges[best] as number) - deep;
    }
  }
}
