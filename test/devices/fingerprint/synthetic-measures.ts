/** What the tests of synthetic fingers measure in their pictures. */
import { createHash } from 'node:crypto';

import { cachedMaster } from '../../../devices/fingerprint/synthetic/cache.js';
import type { Master } from '../../../devices/fingerprint/synthetic/master.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { FingerPlace } from '../../../sync/core/finger-capture.js';

/** Kept between runs. */
export const CACHE = 'out/fingers';

export function hashOf(image: GreyImage): string {
  return createHash('sha256').update(image.pixels).digest('hex').slice(0, 16);
}

/** Share of the pixels darker than that. */
export function share(image: GreyImage, level: number): number {
  return image.pixels.reduce((sum, grey) => sum + (grey < level ? 1 : 0), 0) / image.pixels.length;
}

/** The middle half of the picture, where ridges are. */
export function core({ width, height, pixels }: GreyImage): number[] {
  const values: number[] = [];
  for (let y = Math.round(height / 4); y < height * 0.75; y++) for (let x = Math.round(width / 4); x < width * 0.75; x++) values.push(pixels[y * width + x] ?? 0);
  return values;
}

export function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
}

/** −1 … 1: how alike the middles of two pictures are, the second moved by some pixels to fit best. */
export function likeness(one: GreyImage, other: GreyImage): number {
  let best = -1;
  for (let dy = -6; dy <= 6; dy += 2) for (let dx = -6; dx <= 6; dx += 2) best = Math.max(best, correlation(one, other, dx, dy));
  return best;
}

function correlation(one: GreyImage, other: GreyImage, dx: number, dy: number): number {
  const reach = 60;
  const [first, second]: [number[], number[]] = [[], []];
  for (let y = -reach; y <= reach; y += 2) {
    for (let x = -reach; x <= reach; x += 2) {
      first.push(pixel(one, one.width / 2 + x, one.height / 2 + y));
      second.push(pixel(other, other.width / 2 + x + dx, other.height / 2 + y + dy));
    }
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(first), mean(second)];
  const product = first.reduce((sum, value, index) => sum + (value - a) * ((second[index] ?? 0) - b), 0) / first.length;
  return product / (deviation(first) * deviation(second));
}

function pixel({ width, pixels }: GreyImage, x: number, y: number): number {
  return pixels[Math.round(y) * width + Math.round(x)] ?? 255;
}

/** The number of separate dark spots of at least four pixels in the picture's middle. */
export function pieces(image: GreyImage): number {
  const { width, height } = image;
  const dark = image.pixels.map((grey) => (grey < 170 ? 1 : 0));
  let count = 0;
  for (let y = Math.round(height / 4); y < height * 0.75; y++) {
    for (let x = Math.round(width / 4); x < width * 0.75; x++) {
      if (dark[y * width + x] !== 1) continue;
      const open = [y * width + x];
      let size = 0;
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (dark[at] !== 1) continue;
        dark[at] = 0;
        size++;
        open.push(at - 1, at + 1, at - width, at + width);
      }
      if (size >= 4) count++;
    }
  }
  return count;
}

/** Whether a point lies in a turned rectangle grown by so many pixels. */
export function covers(place: FingerPlace, x: number, y: number, margin: number): boolean {
  const angle = (place.angle * Math.PI) / 180;
  const [dx, dy] = [x - place.x - place.width / 2, y - place.y - place.height / 2];
  const across = Math.cos(angle) * dx + Math.sin(angle) * dy;
  const down = Math.cos(angle) * dy - Math.sin(angle) * dx;
  return Math.abs(across) <= place.width / 2 + margin && Math.abs(down) <= place.height / 2 + margin;
}

/** One person's fingers, read or grown. */
export async function personOf(seed: number, fingers: readonly Finger[]): Promise<(seed: number, finger: Finger) => Master> {
  const masters = new Map<Finger, Master>();
  for (const finger of fingers) masters.set(finger, await cachedMaster(CACHE, seed, finger));
  return (_seed, finger) => {
    const master = masters.get(finger);
    if (!master) throw Error(`finger ${finger} was not grown`);
    return master;
  };
}
