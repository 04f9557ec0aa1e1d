/**
 * The frames of an append-only file. One frame: u32 length of the body, u32 CRC-32 of the body, body; big-endian.
 * A power cut may leave a torn frame at the end, or zeros: reading stops there, and what stands before is whole.
 */
import { crc32 } from 'node:zlib';

const head = 8;

export function writeFrame(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(head + body.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, body.length);
  view.setUint32(4, crc32(body));
  frame.set(body, head);
  return frame;
}

/** `good` is the length of the whole frames; what follows it is torn. */
export function readFrames(bytes: Uint8Array): { readonly bodies: readonly Uint8Array[]; readonly good: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const bodies: Uint8Array[] = [];
  let at = 0;
  while (at + head <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + head + length;
    // No entry is empty, and the CRC of nothing is zero: without this a run of zeros would read as entries.
    if (length === 0 || end > bytes.length) break;
    const body = bytes.subarray(at + head, end);
    if (crc32(body) !== view.getUint32(at + 4)) break;
    bodies.push(body);
    at = end;
  }
  return { bodies, good: at };
}
