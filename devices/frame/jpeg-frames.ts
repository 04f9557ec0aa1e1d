/**
 * Takes JPEG pictures out of a multipart stream. Boundaries and lengths of such streams are often wrong
 * (a boundary announced with dashes that the parts do not have), so a picture is found by its own structure:
 * SOI, segments with lengths, entropy-coded data, EOI (ITU-T T.81 Annex B). Pure; never throws; memory is bounded.
 */
import { joinBytes } from './bytes.js';

export interface JpegFrames {
  /** Answers the pictures that became whole with this chunk, each a copy. */
  push(chunk: Uint8Array): readonly Uint8Array[];
  /** Starts of pictures given up: broken or larger than allowed. */
  dropped(): number;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** `most`: bytes of the largest picture; a stream without any picture in it is forgotten as it comes. */
export function jpegFrames(most = 4 * 1024 * 1024): JpegFrames {
  let held: Uint8Array = new Uint8Array(0);
  let lost = 0;
  const push = (chunk: Uint8Array): readonly Uint8Array[] => {
    held = joinBytes([held, chunk]);
    const whole: Uint8Array[] = [];
    for (;;) {
      const start = findStart(held);
      held = held.subarray(start);
      if (held.length < 3 || held[1] !== SOI) break;
      const end = endOfJpeg(held);
      if (end === 'more' && held.length <= most) break;
      if (typeof end === 'number' && end <= most) {
        whole.push(held.slice(0, end));
        held = held.subarray(end);
      } else {
        lost++;
        held = held.subarray(2);
      }
    }
    return whole;
  };
  return { push, dropped: () => lost };
}

/** Where SOI followed by another marker starts, or where it may still come to be. */
function findStart(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const [, second, third] = bytes.subarray(at, at + 3);
    if ((second === undefined || second === SOI) && (third === undefined || third === 0xff)) return at;
  }
  return bytes.length;
}

/** Length of the picture at the start of the bytes, 'more' where it is cut, 'broken' where it is none. */
function endOfJpeg(bytes: Uint8Array): number | 'more' | 'broken' {
  let at = 2;
  for (;;) {
    // Any number of fill bytes FF may stand before a marker (B.1.1.2).
    if (at >= bytes.length) return 'more';
    if (bytes[at] !== 0xff) return 'broken';
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined) return 'more';
    if (marker === EOI) return at;
    if (marker === SOI || marker === 0) return 'broken';
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    if (at + 2 > bytes.length) return 'more';
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (length < 2) return 'broken';
    at += length;
    if (marker === SOS) {
      const next = endOfScan(bytes, at);
      if (next < 0) return 'more';
      at = next;
    }
  }
}

/** The marker after entropy-coded data: FF00 is data, FFD0–D7 are restarts. −1 where it has not come yet. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return -1;
}
