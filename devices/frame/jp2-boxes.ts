/** JP2 file boxes around a JPEG 2000 codestream (ISO/IEC 15444-1 Annex I), and the codestream's own header (Annex A). Pure. */
import { reader, writer } from './bytes.js';

export interface CodestreamSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits per sample of the first component. */
  readonly depth: number;
}

const SIGNATURE = [0x6a502020, 0x0d0a870a] as const;
const text = (four: string): number => Array.from(four).reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);

/** Wraps a codestream of 8-bit grey; the resolution is told by the record around it. */
export function wrapGreyJp2(codestream: Uint8Array, width: number, height: number): Uint8Array {
  const out = writer();
  out.u32(12, ...SIGNATURE);
  out.u32(20, text('ftyp'), text('jp2 '), 0, text('jp2 '));
  out.u32(8 + 22 + 15, text('jp2h'));
  out.u32(22, text('ihdr'), height, width);
  // One component, 8 bits unsigned (coded as depth − 1), compression 7, colour space known, no rights box.
  out.u16(1);
  out.u8(7, 7, 0, 0);
  out.u32(15, text('colr'));
  // Method 1: enumerated; colour space 17: greyscale.
  out.u8(1, 0, 0);
  out.u32(17);
  out.u32(8 + codestream.length, text('jp2c'));
  out.bytes(codestream);
  return out.done();
}

/** The codestream of a JP2 file, or of a bare codestream itself; null where there is none or the boxes do not add up. */
export function codestreamOf(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  const from = reader(bytes);
  if (from.u32() !== 12 || from.u32() !== SIGNATURE[0] || from.u32() !== SIGNATURE[1]) return null;
  while (from.left() >= 8) {
    let length = from.u32();
    const type = from.u32();
    let header = 8;
    if (length === 1) {
      // XLBox: 64 bits; nothing here is larger than 32 bits tell.
      if (from.u32() !== 0) return null;
      length = from.u32();
      header = 16;
    }
    // Length 0: to the end of the file.
    const body = length === 0 ? from.take(from.left()) : from.take(length - header);
    if (from.failed()) return null;
    if (type === text('jp2c')) return body;
  }
  return null;
}

/** Reads SIZ, which must follow SOC, and asks for EOC at the end: a cut codestream decodes to half a picture without a word. */
export function codestreamSize(codestream: Uint8Array): CodestreamSize | null {
  const from = reader(codestream);
  if (from.u16() !== 0xff4f || from.u16() !== 0xff51) return null;
  from.take(4);
  const [right, bottom, left, top] = [from.u32(), from.u32(), from.u32(), from.u32()];
  from.take(16);
  const components = from.u16();
  const depth = (from.u8() & 0x7f) + 1;
  const end = codestream.subarray(-2);
  if (from.failed() || end[0] !== 0xff || end[1] !== 0xd9 || right <= left || bottom <= top || components < 1) return null;
  return { width: right - left, height: bottom - top, components, depth };
}
