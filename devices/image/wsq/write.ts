/** The bytes of a WSQ file: comments, filters, bins, frame, and three blocks of bin numbers, the last two with one Huffman table. */
import { writer, type Writer } from '../../frame/bytes.js';
import { countSymbols, writeSymbols } from './entropy.js';
import { bestTable, codesOf, type HuffmanTable } from './huffman.js';
import { marker, TABLE_BANDS, taps, type WsqCoefficients } from './model.js';
import { countsOf } from './quantiser.js';
import { scale } from './scaled-number.js';
import { blockEnds, planSubbands } from './subbands.js';

/** The Huffman tables are made for these numbers. Throws RangeError where a value does not fit its field. */
export function writeWsq(picture: WsqCoefficients): Uint8Array {
  const out = writer();
  out.u16(marker.start);
  for (const text of picture.comments) segment(out, marker.comment, (body) => body.bytes(Buffer.from(text, 'latin1')));
  segment(out, marker.transform, writeTaps);
  segment(out, marker.quantisation, (body) => writeBins(body, picture));
  segment(out, marker.frame, (body) => {
    body.u8(0, 255);
    body.u16(picture.height, picture.width);
    writeScaled(body, picture.shift);
    writeScaled(body, picture.scale);
    body.u8(picture.encoder);
    body.u16(picture.software);
  });
  const [first, ...others] = blocksOf(picture);
  writeBlocks(out, 0, first === undefined ? [] : [first]);
  writeBlocks(out, 1, others);
  out.u16(marker.end);
  return out.done();
}

/** The bin numbers of each block. */
function blocksOf({ width, height, bins, values }: WsqCoefficients): readonly Int16Array[] {
  const counts = countsOf(planSubbands(width, height), bins.widths);
  let start = 0;
  return blockEnds.map((end) => {
    const next = counts.slice(0, end).reduce((sum, count) => sum + count, 0);
    const block = values.subarray(start, next);
    start = next;
    return block;
  });
}

function writeBlocks(out: Writer, number: number, blocks: readonly Int16Array[]): void {
  const counts = new Uint32Array(256);
  const behind = blocks.map((values) => countSymbols(values, counts));
  // A table without any symbol is refused by some readers; the run of one zero is in every other.
  if (counts.every((count) => count === 0)) counts[1] = 1;
  const table = bestTable(counts);
  const codes = codesOf(table);
  if (codes === null) throw Error('a Huffman table that is none');
  segment(out, marker.huffman, (body) => writeTable(body, number, table));
  const bits = counts.reduce((sum, count, symbol) => sum + count * (codes.lengths[symbol] ?? 0), 0) + behind.reduce((sum, more) => sum + more, 0);
  const room = new Uint8Array(2 * Math.ceil(bits / 8 + 1));
  for (const values of blocks) {
    segment(out, marker.block, (body) => body.u8(number));
    out.bytes(room.slice(0, writeSymbols(values, codes, room, 0)));
  }
}

function segment(out: Writer, code: number, write: (body: Writer) => void): void {
  const body = writer();
  write(body);
  const bytes = body.done();
  out.u16(code, bytes.length + 2);
  out.bytes(bytes);
}

function writeTaps(body: Writer): void {
  body.u8(2 * taps.low.length - 1, 2 * taps.high.length - 1);
  for (const tap of [...taps.low, ...taps.high]) {
    // As many digits as 32 bits hold.
    let places = 0;
    while (Math.abs(tap) * 10 ** (places + 1) < 2 ** 32) places++;
    body.u8(tap < 0 ? 1 : 0, places);
    body.u32(Math.round(Math.abs(tap) * 10 ** places));
  }
}

function writeBins(body: Writer, { bins, binCentre }: WsqCoefficients): void {
  // Hundredths, as every reader has seen them, where they are enough.
  const hundredths = Math.round(binCentre * 100);
  if (hundredths / 100 === binCentre) {
    body.u8(2);
    body.u16(hundredths);
  } else writeScaled(body, binCentre);
  for (let band = 0; band < TABLE_BANDS; band++) {
    writeScaled(body, bins.widths[band] ?? 0);
    writeScaled(body, bins.zeros[band] ?? 0);
  }
}

function writeScaled(body: Writer, value: number): void {
  const { places, digits } = scale(value);
  body.u8(places);
  body.u16(digits);
}

function writeTable(body: Writer, number: number, { lengths, symbols }: HuffmanTable): void {
  body.u8(number);
  body.bytes(lengths);
  body.bytes(symbols);
}
