import type { GreyImage } from '../../../devices/image/grey-image.js';

/** A picture like a finger's: bent dark ridges some nine pixels apart with grain, on white outside an egg. The same arguments give the same pixels. */
export function ridgePicture(width: number, height: number): GreyImage {
  const pixels = new Uint8Array(width * height);
  let state = 12_345;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const [across, down] = [(x - width / 2) / (width / 2), (y - height * 0.55) / (height / 2)];
      const isInside = across * across + down * down < 0.9;
      const phase = Math.hypot(x - width / 2, (y - height * 0.6) * 0.8) / 9 + Math.sin(x / 37) * 0.7 + Math.sin(y / 53) * 0.9;
      const grain = ((state >>> 16) % 24) - 12;
      pixels[at] = isInside ? Math.min(Math.max(128 + 95 * Math.cos(phase * 2 * Math.PI) + grain, 0), 255) : 250 + (state >>> 16) % 3;
    }
  }
  return { width, height, pixels };
}

/** For a fuzzer: bytes changed at these places, cut to this share. */
export function spoil(bytes: Uint8Array, changes: readonly (readonly [number, number])[], kept = 1): Uint8Array {
  const spoilt = Uint8Array.from(bytes.subarray(0, Math.ceil(bytes.length * kept)));
  for (const [at, value] of changes) if (spoilt.length > 0) spoilt[at % spoilt.length] = value;
  return spoilt;
}
