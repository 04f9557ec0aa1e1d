/** What the sensor of a simulated reader sends of a finger: the rows upside down and light on dark, in blocks, encrypted. Pure. */
import type { GreyImage } from '../../../image/grey-image.js';
import { crop } from '../../../image/grey-image.js';
import type { Random } from '../../synthetic/random.js';
import { encryptBlock, skip } from '../cipher.js';
import { resample } from '../../../image/resample.js';
import type { Block } from '../protocol.js';
import { blockFlags, DENSITY, HEAD_BYTES, HEIGHT, isPresent, WIDTH } from '../protocol.js';

/** How a picture comes, good ones and bad ones. */
export type FrameKind = 'usual' | 'row-missing' | 'key-change' | 'clear' | 'short' | 'wrong-head' | 'empty';

const { notPresent, encrypted, keepKey, changeKey } = blockFlags;
const usual: readonly Block[] = [[encrypted, 72], [0, 1], [encrypted, 49], [0, 1], [encrypted, 49], [keepKey, 1], [encrypted, 117]].map(asBlock);
const missing: readonly Block[] = [[encrypted, 72], [0, 1], [encrypted, 49], [notPresent, 1], [encrypted, 49], [0, 1], [encrypted, 117]].map(asBlock);
const changing: readonly Block[] = [[encrypted, 72], [0, 1], [encrypted | changeKey, 100], [encrypted | changeKey, 117]].map(asBlock);

function asBlock([flags = 0, rows = 0]: readonly number[]): Block {
  return { flags, rows };
}

/** Of a print at 500 ppi what fits on the glass, as the driver ought to show it: 384 × 290 at 512 ppi, fingertip up. Bare glass for null. */
export function glass(print: GreyImage | null): GreyImage {
  if (print === null) return { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).fill(255) };
  const large = resample(print, 500, DENSITY);
  // The core lies above the middle of a print, and is what people lay on the glass.
  return crop(large, { x: (large.width - WIDTH) >> 1, y: Math.round((large.height - HEIGHT) * 0.35), width: WIDTH, height: HEIGHT });
}

export interface FrameOptions {
  readonly kind: FrameKind;
  readonly keyNumber: number;
  readonly keyOf: (keyNumber: number) => number;
  readonly next: Random;
}

export function sensorFrame(view: GreyImage, { kind, keyNumber, keyOf, next }: FrameOptions): Uint8Array {
  if (kind === 'empty') return new Uint8Array(HEAD_BYTES);
  const blocks = kind === 'row-missing' ? missing : kind === 'key-change' ? changing : usual;
  const all = view.pixels.map((value) => 255 - value).reverse();
  const rows = blocks.filter(isPresent).reduce((sum, block) => sum + block.rows, 0);
  const frame = new Uint8Array(HEAD_BYTES + rows * WIDTH);
  frame.set([0x10, 0x40, 0x80, 0x01, kind === 'wrong-head' ? 0xff : rows & 0xff, rows >> 8, keyNumber]);
  let number = keyNumber;
  let key = keyOf(number);
  let from = 0;
  let to = HEAD_BYTES;
  for (const [at, block] of blocks.entries()) {
    frame.set([block.flags, block.rows], 16 + 2 * at);
    const size = block.rows * WIDTH;
    const bytes = frame.subarray(to, isPresent(block) ? to + size : to);
    bytes.set(all.subarray(from, from + bytes.length));
    if (kind !== 'clear') {
      if (block.flags & changeKey) key = keyOf(++number);
      if (!(block.flags & keepKey)) key = block.flags & encrypted && isPresent(block) ? encryptBlock(bytes, key, Math.floor(next() * 256)) : skip(key, size);
    }
    from += size;
    to += bytes.length;
  }
  return kind === 'short' ? frame.subarray(0, frame.length - 5 * 64) : frame;
}
