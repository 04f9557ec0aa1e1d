/** Presses skin on a platen. */
import type { Pressed } from './darkness.js';
import { darknessOf, rounded } from './darkness.js';
import { extent } from './extent.js';
import { mixSeed, random } from './random.js';

/** What touches a platen: 0 nothing … 1 black. */
export interface Platen {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

export function emptyPlaten(width: number, height: number): Platen {
  return { width, height, ink: new Float32Array(width * height) };
}

/** A rectangle turned about its middle; pixels, degrees clockwise. */
export interface Turned {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** Draws the print, the darker point wins, and answers what it covers; null where nothing touches. */
export function pressInk(platen: Platen, pressed: Pressed): Turned | null {
  const { press, contact } = pressed;
  const angle = pressed.rotation + press.rotation;
  const cosine = rounded(Math.cos((angle * Math.PI) / 180));
  const sine = rounded(Math.sin((angle * Math.PI) / 180));
  const middle = { x: pressed.x + press.x, y: pressed.y + press.y };
  const corners = [contact.left, contact.right].flatMap((u) => [contact.top, contact.bottom].map((v) => ({ x: press.scale * (cosine * u - sine * v), y: press.scale * (sine * u + cosine * v) })));
  const slid = Math.ceil(SLIDE * press.moved);
  const left = Math.max(0, Math.floor(middle.x + Math.min(...corners.map((one) => one.x))) - slid);
  const right = Math.min(platen.width, Math.ceil(middle.x + Math.max(...corners.map((one) => one.x))) + slid);
  const top = Math.max(0, Math.floor(middle.y + Math.min(...corners.map((one) => one.y))) - slid);
  const bottom = Math.min(platen.height, Math.ceil(middle.y + Math.max(...corners.map((one) => one.y))) + slid);
  if (right <= left || bottom <= top) return null;
  const width = right - left;
  const print = new Float32Array(width * (bottom - top));
  const touched = extent(contact, press.scale);
  const darkness = darknessOf(pressed);
  for (let y = top, at = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, at++) {
      const u = (cosine * (x - middle.x) + sine * (y - middle.y)) / press.scale;
      const v = (cosine * (y - middle.y) - sine * (x - middle.x)) / press.scale;
      const dark = darkness(u, v);
      if (dark < 0) continue;
      print[at] = dark;
      if (dark > SEEN) touched.add(u, v);
    }
  }
  const shown = press.moved > 0 ? smeared(print, width, press.moved, pressed.seed) : print;
  for (let y = top, at = 0; y < bottom; y++) {
    for (let to = y * platen.width + left, end = to + width; to < end; to++, at++) {
      const dark = shown[at] as number;
      if (dark > (platen.ink[to] as number)) platen.ink[to] = dark;
    }
  }
  const box = touched.box();
  if (!box) return null;
  const u = press.scale * (box.left + box.right) / 2;
  const v = press.scale * (box.top + box.bottom) / 2;
  const size = { width: press.scale * (box.right - box.left), height: press.scale * (box.bottom - box.top) };
  return { x: middle.x + cosine * u - sine * v - size.width / 2, y: middle.y + sine * u + cosine * v - size.height / 2, ...size, angle };
}

/** Pixels. */
const SLIDE = 16;
/** Darker than what merely rests on the glass between ridges. */
const SEEN = 0.16;

/** The finger slid while it was taken: a mean over its way. */
function smeared(print: Float32Array, width: number, moved: number, seed: number): Float32Array {
  const angle = 2 * Math.PI * random(mixSeed(seed, 23))();
  const steps = [-0.5, -0.25, 0, 0.25, 0.5].map((share) => {
    const way = share * SLIDE * moved;
    return Math.round(rounded(Math.sin(angle)) * way) * width + Math.round(rounded(Math.cos(angle)) * way);
  });
  const result = new Float32Array(print.length);
  for (let at = 0; at < print.length; at++) {
    let sum = 0;
    for (const step of steps) sum += print[at + step] ?? 0;
    result[at] = sum / steps.length;
  }
  return result;
}
