/** Pictures of the simulated preview, drawn once for each step of a hand coming down. */
import sharp from 'sharp';

import type { SimulatedPerson } from './person.js';
import type { Shown } from './platen.js';
import { STEPS } from './platen.js';

/** Answers JPEG, 640 px wide, grey. */
export type PreviewPictures = (shown: Shown) => Promise<Uint8Array>;

/** Pixels that a finger slides upwards while it comes down. */
const SLIDE = 34;
const PAPER = 250;

export function previewPictures(person: SimulatedPerson): PreviewPictures {
  const drawn = new Map<string, Promise<Uint8Array>>();
  return ({ slap, step }) => {
    const key = step === 0 ? 'empty' : `${slap} ${step}`;
    const known = drawn.get(key);
    if (known) return known;
    const { preview } = person[slap];
    const press = step / STEPS;
    const raw = { width: preview.width, height: preview.height, channels: 1 } as const;
    const picture = sharp(press === 1 ? preview.pixels : lowered(preview.pixels, preview.width, press), { raw })
      .toColourspace('b-w')
      .jpeg({ quality: 82 })
      .toBuffer()
      .then((bytes) => new Uint8Array(bytes));
    drawn.set(key, picture);
    return picture;
  };
}

/** Paler the less it presses, and still on its way up. */
function lowered(pixels: Uint8Array, width: number, press: number): Uint8Array {
  const shift = Math.round((1 - press) * SLIDE) * width;
  const picture = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    const from = at >= shift ? (pixels[at - shift] ?? PAPER) : PAPER;
    picture[at] = Math.round(PAPER - (PAPER - from) * press ** 1.5);
  }
  return picture;
}
