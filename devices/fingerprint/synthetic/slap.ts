/** Several synthetic fingers on a platen at 500 ppi, as the scanner sees them: no mirror image. */
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import type { Finger, Slap } from '../../../sync/core/fingers.js';
import type { Box, GreyImage } from '../../image/grey-image.js';
import { flatContact, jointContact } from './contact.js';
import type { Lying } from './hand.js';
import { layHand } from './hand.js';
import type { Platen, Turned } from './ink.js';
import { emptyPlaten, pressInk } from './ink.js';
import type { Master } from './master.js';
import { master, masterSize } from './master.js';
import { pastePicture } from './paste.js';
import type { Press } from './press.js';
import { pressWith } from './press.js';
import { between, mixSeed, random } from './random.js';
import { develop } from './sensor.js';
import { weathered } from './wear.js';

export interface FingerBox extends Box {
  readonly finger: Finger;
}

export interface SlapImage {
  readonly image: GreyImage;
  /** Upright boxes around the prints, from left to right. */
  readonly boxes: readonly FingerBox[];
  /** The same prints, tight around each fingertip and turned as it lies, from left to right. A finger that leaves no print has none. */
  readonly places: readonly FingerPlace[];
}

export interface SlapOptions {
  /** Platen's height, pixels: 1000 (81 × 51 mm, default) or 1500 (81 × 76 mm). */
  readonly height?: 1000 | 1500;
  /** Of the whole hand, degrees clockwise; 0. */
  readonly turn?: number;
  /** Of each finger; drawn around the normal one where not given. */
  readonly press?: (finger: Finger) => Press;
}

/** Answers a `Master`, whose skin is pressed; a plain picture is laid down as it is. */
export type MasterOf = (seed: number, finger: Finger) => GreyImage | Master;

export const SLAP_WIDTH = 1600;
export const SLAP_HEIGHT = 1000;
/** Pixels of bare platen around a print in its upright box. */
const MARGIN = 14;

/**
 * The same arguments give the same pixels. `masterOf` lets a cache answer for the single fingers.
 * A missing finger leaves its place empty. About 0.2 s without the growing.
 */
export function slap(seed: number, position: Slap, missing: readonly Finger[], masterOf: MasterOf = master, options: SlapOptions = {}): SlapImage {
  const platen = emptyPlaten(SLAP_WIDTH, options.height ?? SLAP_HEIGHT);
  const pressOf = options.press ?? ((finger: Finger) => usualPress(mixSeed(seed, position, finger, 6)));
  const hand = layHand(seed, position, { width: platen.width, height: platen.height, turn: options.turn ?? 0, scale: pressOf(position === 14 ? 7 : 2).scale });
  const there = hand.filter(({ finger }) => !missing.includes(finger));
  const places = there.flatMap((lying) => layFinger(platen, masterOf(seed, lying.finger), lying, pressOf(lying.finger), mixSeed(seed, position, lying.finger, 7)));
  return finished(platen, places, mixSeed(seed, position, 8));
}

export function finished(platen: Platen, places: readonly FingerPlace[], seed: number): SlapImage {
  return { image: develop(platen, seed), places, boxes: places.map((place) => ({ finger: place.finger, ...uprightBox(place, platen) })) };
}

function usualPress(seed: number): Press {
  const next = random(seed);
  return pressWith({ moisture: between(next, -0.2, 0.2), pressure: between(next, -0.15, 0.15), warp: between(next, 2, 4) });
}

/** Presses the fingertip and what touches of the second joint below it. */
export function layFinger(platen: Platen, print: GreyImage | Master, { finger, x, y, lean }: Lying, press: Press, seed: number): readonly FingerPlace[] {
  if (!('skin' in print)) return [{ finger, ...pastePicture(platen, print, { x: x + press.x, y: y + press.y }, lean + press.rotation) }];
  const { grain } = print;
  const flat = masterSize(finger);
  const skin = weathered(print.skin, grain, press.wear, press.scars);
  const lying = { skin, grain, seed, x, y, rotation: lean };
  const place: Turned | null = pressInk(platen, { ...lying, press, contact: flatContact(skin, flat, press.pressure) });
  const next = random(mixSeed(seed, 9));
  const length = between(next, 70, 300);
  const lighter = { ...press, contact: 1, pressure: Math.min(press.pressure, between(next, -0.55, 0.1)) };
  const thumb = finger === 1 || finger === 6;
  // A thumb lies on its side: its second joint is in the air.
  if (!thumb && next() < 0.85) pressInk(platen, { ...lying, seed: mixSeed(seed, 10), press: lighter, contact: jointContact(skin, flat, length) });
  return place ? [{ finger, ...place }] : [];
}

function uprightBox({ x, y, width, height, angle }: FingerPlace, within: { readonly width: number; readonly height: number }): Box {
  const [cosine, sine] = [Math.abs(Math.cos((angle * Math.PI) / 180)), Math.abs(Math.sin((angle * Math.PI) / 180))];
  const [reachX, reachY] = [(cosine * width + sine * height) / 2 + MARGIN, (sine * width + cosine * height) / 2 + MARGIN];
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const left = Math.max(0, Math.floor(middleX - reachX));
  const top = Math.max(0, Math.floor(middleY - reachY));
  return { x: left, y: top, width: Math.min(within.width, Math.ceil(middleX + reachX)) - left, height: Math.min(within.height, Math.ceil(middleY + reachY)) - top };
}
