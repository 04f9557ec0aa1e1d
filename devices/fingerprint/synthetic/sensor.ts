/** The scanner's eye: a 3 × 3 blur, uneven light, what earlier hands and dust left on the glass, noise, grey levels. */
import type { GreyImage } from '../../image/grey-image.js';
import type { Platen } from './ink.js';
import { smoothNoise } from './noise.js';
import { between, mixSeed, random } from './random.js';

export const PAPER = 249;
export const DEPTH = 194;
const GRAINS = 65536;

export function develop({ width, height, ink }: Platen, seed: number): GreyImage {
  const next = random(mixSeed(seed, 31));
  const glass = glassOf(width, height, mixSeed(seed, 32));
  const grains = Float32Array.from({ length: GRAINS }, () => next() + next() - 1);
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    let drawn = Math.floor(next() * GRAINS);
    const rim = y === 0 || y === height - 1;
    for (let x = 0; x < width; x++, at++) {
      const middle = ink[at] as number;
      let value = middle;
      if (!rim && x > 0 && x < width - 1) {
        const up = at - width;
        const down = at + width;
        const near = (ink[at - 1] as number) + (ink[at + 1] as number) + (ink[up] as number) + (ink[down] as number);
        const corners = (ink[up - 1] as number) + (ink[up + 1] as number) + (ink[down - 1] as number) + (ink[down + 1] as number);
        value = (4 * middle + 2 * near + corners) / 16;
      }
      drawn = (drawn + 1) & (GRAINS - 1);
      const level = glass[at] as number;
      const grey = level - DEPTH * value + (grains[drawn] as number) * (value > 0 ? 7 : 2.5);
      pixels[at] = grey < 0 ? 0 : grey > 255 ? 255 : Math.round(grey);
    }
  }
  return { width, height, pixels };
}

/** The empty platen: grey per pixel. */
function glassOf(width: number, height: number, seed: number): Float32Array {
  const next = random(seed);
  const light = smoothNoise(next, width, height, 230);
  const glass = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    // Every eighth pixel's light serves its neighbours.
    for (let x = 0; x < width; x += 8) {
      const level = PAPER + 2.5 * light(x, y);
      for (const end = Math.min(at + 8, (y + 1) * width); at < end; at++) glass[at] = level;
    }
  }
  const area = width * height;
  for (let smudge = Math.round(between(next, 0.5, 1.6) * Math.max(1, area / 260_000)); smudge > 0; smudge--) {
    const [x, y, size] = [next() * width, next() * height, between(next, 50, 150)];
    const faint = smoothNoise(next, 3 * size, 3 * size, 8);
    const deep = between(next, 3, 9);
    around(width, height, x, y, size, (at, far, dx, dy) => {
      glass[at] = (glass[at] as number) - deep * (1 - far) * Math.max(0, 0.4 + faint(1.5 * size + 0.8 * dx + 0.6 * dy, 1.5 * size - 0.6 * dx + 0.8 * dy));
    });
  }
  for (let speck = Math.round(between(next, 0.4, 1.4) * (area / 14_000)); speck > 0; speck--) {
    const deep = between(next, 8, 70);
    around(width, height, next() * width, next() * height, between(next, 0.8, 2.2), (at, far) => {
      glass[at] = (glass[at] as number) - deep * (1 - far);
    });
  }
  return glass;
}

/** Each pixel of a disc; `far` 0 in the middle, 1 at its rim. */
function around(width: number, height: number, x: number, y: number, radius: number, each: (at: number, far: number, dx: number, dy: number) => void): void {
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(height - 1, y + radius); row++) {
    for (let column = Math.max(0, Math.ceil(x - radius)); column <= Math.min(width - 1, x + radius); column++) {
      const [dx, dy] = [column - x, row - y];
      const far = (dx * dx + dy * dy) / (radius * radius);
      if (far < 1) each(row * width + column, far, dx, dy);
    }
  }
}
