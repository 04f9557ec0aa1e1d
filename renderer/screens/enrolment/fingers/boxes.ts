/** The boxes on a slap's picture as the officer moves them. Pure; pixels of the picture. */
import type { FingerPlace } from '../../../../sync/core/finger-capture.js';

export interface Bounds {
  readonly width: number;
  readonly height: number;
}

/** A box is never smaller than a fingertip, about 5 mm at 500 ppi. */
export const smallestBox = 100;

/** Its middle stays inside the picture. */
export function moved(place: FingerPlace, right: number, down: number, within: Bounds): FingerPlace {
  const x = clamp(place.x + right, -place.width / 2, within.width - place.width / 2);
  const y = clamp(place.y + down, -place.height / 2, within.height - place.height / 2);
  return { ...place, x: Math.round(x), y: Math.round(y) };
}

/** Wider and taller about its middle, by so much on each side; along its own directions where it is turned. */
export function grown(place: FingerPlace, wider: number, taller: number, within: Bounds): FingerPlace {
  const width = clamp(place.width + 2 * wider, smallestBox, within.width);
  const height = clamp(place.height + 2 * taller, smallestBox, within.height);
  return { ...place, x: Math.round(place.x - (width - place.width) / 2), y: Math.round(place.y - (height - place.height) / 2), width: Math.round(width), height: Math.round(height) };
}

/** A movement on the picture in the directions of a turned box. */
export function along(place: FingerPlace, right: number, down: number): readonly [right: number, down: number] {
  const angle = (place.angle * Math.PI) / 180;
  return [right * Math.cos(angle) + down * Math.sin(angle), down * Math.cos(angle) - right * Math.sin(angle)];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
