/** The reader's cipher: a 32-bit shift register whose bytes are laid over the rows. Hides nothing; both ends have the key. Pure. */
import type { Head } from './protocol.js';
import { blockFlags, isPresent, WIDTH } from './protocol.js';

/** Taps of the register. */
const MASK = 0x9248144d;

/** The register one byte later. */
function next(key: number): number {
  let taps = key & MASK;
  for (let half = 16; half > 0; half >>= 1) taps ^= taps >>> half;
  return ((taps & 1) << 31) | (key >>> 1);
}

function pad(key: number): number {
  return ((key >>> 4) & 1) | ((key >>> 7) & 2) | ((key >>> 9) & 4) | ((key >>> 11) & 8)
    | ((key >>> 14) & 16) | ((key >>> 16) & 32) | ((key >>> 18) & 64) | ((key >>> 22) & 128);
}

/** Bytes that are done at once, and how many tables of a byte the register takes. */
const STRIDE = 8;
const BYTES = 4;

/**
 * The register is linear: what a stride does to it, and lays over the bytes, is the XOR of what each of its four bytes does alone.
 * Each table has 4 × 256 entries; `low` and `high` are what is laid over the first and the last four bytes, least byte first.
 */
const stride = { after: new Int32Array(BYTES * 256), low: new Int32Array(BYTES * 256), high: new Int32Array(BYTES * 256) };
for (let entry = 0; entry < BYTES * 256; entry++) {
  const value = entry & 0xff;
  const rest = entry - (value & -value);
  if (value === 0) continue;
  let key = (value & -value) << (8 * (entry >> 8));
  let low = 0;
  let high = 0;
  for (let step = 0; step < STRIDE; step++) {
    if (step < 4) low |= pad(key) << (8 * step);
    else high |= pad(key) << (8 * (step - 4));
    key = next(key);
  }
  stride.after[entry] = (stride.after[rest] ?? 0) ^ key;
  stride.low[entry] = (stride.low[rest] ?? 0) ^ low;
  stride.high[entry] = (stride.high[rest] ?? 0) ^ high;
}

function at4(table: Int32Array, key: number): number {
  return (table[key & 0xff] ?? 0) ^ (table[256 + ((key >>> 8) & 0xff)] ?? 0) ^ (table[512 + ((key >>> 16) & 0xff)] ?? 0) ^ (table[768 + (key >>> 24)] ?? 0);
}

/** The register after so many bytes. */
export function skip(key: number, bytes: number): number {
  let moved = key;
  let count = 0;
  for (; count + STRIDE <= bytes; count += STRIDE) moved = at4(stride.after, moved);
  for (; count < bytes; count++) moved = next(moved);
  return moved >>> 0;
}

/** In place; each byte hides in the one after it, so that the last is lost and becomes 0. Answers the register after it. */
export function decryptBlock(bytes: Uint8Array, key: number): number {
  const last = bytes.length - 1;
  let moved = key;
  let at = 0;
  for (; at + STRIDE <= last; at += STRIDE) {
    const low = at4(stride.low, moved);
    const high = at4(stride.high, moved);
    for (let step = 0; step < 4; step++) bytes[at + step] = (bytes[at + step + 1] ?? 0) ^ (low >>> (8 * step));
    for (let step = 4; step < STRIDE; step++) bytes[at + step] = (bytes[at + step + 1] ?? 0) ^ (high >>> (8 * (step - 4)));
    moved = at4(stride.after, moved);
  }
  for (; at < last; at++) {
    bytes[at] = (bytes[at + 1] ?? 0) ^ pad(moved);
    moved = next(moved);
  }
  if (last >= 0) bytes[last] = 0;
  return skip(moved, last >= 0 ? 1 : 0);
}

/** What decryptBlock undoes, as the device does it; `first` is the byte that hides nothing. */
export function encryptBlock(bytes: Uint8Array, key: number, first: number): number {
  let moved = key;
  let plain = bytes[0] ?? 0;
  for (let at = 1; at < bytes.length; at++) {
    const kept = bytes[at] ?? 0;
    bytes[at] = plain ^ pad(moved);
    plain = kept;
    moved = next(moved);
  }
  if (bytes.length > 0) bytes[0] = first;
  return skip(moved, bytes.length > 0 ? 1 : 0);
}

/**
 * Decrypts the rows in place. Gives the number of each key that it needs and is given the key back; with none it ends at once.
 * Blocks that are in the clear move the register on all the same, unless their flags say otherwise; so do those that were left out.
 */
export function* decryption(head: Head, rows: Uint8Array): Generator<number, void, number> {
  if (!looksEncrypted(head, rows)) return;
  let keyNumber = head.keyNumber;
  let key = yield keyNumber;
  let at = 0;
  for (const block of head.blocks) {
    if (block.flags & blockFlags.changeKey) {
      keyNumber = (keyNumber + 1) & 0xff;
      key = yield keyNumber;
    }
    const size = block.rows * WIDTH;
    const bytes = isPresent(block) ? rows.subarray(at, Math.min(at + size, head.rows * WIDTH)) : null;
    if (!(block.flags & blockFlags.keepKey)) {
      key = bytes && block.flags & blockFlags.encrypted ? decryptBlock(bytes, key) : skip(key, size);
    }
    at += bytes?.length ?? 0;
  }
}

/** Mean square of the difference between neighbouring rows: 10,900 where they are noise, below 3,000 where they are ridges. */
const NOISE = 5000;

/** A reader whose cipher is off may say the opposite: the first two rows that are said to be encrypted tell. */
function looksEncrypted(head: Head, rows: Uint8Array): boolean {
  let at = 0;
  for (const block of head.blocks) {
    if (!isPresent(block)) continue;
    if (block.flags & blockFlags.encrypted && block.rows > 1) break;
    at += block.rows;
  }
  if (at + 2 > head.rows) return false;
  let squares = 0;
  for (let x = at * WIDTH; x < (at + 1) * WIDTH; x++) squares += ((rows[x] ?? 0) - (rows[x + WIDTH] ?? 0)) ** 2;
  return squares / WIDTH > NOISE;
}
