/** Simulated fingers for tests and benches, kept under out/fingers by seed; and how far two turned rectangles cover each other. */
import path from 'node:path';

import { cachedMaster } from '../../../devices/fingerprint/synthetic/cache.js';
import type { Master } from '../../../devices/fingerprint/synthetic/master.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import { fingers, type Finger } from '../../../sync/core/fingers.js';

const folder = path.resolve('out/fingers');

export function grownFinger(seed: number, finger: Finger): Promise<Master> {
  return cachedMaster(folder, seed, finger);
}

/** A person's fingers, for the generator of slaps: it asks for any seed and gets this person's. */
export async function person(seed: number, wanted: readonly Finger[] = fingers): Promise<(seed: number, finger: Finger) => Master> {
  const grown = new Map<Finger, Master>();
  for (const finger of wanted) grown.set(finger, await grownFinger(seed, finger));
  return (_, finger) => {
    const found = grown.get(finger);
    if (!found) throw Error(`finger ${finger} was not grown`);
    return found;
  };
}

/** A picture of a fraction of its size, each pixel a mean: what a live preview shows. */
export function smaller(image: GreyImage, factor: number): GreyImage {
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let sum = 0;
      let count = 0;
      for (let row = Math.floor(y * factor); row < Math.floor((y + 1) * factor); row++) {
        for (let column = Math.floor(x * factor); column < Math.floor((x + 1) * factor); column++, count++) sum += image.pixels[row * image.width + column] ?? 0;
      }
      pixels[at] = Math.round(sum / Math.max(count, 1));
    }
  }
  return { width, height, pixels };
}

type Point = readonly [number, number];

/** Area of what both cover against the area of what either covers, 0–1. */
export function overlap(one: FingerPlace, other: FingerPlace): number {
  const both = area(clipped(cornersOf(one), cornersOf(other)));
  return both / (one.width * one.height + other.width * other.height - both);
}

function cornersOf({ x, y, width, height, angle }: FingerPlace): readonly Point[] {
  const [cosine, sine] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const corners: readonly Point[] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  return corners.map(([across, down]) => {
    const [u, v] = [(across * width) / 2, (down * height) / 2];
    return [x + width / 2 + cosine * u - sine * v, y + height / 2 + sine * u + cosine * v];
  });
}

/** Sutherland and Hodgman, 1974: both convex, clockwise as the screen shows them. */
function clipped(subject: readonly Point[], by: readonly Point[]): readonly Point[] {
  let rest = subject;
  by.forEach(([ax, ay], at) => {
    const [bx, by_] = by[(at + 1) % by.length] ?? [0, 0];
    const within = ([x, y]: Point): number => (bx - ax) * (y - ay) - (by_ - ay) * (x - ax);
    rest = rest.flatMap((point, place): readonly Point[] => {
      const next = rest[(place + 1) % rest.length] ?? point;
      const [here, there] = [within(point), within(next)];
      const crossing: readonly Point[] = here >= 0 === there >= 0 ? [] : [[point[0] + (here / (here - there)) * (next[0] - point[0]), point[1] + (here / (here - there)) * (next[1] - point[1])]];
      return here >= 0 ? [point, ...crossing] : crossing;
    });
  });
  return rest;
}

function area(corners: readonly Point[]): number {
  return Math.abs(corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;
}
