/** One finger alone on a platen, as a scanner of 500 ppi sees it: dark ridges on white. */
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import type { GreyImage } from '../../image/grey-image.js';
import { flatContact, rolledContact } from './contact.js';
import type { Contact } from './contact.js';
import { emptyPlaten, pressInk } from './ink.js';
import type { Grown } from './master.js';
import type { Press } from './press.js';
import { normalPress } from './press.js';
import { mixSeed } from './random.js';
import { develop } from './sensor.js';
import { masterSize } from './skin.js';
import { weathered } from './wear.js';

export interface PlacedImpression {
  readonly image: GreyImage;
  /** Around what touches; null where nothing does. */
  readonly place: FingerPlace | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A flat print. The same arguments give the same pixels on every machine; `size` of the sensor, the master's where none is given. About 25 ms. */
export function impression(grown: Grown, press: Press = normalPress, seed = 0, size: Size = masterSize(grown.finger)): GreyImage {
  return flatPrint(grown, press, seed, size).image;
}

export function flatPrint(grown: Grown, press: Press = normalPress, seed = 0, size: Size = masterSize(grown.finger)): PlacedImpression {
  return alone(grown, flatContact(grown.skin, masterSize(grown.finger), press.pressure), press, seed, size);
}

/** From nail to nail, about 1.7 times as wide as a flat one, whose ridges are in its middle. */
export function rolled(grown: Grown, press: Press = normalPress, seed = 0): GreyImage {
  return rolledPrint(grown, press, seed).image;
}

export function rolledPrint(grown: Grown, press: Press = normalPress, seed = 0, size: Size = { width: grown.skin.width, height: grown.skin.height + 20 }): PlacedImpression {
  // Rolling draws the skin along more than pressing does.
  const drawn = { ...press, warp: press.warp * 1.5 };
  return alone(grown, rolledContact(grown.skin, press.pressure), drawn, mixSeed(seed, 41), size);
}

function alone({ skin, grain, finger }: Grown, contact: Contact, press: Press, seed: number, size: Size): PlacedImpression {
  const platen = emptyPlaten(size.width, size.height);
  const own = mixSeed(grain, seed);
  const worn = weathered(skin, grain, press.wear, press.scars);
  const place = pressInk(platen, { skin: worn, grain, seed: own, contact, press, x: size.width / 2, y: size.height / 2, rotation: 0 });
  return { image: develop(platen, own), place: place && { finger, ...place } };
}
