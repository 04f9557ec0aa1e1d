/** BER-TLV (ISO/IEC 8825-1) as smart cards use it: bounded, definite lengths only; what is wrong is a value, never a throw. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat } from '../bytes.js';

export type TlvFault = 'tlv-short' | 'tlv-length' | 'tlv-tag';

export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
  /** Length of tag, length and value together. */
  readonly size: number;
}

export interface TlvHeader {
  readonly tag: number;
  readonly length: number;
  /** Length of tag and length together. */
  readonly size: number;
}

/** No file of an identity chip is larger; more is not believed. */
export const largestLength = 0xff_ffff;

/** Reads tag and length at `at`; the value need not be there yet. Tags of up to three bytes, lengths of up to three. */
export function readHeader(bytes: Uint8Array, at = 0): Result<TlvHeader, TlvFault> {
  let position = at;
  const first = bytes[position++];
  if (first === undefined) return fault('tlv-short');
  let tag = first;
  if ((first & 0x1f) === 0x1f) {
    for (let count = 0; ; count++) {
      if (count === 2) return fault('tlv-tag');
      const next = bytes[position++];
      if (next === undefined) return fault('tlv-short');
      tag = tag * 256 + next;
      if (next < 0x80) break;
    }
  }
  const lead = bytes[position++];
  if (lead === undefined) return fault('tlv-short');
  if (lead < 0x80) return ok({ tag, length: lead, size: position - at });
  const count = lead & 0x7f;
  // 80 is the indefinite form, which cards must not use.
  if (count === 0 || count > 3) return fault('tlv-length');
  let length = 0;
  for (let index = 0; index < count; index++) {
    const next = bytes[position++];
    if (next === undefined) return fault('tlv-short');
    length = length * 256 + next;
  }
  return ok({ tag, length, size: position - at });
}

/** Reads one whole object at `at`. The value is a view, not a copy. */
export function readTlv(bytes: Uint8Array, at = 0): Result<Tlv, TlvFault> {
  const header = readHeader(bytes, at);
  if (!header.ok) return header;
  const start = at + header.value.size;
  const end = start + header.value.length;
  if (end > bytes.length) return fault('tlv-short');
  return ok({ tag: header.value.tag, value: bytes.subarray(start, end), size: end - at });
}

/** Reads objects one after the other until the end. */
export function readAll(bytes: Uint8Array): Result<readonly Tlv[], TlvFault> {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const next = readTlv(bytes, at);
    if (!next.ok) return next;
    found.push(next.value);
    at += next.value.size;
  }
  return ok(found);
}

/** Like readAll, but gives what was readable before the first fault. */
export function readReadable(bytes: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const next = readTlv(bytes, at);
    if (!next.ok) break;
    found.push(next.value);
    at += next.value.size;
  }
  return found;
}

/** The value of the first child with that tag, or null. */
export function child(bytes: Uint8Array, tag: number): Uint8Array | null {
  return readReadable(bytes).find((one) => one.tag === tag)?.value ?? null;
}

/** The value found by going down through first children, or null. */
export function descend(bytes: Uint8Array, ...tags: readonly number[]): Uint8Array | null {
  let here: Uint8Array | null = bytes;
  for (const tag of tags) {
    here = child(here, tag);
    if (here === null) return null;
  }
  return here;
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x1_0000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  return Uint8Array.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
}

/** Writes one object around the joined parts. */
export function writeTlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concat(...parts);
  if (value.length > largestLength) throw new RangeError('TLV value too long');
  const tagBytes = tag > 0xffff ? [tag >> 16, (tag >> 8) & 0xff, tag & 0xff] : tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return concat(Uint8Array.from(tagBytes), lengthBytes(value.length), value);
}
