/** What is said to a U.are.U reader and what it says: registers, modes, interrupts, the head of a picture. Pure. */
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';

/** Vendor requests by which registers are read and written; wValue is the register, wIndex 0. */
export const READ = { type: 0xc0, request: 0x04 } as const;
export const WRITE = { type: 0x40, request: 0x04 } as const;

export const registers = {
  /** 1 byte: bit 7 asleep, bit 2 with it: stuck, bit 0 powered. */
  status: 0x07,
  /** 5 bytes: number of a key, then a seed, least byte first. */
  keyIndex: 0x33,
  /** 4 bytes: that key XOR that seed, least byte first. */
  key: 0x34,
  mode: 0x4e,
  /** 16 bytes: versions. */
  information: 0xf0,
} as const;
export type Register = (typeof registers)[keyof typeof registers];

export const modes = { awaitFinger: 0x10, awaitLift: 0x12, capture: 0x20, off: 0x70 } as const;
export type Mode = (typeof modes)[keyof typeof modes];

export const INTERRUPT_ENDPOINT = 0x81;
export const INTERRUPT_BYTES = 64;
export const PICTURE_ENDPOINT = 0x82;

/** First two bytes of an interrupt, most significant first. */
export const events = { powered: 0x56aa, fingerOn: 0x0101, fingerOff: 0x0200, death: 0x0800 } as const;

export function eventOf(interrupt: Uint8Array): number {
  return ((interrupt[0] ?? 0) << 8) | (interrupt[1] ?? 0);
}

/** Pixels of the sensor; its rows come with the fingertip down and ridges light. */
export const WIDTH = 384;
export const HEIGHT = 290;
/** The maker's figure. */
export const DENSITY = 512;

export const HEAD_BYTES = 64;
export const PICTURE_BYTES = HEAD_BYTES + WIDTH * HEIGHT;
const MOST_BLOCKS = 15;

export const blockFlags = { notPresent: 0x01, encrypted: 0x02, keepKey: 0x04, changeKey: 0x80 } as const;

export interface Block {
  readonly flags: number;
  readonly rows: number;
}

export interface Head {
  /** Rows that follow. */
  readonly rows: number;
  readonly keyNumber: number;
  readonly blocks: readonly Block[];
}

/** The 64 bytes before the rows; checked against the length of the whole, so that what comes after can trust it. */
export function parseHead(picture: Uint8Array): Result<Head, 'picture-short' | 'picture-head'> {
  if (picture.length < HEAD_BYTES) return fault('picture-short', `${picture.length} bytes`);
  const rows = (picture[4] ?? 0) | ((picture[5] ?? 0) << 8);
  if (rows < 1 || rows > HEIGHT) return fault('picture-head', `${rows} rows`);
  const blocks: Block[] = [];
  let all = 0;
  for (let at = 16; at < 16 + 2 * MOST_BLOCKS; at += 2) {
    const block = { flags: picture[at] ?? 0, rows: picture[at + 1] ?? 0 };
    if (block.rows === 0) break;
    all += block.rows;
    blocks.push(block);
  }
  if (all < 1 || all > HEIGHT) return fault('picture-head', `blocks of ${all} rows`);
  if (picture.length < HEAD_BYTES + rows * WIDTH) return fault('picture-short', `${picture.length} bytes for ${rows} rows`);
  return ok({ rows, keyNumber: picture[6] ?? 0, blocks });
}

export function isPresent(block: Block): boolean {
  return (block.flags & blockFlags.notPresent) === 0;
}
