/** What also lies on a platen one day: for who must tell it from four fingers. */
import type { Finger } from '../../../sync/core/fingers.js';
import { palmContact } from './contact.js';
import { layHand } from './hand.js';
import type { Platen } from './ink.js';
import { emptyPlaten, pressInk } from './ink.js';
import { master } from './master.js';
import { pressWith } from './press.js';
import { between, mixSeed, random } from './random.js';
import type { MasterOf, SlapImage } from './slap.js';
import { finished, layFinger, slap, SLAP_HEIGHT, SLAP_WIDTH } from './slap.js';
import { weathered } from './wear.js';

export const oddKinds = ['five-fingers', 'two-fingers', 'palm', 'nothing', 'black'] as const;
export type OddKind = (typeof oddKinds)[number];

/** Of a right hand. Its boxes and places are those of the fingers that are there. */
export function oddSlap(kind: OddKind, seed: number, masterOf: MasterOf = master): SlapImage {
  const platen = emptyPlaten(SLAP_WIDTH, SLAP_HEIGHT);
  switch (kind) {
    case 'two-fingers':
      return slap(seed, 13, [4, 5], masterOf);
    case 'nothing':
      return finished(platen, [], mixSeed(seed, 51));
    case 'black': {
      // The light failed, or something covers the whole glass.
      const { image } = finished(platen, [], mixSeed(seed, 51));
      return { image: { ...image, pixels: image.pixels.map((grey) => 255 - grey) }, boxes: [], places: [] };
    }
    case 'five-fingers': {
      const four = layHand(seed, 13, { width: SLAP_WIDTH, height: SLAP_HEIGHT, turn: -14, scale: 1 }).map((one) => ({ ...one, x: one.x + 120 }));
      const thumb = { finger: 1 as Finger, x: 155, y: 815, lean: -40 };
      const places = [thumb, ...four].flatMap((lying) => layFinger(platen, masterOf(seed, lying.finger), lying, pressWith({}), mixSeed(seed, lying.finger, 52)));
      return finished(platen, places, mixSeed(seed, 51));
    }
    case 'palm':
      layPalm(platen, seed, masterOf);
      return finished(platen, [], mixSeed(seed, 51));
  }
}

function layPalm(platen: Platen, seed: number, masterOf: MasterOf): void {
  const thumb = masterOf(seed, 1);
  if (!('skin' in thumb)) throw Error('a palm is made of skin');
  const skin = weathered(thumb.skin, thumb.grain, 0.4, 0);
  const press = pressWith({ pressure: -0.1, wear: 0.25, warp: 7 });
  pressInk(platen, { skin, grain: thumb.grain, seed: mixSeed(seed, 53), contact: palmContact(skin, 690, 470), press, x: 800, y: 520, rotation: 8 });
  const next = random(mixSeed(seed, 54));
  // The three great lines of a palm.
  for (const start of [170, 420, 640]) {
    let y = start + between(next, -40, 40);
    let slope = between(next, -0.25, 0.1);
    for (let x = 60; x < platen.width - 60; x++) {
      slope += between(next, -0.012, 0.0135);
      y += slope;
      for (let row = Math.round(y) - 7; row <= y + 7; row++) if (row >= 0 && row < platen.height) platen.ink[row * platen.width + x] = 0;
    }
  }
}
