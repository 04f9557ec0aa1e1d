/**
 * ISO/IEC 39794-5 face record in DER, as Doc 9303-10 (eighth edition) puts it into DG2: 65 { A0 version, A1 { 30 { 80 id, A1 image … } … } }.
 * The image lies at A1 A0 A0 80 below the first representation; issuers differ in the wrapping, so where that way ends the first value that begins like an image is taken.
 */
import { descend, readReadable } from '../protocol/tlv.js';
import { imageType } from './image-type.js';

const deepest = 10;

/** Null where there is no image. */
export function imageOf39794(record: Uint8Array): Uint8Array | null {
  const straight = descend(record, 0x65, 0xa1, 0x30, 0xa1, 0xa0, 0xa0, 0x80);
  return straight !== null && imageType(straight) !== null ? straight : search(record, 0);
}

/** Only what is constructed is gone into: each byte is looked at once a level. */
function search(content: Uint8Array, depth: number): Uint8Array | null {
  if (depth > deepest) return null;
  for (const { tag, value } of readReadable(content)) {
    const first = tag > 0xffff ? tag >> 16 : tag > 0xff ? tag >> 8 : tag;
    const found = (first & 0x20) === 0 ? (imageType(value) === null ? null : value) : search(value, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
