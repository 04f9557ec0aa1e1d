/** One synthetic finger, flat, as a live scanner of 500 ppi sees it: dark ridges on white. Belongs to nobody. */
import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../../image/grey-image.js';
import type { Noise } from './noise.js';
import { smoothNoise } from './noise.js';
import { drawPattern, flow } from './pattern.js';
import type { Random } from './random.js';
import { between, mixSeed, random } from './random.js';
import type { Flow } from './ridges.js';
import { growRidges, ORIENTATIONS, PERIODS } from './ridges.js';

/** Pixels at 500 ppi: thumbs 18.5 × 23 mm, little fingers 14 × 19 mm, the others 16.3 × 21.8 mm. */
export function masterSize(finger: Finger): { readonly width: number; readonly height: number } {
  const digit = (finger - 1) % 5;
  if (digit === 0) return { width: 364, height: 452 };
  return digit === 4 ? { width: 276, height: 372 } : { width: 320, height: 428 };
}

/** The same seed and finger give the same pixels on every machine. About 0.4 s. */
export function master(seed: number, finger: Finger): GreyImage {
  const next = random(mixSeed(seed, finger, 1));
  const { width, height } = masterSize(finger);
  const ridges = growRidges(next, layFlow(next, finger, width, height));
  return print(next, ridges, width, height);
}

function layFlow(next: Random, finger: Finger, width: number, height: number): Flow {
  const pattern = drawPattern(next, finger, width, height);
  const bend = smoothNoise(next, width, height, 90);
  const spread = smoothNoise(next, width, height, 70);
  const base = between(next, 8.5, 9.6);
  const direction = new Uint8Array(width * height);
  const period = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const up = height / 2 - y;
      const angle = -(flow(pattern, x - width / 2, up, width, height) + 0.12 * bend(x, y));
      const turns = angle / Math.PI;
      direction[at] = Math.round((turns - Math.floor(turns)) * ORIENTATIONS) % ORIENTATIONS;
      // Ridges are finer above the core and coarser towards the crease.
      const wanted = base + 0.55 * spread(x, y) + 0.9 * Math.max(0, -up / height);
      period[at] = nearestPeriod(wanted);
    }
  }
  return { width, height, direction, period };
}

function nearestPeriod(wanted: number): number {
  const step = (wanted - PERIODS[0]) / 0.6;
  return Math.min(Math.max(Math.round(step), 0), PERIODS.length - 1);
}

/** Presses the ridges on the platen: contact area, pressure, moisture, pores, creases, grain. */
function print(next: Random, ridges: Float32Array, width: number, height: number): GreyImage {
  const contact = contactOf(next, width, height);
  const moisture = smoothNoise(next, width, height, 46);
  const patch = smoothNoise(next, width, height, 7);
  const wet = between(next, -0.12, 0.16);
  const creases = drawCreases(next, width, height);
  const dark = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const pressure = contact(x, y);
      const grain = next() + next() - 1;
      if (pressure <= 0) continue;
      let height01 = (ridges[at] ?? 0) + wet + 0.3 * moisture(x, y) + 0.22 * patch(x, y) + 0.42 * grain;
      if (height01 > 0.75 && next() < 0.02) height01 -= 1.6;
      height01 -= creases(x, y) + (1 - pressure) * 0.9;
      dark[at] = Math.min(Math.max(0.48 + height01 * 0.8, 0.05 * pressure), 1);
    }
  }
  return { width, height, pixels: develop(next, dark, width, height) };
}

/** 0 outside, rising to 1 within: an egg with an uneven rim. */
function contactOf(next: Random, width: number, height: number): Noise {
  const rim = smoothNoise(next, width, height, 24);
  const fine = smoothNoise(next, width, height, 5);
  const middle = height * 0.49;
  const lean = between(next, -0.05, 0.05);
  return (x, y) => {
    const down = (y - middle) / (height * 0.445);
    const across = (x - width / 2 - lean * (middle - y)) / (width * (0.445 + 0.018 * down));
    const r2 = across * across + down * down;
    // Squarer than an ellipse towards the crease.
    const distance = down > 0 ? r2 - 0.42 * across * across * down * down : r2;
    return Math.min(Math.max((1 - distance + 0.07 * rim(x, y) + 0.09 * fine(x, y)) * 4.5, 0), 1);
  };
}

/** White lines of the skin: two or three short, thin strokes. */
function drawCreases(next: Random, width: number, height: number): Noise {
  const strokes = Array.from({ length: Math.floor(between(next, 0, 3.4)) }, () => {
    const slope = between(next, -0.6, 0.6);
    return { x: between(next, 0.2, 0.8) * width, y: between(next, 0.3, 0.9) * height, slope, reach: between(next, 18, 60), wide: between(next, 0.9, 1.6) };
  });
  return (x, y) => {
    let depth = 0;
    for (const stroke of strokes) {
      const along = x - stroke.x;
      if (Math.abs(along) > stroke.reach) continue;
      const off = Math.abs(y - stroke.y - stroke.slope * along - 0.004 * along * along);
      if (off < stroke.wide + 1) depth += 1.3 * (1 - off / (stroke.wide + 1));
    }
    return depth;
  };
}

/** The sensor: a 3 × 3 blur, its noise, and grey levels. */
function develop(next: Random, dark: Float32Array, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : (dark[y * width + x] ?? 0));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const near = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
      const corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
      const value = (4 * at(x, y) + 2 * near + corners) / 16;
      const noise = (next() + next() - 1) * (value > 0 ? 7 : 2.5);
      pixels[y * width + x] = Math.min(Math.max(Math.round(251 - 196 * value + noise), 0), 255);
    }
  }
  return pixels;
}
