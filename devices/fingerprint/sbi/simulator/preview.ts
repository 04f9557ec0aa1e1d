/** Pictures of the simulated preview, drawn once for each step of a hand coming down. */
import sharp from 'sharp';

import type { GreyImage } from '../../../image/grey-image.js';
import { STEPS } from './platen.js';

/** Pixels that a finger slides upwards while it comes down. */
const SLIDE = 34;
const PAPER = 250;

/** `press` from 0 (empty) to STEPS. Answers JPEG, grey. */
export type PreviewPictures = (hand: GreyImage, press: number) => Promise<Uint8Array>;

export function previewPictures(): PreviewPictures {
  const drawn = new WeakMap<GreyImage, Promise<Uint8Array>[]>();
  return (hand, press) => {
    const ready = drawn.get(hand) ?? [];
    drawn.set(hand, ready);
    return (ready[press] ??= draw(hand, press / STEPS));
  };
}

/** The picture with the time in a comment (COM, ITU-T T.81 B.2.4.5) behind its start: milliseconds since 1970 with a fraction, as text. */
export function stamped(jpeg: Uint8Array, time: number): Uint8Array {
  const text = Buffer.from(time.toFixed(3), 'latin1');
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, text.length + 2]), text, jpeg.subarray(2)]);
}

async function draw({ width, height, pixels }: GreyImage, press: number): Promise<Uint8Array> {
  const picture = press === 1 ? pixels : lowered(pixels, width, press);
  return new Uint8Array(await sharp(picture, { raw: { width, height, channels: 1 } }).toColourspace('b-w').jpeg({ quality: 82 }).toBuffer());
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
