/** A finger on a module's small glass: its middle, in sixteen greys. Pure. */
import type { GreyImage } from '../../../image/grey-image.js';

export interface Glass {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch. */
  readonly density: number;
  /** 4: two pixels a byte, the left one in the high half. */
  readonly bits: 4 | 8;
}

export const r30xGlass: Glass = { width: 256, height: 288, density: 500, bits: 4 };
export const r503Glass: Glass = { width: 192, height: 192, density: 508, bits: 4 };

/** The bytes of an upload; `print` has 500 pixels per inch, its middle lies on the glass's. */
export function onGlass(print: GreyImage, { width, height, density, bits }: Glass): Uint8Array {
  const scale = 500 / density;
  const grey = (x: number, y: number): number => {
    const column = Math.round((x - width / 2) * scale + print.width / 2);
    const row = Math.round((y - height / 2) * scale + print.height / 2);
    const isOn = column >= 0 && row >= 0 && column < print.width && row < print.height;
    return Math.round((isOn ? (print.pixels[row * print.width + column] ?? 255) : 255) / 17);
  };
  const bytes = new Uint8Array((width * height * bits) / 8);
  for (let at = 0; at < bytes.length; at++) {
    const x = bits === 4 ? (2 * at) % width : at % width;
    const y = Math.floor((bits === 4 ? 2 * at : at) / width);
    bytes[at] = bits === 4 ? (grey(x, y) << 4) | grey(x + 1, y) : grey(x, y) * 17;
  }
  return bytes;
}
