/** How dark skin shows on a platen: contact, pressure, moisture and wear decide. */
import type { GreyImage } from '../../image/grey-image.js';
import type { Contact } from './contact.js';
import type { Noise } from './noise.js';
import { smoothNoise } from './noise.js';
import type { Press } from './press.js';
import type { Random } from './random.js';
import { between, mixSeed, random } from './random.js';
import { LEVEL, SPAN } from './skin.js';

export interface Pressed {
  /** With its creases and scars. */
  readonly skin: GreyImage;
  /** The finger's own seed, and the impression's. */
  readonly grain: number;
  readonly seed: number;
  readonly contact: Contact;
  readonly press: Press;
  /** Where on the platen the finger's middle lies, pixels; the press's own shift and rotation come on top. */
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
}

/** Answers 0–1, or −1 where the skin does not touch. */
export function darknessOf({ skin, grain, seed, contact, press }: Pressed): (u: number, v: number) => number {
  const next = random(mixSeed(seed, 21));
  const { left, top } = contact;
  const [wide, high] = [contact.right - left, contact.bottom - top];
  const noise = (cell: number): Noise => smoothNoise(next, wide, high, cell);
  const rim = noise(24);
  const ragged = noise(5);
  const [bendX, bendY] = [noise(105), noise(105)];
  const damp = noise(46);
  const patch = noise(7);
  const spots = noise(19);
  const dots = noise(3.6);
  const worn = smoothNoise(random(mixSeed(grain, 22)), skin.width, skin.height, 34);
  const cut = cutOf(next, contact, press.contact);
  const grains = Float32Array.from({ length: 4096 }, () => next() + next() - 1);
  let drawn = Math.floor(next() * 4096);
  const [dry, wet] = [Math.max(0, -press.moisture), Math.max(0, press.moisture)];
  const [light, hard] = [Math.max(0, -press.pressure), Math.max(0, press.pressure)];
  // Worn ridges are broad and low: they touch more easily than they stand out.
  const base = between(next, -0.1, 0.12) + 0.4 * wet + 0.4 * hard - 0.42 * dry * (1 - 0.45 * press.wear) - 0.22 * light;
  const gain = 0.8 + 0.35 * dry + 0.15 * hard;
  const most = 1 - 0.24 * press.wear - 0.12 * dry * dry - 0.12 * light;
  const pixels = skin.pixels;

  return (u, v) => {
    let near = contact.near(u, v);
    if (press.contact < 1) near = Math.min(near, cut(u, v));
    if (near < -0.16) return -1;
    const x = u - left;
    const y = v - top;
    // Beyond the reach of the rim's unevenness it is 1.
    let firm = near > 0.39 ? 1 : (near + 0.07 * rim(x, y) + 0.09 * ragged(x, y)) * 4.5;
    if (firm <= 0) return -1;
    if (firm > 1) firm = 1;
    if (light > 0) firm = Math.max(0, firm - light * (0.22 + 0.75 * spots(x, y)));
    const sx = Math.min(Math.max(contact.skinX(u) + press.warp * bendX(x, y), 0), skin.width - 1.001);
    const sy = Math.min(Math.max(contact.skinY(u, v) + press.warp * bendY(x, y), 0), skin.height - 1.001);
    const column = Math.floor(sx);
    const row = Math.floor(sy);
    const at = row * skin.width + column;
    const upper = (pixels[at] as number) + ((pixels[at + 1] as number) - (pixels[at] as number)) * (sx - column);
    const lower = (pixels[at + skin.width] as number) + ((pixels[at + skin.width + 1] as number) - (pixels[at + skin.width] as number)) * (sx - column);
    let height = (LEVEL - upper - (lower - upper) * (sy - row)) / SPAN;
    if (press.wear > 0) height *= 1 - press.wear * (0.42 + 0.5 * Math.max(0, worn(sx, sy)));
    drawn = (drawn + 1) & 4095;
    height += base + (0.3 + 0.25 * wet) * damp(x, y) + 0.22 * patch(x, y) + 0.4 * (grains[drawn] as number) - (1 - firm) * 0.9;
    if (wet > 0) height += wet * (0.25 + 0.95 * spots(x, y));
    if (dry > 0) height -= dry * (0.25 - 0.15 * press.wear + 1.25 * Math.abs(dots(x, y)) + 0.55 * spots(x, y));
    const least = (0.04 + 0.1 * wet + 0.08 * hard + 0.03 * press.wear) * firm;
    return Math.min(Math.max((0.48 + height * gain) * most, least), 1);
  };
}

/** Only a part of the pad touches, the tip alone (the finger stands) or one side: the pad's own shape, moved away, cuts it. */
function cutOf(next: Random, { near, left, right, top, bottom }: Contact, share: number): Noise {
  const angle = between(next, -1.1, 1.1);
  const away = 0.8 * (1 - share);
  const [awayX, awayY] = [rounded(Math.sin(angle)) * away * (right - left), rounded(-Math.cos(angle)) * away * (bottom - top)];
  return (u, v) => near(u - awayX, v - awayY);
}

/** So that the last bit of sine and cosine decides nothing. */
export function rounded(value: number): number {
  return Math.round(value * 65536) / 65536;
}
