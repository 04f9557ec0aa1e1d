/** What a JPEG 2000 codestream asks of its decoder beyond its pixels, read from its main header (ISO/IEC 15444-1 Annex A). */
import { reader } from '../frame/bytes.js';

const [SIZ, COD, COC, SOT] = [0xff51, 0xff52, 0xff53, 0xff90];
/** Of each the decoder keeps tables. Pictures of fingers and faces have one tile, up to six levels and a few layers. */
const [MOST_TILES, MOST_LAYERS, MOST_LEVELS] = [1024, 256, 32];
/** Powers of two: samples of a code block, and a side of a precinct. */
const [LEAST_BLOCK, LEAST_PRECINCT] = [8, 4];

/** Why it is not decoded, or null. */
export function excessOf(codestream: Uint8Array): string | null {
  const from = reader(codestream);
  from.u16();
  for (;;) {
    const marker = from.u16();
    if (marker === SOT) return null;
    const body = from.take(from.u16() - 2);
    if (from.failed() || marker < 0xff00) return 'a main header that does not end';
    const excess = marker === SIZ ? sizeExcess(body) : marker === COD ? codingExcess(body, 1, 5) : marker === COC ? codingExcess(body, -1, 2) : null;
    if (excess !== null) return excess;
  }
}

function sizeExcess(body: Uint8Array): string | null {
  const from = reader(body);
  from.u16();
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from({ length: 8 }, () => from.u32()) as [number, number, number, number, number, number, number, number];
  const components = from.u16();
  if (right > 0x7fffffff || bottom > 0x7fffffff || tileWidth === 0 || tileHeight === 0 || tileLeft > left || tileTop > top) return 'impossible sizes';
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight);
  if (tiles > MOST_TILES) return `${tiles} tiles`;
  for (let component = 0; component < components && !from.failed(); component++) {
    from.u8();
    if (from.u8() !== 1 || from.u8() !== 1) return 'subsampled components';
  }
  return from.failed() ? 'a size that is cut short' : null;
}

/** `layersAt`: where the count of layers stands, −1 where it does not; `levelsAt`: where that of levels does, with the sizes of blocks behind it. */
function codingExcess(body: Uint8Array, layersAt: number, levelsAt: number): string | null {
  const layers = layersAt < 0 ? 1 : (body[layersAt + 1] ?? 0) * 256 + (body[layersAt + 2] ?? 0);
  const [levels = 255, wide = 255, high = 255] = body.subarray(levelsAt, levelsAt + 3);
  if (layers === 0 || layers > MOST_LAYERS) return `${layers} layers`;
  if (levels > MOST_LEVELS) return `${levels} levels`;
  // Sides of code blocks and precincts are powers of two; those of blocks are told less two.
  if (wide + 2 + high + 2 < LEAST_BLOCK) return `code blocks of ${2 ** (wide + high + 4)} samples`;
  const precincts = body.subarray(levelsAt + 5);
  const isSmall = precincts.some((sides) => (sides & 15) < LEAST_PRECINCT || sides >> 4 < LEAST_PRECINCT);
  return ((body[layersAt < 0 ? levelsAt - 1 : 0] ?? 0) & 1) === 1 && isSmall ? 'small precincts' : null;
}
