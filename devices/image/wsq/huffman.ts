/** Canonical Huffman codes of at most 16 bits, none of them all ones (as in ITU-T T.81 Annexes C and K.2). */

/** What a table segment holds. */
export interface HuffmanTable {
  /** How many codes have 1, 2 … 16 bits. */
  readonly lengths: Uint8Array;
  /** Symbols by rising code. */
  readonly symbols: Uint8Array;
}

/** By symbol; length 0: no code. */
export interface HuffmanCodes {
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
}

const LONGEST = 16;

/** The shortest codes for symbols that occur so often (by symbol, 0–255). */
export function bestTable(counts: Uint32Array): HuffmanTable {
  const sizes = codeSizes(counts);
  // By length of the unlimited code: the limited lengths are dealt out in that order.
  const used = Array.from({ length: 256 }, (_, symbol) => symbol).filter((symbol) => sizes[symbol] !== 0);
  used.sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b);
  return { lengths: limit(sizes), symbols: Uint8Array.from(used) };
}

/** Length of each symbol's code, and of a 257th that occurs once: it takes the code of ones. */
function codeSizes(counts: Uint32Array): Uint8Array {
  const weights = Float64Array.from({ length: 257 }, (_, symbol) => (symbol === 256 ? 1 : (counts[symbol] ?? 0)));
  const sizes = new Uint8Array(257);
  const next = new Int16Array(257).fill(-1);
  for (;;) {
    let [least, second] = [-1, -1];
    for (let symbol = 0; symbol < 257; symbol++) {
      const weight = weights[symbol] ?? 0;
      if (weight === 0) continue;
      if (least < 0 || weight <= (weights[least] ?? 0)) {
        second = least;
        least = symbol;
      } else if (second < 0 || weight <= (weights[second] ?? 0)) second = symbol;
    }
    if (second < 0) return sizes;
    weights[least] = (weights[least] ?? 0) + (weights[second] ?? 0);
    weights[second] = 0;
    let last = least;
    for (let symbol = least; symbol >= 0; symbol = next[symbol] ?? -1) {
      sizes[symbol] = (sizes[symbol] ?? 0) + 1;
      last = symbol;
    }
    next[last] = second;
    for (let symbol = second; symbol >= 0; symbol = next[symbol] ?? -1) sizes[symbol] = (sizes[symbol] ?? 0) + 1;
  }
}

/** How many codes have each length, none longer than 16 bits, without the 257th. */
function limit(sizes: Uint8Array): Uint8Array {
  const bits = new Uint16Array(258);
  for (const size of sizes) if (size > 0) bits[size] = (bits[size] ?? 0) + 1;
  const at = (size: number): number => bits[size] ?? 0;
  for (let size = 257; size > LONGEST; size--) {
    while (at(size) > 0) {
      let shorter = size - 2;
      while (at(shorter) === 0) shorter--;
      bits[size] = at(size) - 2;
      bits[size - 1] = at(size - 1) + 1;
      bits[shorter + 1] = at(shorter + 1) + 2;
      bits[shorter] = at(shorter) - 1;
    }
  }
  const longest = bits.findLastIndex((count) => count > 0);
  if (longest > 0) bits[longest] = at(longest) - 1;
  return Uint8Array.from(bits.subarray(1, LONGEST + 1));
}

/** null where more codes are told than there can be. */
export function codesOf({ lengths, symbols }: HuffmanTable): HuffmanCodes | null {
  const found = { codes: new Uint16Array(256), lengths: new Uint8Array(256) };
  let [code, at] = [0, 0];
  for (let length = 1; length <= LONGEST; length++, code <<= 1) {
    for (let left = lengths[length - 1] ?? 0; left > 0; left--, code++, at++) {
      const symbol = symbols[at];
      if (symbol === undefined || code >= 1 << length) return null;
      found.codes[symbol] = code;
      found.lengths[symbol] = length;
    }
  }
  return at === symbols.length ? found : null;
}

/** For each 16 bits that may come: length of the code at their start · 256 + its symbol; 0 where none starts so. null as in `codesOf`. */
export function lookup(table: HuffmanTable): Uint16Array | null {
  const found = new Uint16Array(65_536);
  let [code, at] = [0, 0];
  for (let length = 1; length <= LONGEST; length++, code <<= 1) {
    for (let left = table.lengths[length - 1] ?? 0; left > 0; left--, code++, at++) {
      const symbol = table.symbols[at];
      if (symbol === undefined || code >= 1 << length) return null;
      found.fill(length * 256 + symbol, code << (LONGEST - length), (code + 1) << (LONGEST - length));
    }
  }
  return found;
}
