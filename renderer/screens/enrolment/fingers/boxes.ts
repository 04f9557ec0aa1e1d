/** The boxes on a slap's picture as the officer moves them. Pure; pixels of the picture. */
import type { FingerPlace, StepCapture } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';

export interface Bounds {
  readonly width: number;
  readonly height: number;
}

/** A box is never smaller than a fingertip, about 5 mm at 500 ppi. */
export const smallestBox = 100;

/** Of each finger asked for there is one. */
export interface Box {
  readonly place: FingerPlace;
  /** False: a proposal, of a finger that was not found or whose box was taken away; nothing is cut there until somebody takes it up. */
  readonly isCut: boolean;
}

/** As the picture came: what was found, and proposals for the rest; from left to right. */
export function openBoxes(slap: NonNullable<StepCapture['slap']>, asked: readonly Finger[]): readonly Box[] {
  const boxes = asked.map((finger, at): Box => {
    const found = slap.places.find((one) => one.finger === finger);
    return { place: found ?? slap.proposed?.find((one) => one.finger === finger) ?? anywhere(finger, (at + 0.5) / asked.length, slap), isCut: found !== undefined };
  });
  return boxes.sort((a, b) => a.place.x + a.place.width / 2 - b.place.x - b.place.width / 2);
}

function anywhere(finger: Finger, across: number, { width, height }: Bounds): FingerPlace {
  const [wide, high] = [Math.min(290, width / 5), Math.min(390, height / 2)];
  return { finger, x: Math.round(across * width - wide / 2), y: Math.round((height - high) / 2), width: Math.round(wide), height: Math.round(high), angle: 0 };
}

/** Moved or sized, it is taken up. */
export function changed(boxes: readonly Box[], finger: Finger, next: (place: FingerPlace) => FingerPlace): readonly Box[] {
  return boxes.map((box) => (box.place.finger === finger ? { place: next(box.place), isCut: true } : box));
}

export function takenUp(boxes: readonly Box[], finger: Finger, isCut: boolean): readonly Box[] {
  return boxes.map((box) => (box.place.finger === finger ? { ...box, isCut } : box));
}

/** The box of that name, if there is one, gets the other's name for its own. */
export function renamed(boxes: readonly Box[], from: Finger, to: Finger): readonly Box[] {
  const nameOf = (finger: Finger): Finger => (finger === from ? to : finger === to ? from : finger);
  return boxes.map((box) => ({ ...box, place: { ...box.place, finger: nameOf(box.place.finger) } }));
}

/** What is cut. */
export function placesOf(boxes: readonly Box[]): readonly FingerPlace[] {
  return boxes.filter((box) => box.isCut).map((box) => box.place);
}

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
