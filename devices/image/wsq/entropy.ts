/**
 * Bin numbers as symbols: 1–100 so many zeros, 107–254 the number + 180, and escapes with bits of their own behind the code:
 * 101 and 102 a number of 8 bits above and below zero, 103 and 104 of 16, 105 and 106 so many zeros in 8 and 16 bits.
 * After each FF of the stream stands a 00, so that no data looks like a marker.
 */
import type { HuffmanCodes } from './huffman.js';

const [LEAST, MOST, LONGEST_RUN] = [-73, 74, 100];

/** Adds to `counts` (256) how often each symbol is needed, and answers the bits that stand behind the codes. */
export function countSymbols(values: Int16Array, counts: Uint32Array): number {
  let bits = 0;
  const count = (symbol: number): void => {
    counts[symbol] = (counts[symbol] ?? 0) + 1;
  };
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value === 0) {
      const from = at;
      while (at + 1 < values.length && values[at + 1] === 0 && at - from < 65_534) at++;
      const run = at - from + 1;
      count(runSymbol(run));
      bits += run <= LONGEST_RUN ? 0 : run <= 255 ? 8 : 16;
    } else if (value >= LEAST && value <= MOST) count(value + 180);
    else {
      count(valueSymbol(value));
      bits += Math.abs(value) <= 255 ? 8 : 16;
    }
  }
  return bits;
}

function runSymbol(run: number): number {
  return run <= LONGEST_RUN ? run : run <= 255 ? 105 : 106;
}

/** Of a number outside the table. */
function valueSymbol(value: number): number {
  return value > 0 ? (value <= 255 ? 101 : 103) : value >= -255 ? 102 : 104;
}

/** Writes a block's stream into `out` from `at`, which has room for twice its bits, and answers where it ends. The last byte is filled with ones. */
export function writeSymbols(values: Int16Array, { codes, lengths }: HuffmanCodes, out: Uint8Array, at: number): number {
  let [held, bits, to] = [0, 0, at];
  /** At most 16 bits; fewer than 8 are held before. */
  const put = (value: number, length: number): void => {
    held = (held << length) | value;
    bits += length;
    while (bits >= 8) {
      bits -= 8;
      const byte = (held >>> bits) & 0xff;
      out[to++] = byte;
      if (byte === 0xff) out[to++] = 0;
    }
  };
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value === 0) {
      const from = i;
      while (i + 1 < values.length && values[i + 1] === 0 && i - from < 65_534) i++;
      const run = i - from + 1;
      const symbol = runSymbol(run);
      put(codes[symbol] ?? 0, lengths[symbol] ?? 0);
      if (symbol > LONGEST_RUN) put(run, symbol === 105 ? 8 : 16);
    } else if (value >= LEAST && value <= MOST) put(codes[value + 180] ?? 0, lengths[value + 180] ?? 0);
    else {
      const symbol = valueSymbol(value);
      put(codes[symbol] ?? 0, lengths[symbol] ?? 0);
      put(Math.abs(value), symbol <= 102 ? 8 : 16);
    }
  }
  if (bits > 0) put((1 << (8 - bits)) - 1, 8 - bits);
  return to;
}

export interface BlockEnd {
  /** The marker behind the stream, or the end of the bytes. */
  readonly next: number;
  /** How many bin numbers are there now. */
  readonly filled: number;
}

/** Reads a block's stream into `values` (zeros before) from `filled`; null where it holds more than there is room for or no code. */
export function readSymbols(bytes: Uint8Array, start: number, table: Uint16Array, values: Int16Array, filled: number): BlockEnd | null {
  let [next, held, bits, padding, to] = [start, 0, 0, 0, filled];
  let isOver = false;
  for (;;) {
    // At least 24 bits are held: the longest code and the start of what stands behind it, or ones behind the stream's end.
    while (bits <= 16) {
      const byte = isOver ? 0xff : bytes[next];
      if (!isOver && (byte === undefined || (byte === 0xff && bytes[next + 1] !== 0))) {
        isOver = true;
        continue;
      }
      if (isOver) padding += 8;
      else next += byte === 0xff ? 2 : 1;
      held = (held << 8) | (byte ?? 0xff);
      bits += 8;
    }
    const entry = table[(held >>> (bits - 16)) & 0xffff] ?? 0;
    const length = entry >> 8;
    const symbol = entry & 0xff;
    if (length === 0 || length > bits - padding) return isOver && bits - padding < 8 ? { next, filled: to } : null;
    bits -= length;
    if (symbol >= 107) {
      if (symbol === 255 || to >= values.length) return null;
      values[to++] = symbol - 180;
    } else if (symbol <= LONGEST_RUN) {
      // Symbol 0 stands for nothing.
      if (symbol === 0) return null;
      to += symbol;
    } else {
      const more = symbol === 103 || symbol === 104 || symbol === 106 ? 16 : 8;
      while (bits < more) {
        const byte = isOver ? undefined : bytes[next];
        if (byte === undefined || (byte === 0xff && bytes[next + 1] !== 0)) return null;
        next += byte === 0xff ? 2 : 1;
        held = (held << 8) | byte;
        bits += 8;
      }
      if (more > bits - padding) return null;
      bits -= more;
      const value = (held >>> bits) & ((1 << more) - 1);
      if (symbol >= 105) to += value;
      else if (value > 32_767 || to >= values.length) return null;
      else values[to++] = symbol === 101 || symbol === 103 ? value : -value;
    }
    if (to > values.length) return null;
  }
}
