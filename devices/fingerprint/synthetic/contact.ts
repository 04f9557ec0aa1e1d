/** Which part of the skin touches the platen. Pixels from the finger's middle: u to the right, v down, the fingertip up. */
import type { GreyImage } from '../../image/grey-image.js';

export interface Contact {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** 1 well within, 0 at the rim, less outside. */
  readonly near: (u: number, v: number) => number;
  /** Where on the skin's picture that point lies. */
  readonly skinX: (u: number) => number;
  readonly skinY: (u: number, v: number) => number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The flat print: an egg, squarer towards the crease, larger the harder it is pressed. */
export function flatContact(skin: GreyImage, flat: Size, pressure: number): Contact {
  const size = pressure < 0 ? 1 + 0.36 * pressure : 1 + 0.07 * pressure;
  const high = flat.height * 0.445 * size;
  const wide = flat.width * size;
  const middle = -0.01 * flat.height;
  const square = pressure > 0 ? 0.42 + 0.25 * pressure : 0.42;
  return {
    left: -0.5 * wide - 12, right: 0.5 * wide + 12, top: middle - 1.05 * high - 12, bottom: middle + 1.05 * high + 12,
    near: (u, v) => {
      const down = (v - middle) / high;
      const across = u / (wide * (0.445 + 0.018 * down));
      const r2 = across * across + down * down;
      return 1 - (down > 0 ? r2 - square * across * across * down * down : r2);
    },
    ...straight(skin),
  };
}

/** The rolled print: from nail to nail, nearly a rectangle. */
export function rolledContact(skin: GreyImage, pressure: number): Contact {
  const wide = skin.width * (0.455 + 0.015 * pressure);
  const high = skin.height * (0.455 + 0.015 * pressure);
  return {
    left: -wide - 14, right: wide + 14, top: -high - 14, bottom: high + 14,
    near: (u, v) => {
      const across = (u / wide) ** 2;
      const down = (v / high) ** 2;
      const slow = v < 0 ? down : down * down;
      // A power of four to six: its rim is steep, so its slope is taken back.
      return 0.55 * (1 - (across * across * across + down * slow));
    },
    ...straight(skin),
  };
}

function straight(skin: GreyImage): Pick<Contact, 'skinX' | 'skinY'> {
  return { skinX: (u) => u + skin.width / 2, skinY: (_u, v) => v + skin.height / 2 };
}

/** The second joint's skin below the fingertip's crease, which touches in part. Its ridges lie across: those of the fingertip's lowest rows. */
export function jointContact(skin: GreyImage, flat: Size, length: number): Contact {
  const top = flat.height * 0.58;
  const wide = flat.width * 0.41;
  const reach = skin.height * 0.15;
  const oblique = length % 2 < 1 ? 0.14 : -0.14;
  return {
    left: -1.1 * wide, right: 1.1 * wide, top: top - 8, bottom: top + length + 8,
    near: (u, v) => {
      const across = (u / wide) ** 2;
      const down = ((v - top) / length) * 2 - 1;
      return 1 - across * across - down * down * down * down;
    },
    skinX: (u) => u + skin.width / 2,
    skinY: (u, v) => skin.height - 14 - folded(v - top + 60 + oblique * u, reach),
  };
}

/** A whole palm: any skin, folded again and again. */
export function palmContact(skin: GreyImage, wide: number, high: number): Contact {
  return {
    left: -1.1 * wide, right: 1.1 * wide, top: -1.1 * high, bottom: 1.1 * high,
    near: (u, v) => 1 - (u / wide) ** 4 - (v / high) ** 4,
    skinX: (u) => skin.width * 0.25 + folded((u + 1.1 * wide) * 0.8, skin.width * 0.5),
    skinY: (u, v) => skin.height - 14 - folded((v + 1.6 * high + 0.5 * u) * 0.8, skin.height * 0.16),
  };
}

/** 0 … reach … 0 and so on. */
function folded(distance: number, reach: number): number {
  const rest = distance % (2 * reach);
  return rest < reach ? rest : 2 * reach - rest;
}
