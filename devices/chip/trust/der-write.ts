/** Writes ASN.1 in DER: what the simulator's certificates and security objects are made of. */
import { concat } from '../bytes.js';

/** One object around the joined parts; tags of one octet, lengths of up to four. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(...parts);
  const { length } = content;
  if (length < 0x80) return concat(Uint8Array.of(tag, length), content);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return concat(Uint8Array.of(tag, 0x80 | octets.length, ...octets), content);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => der(0x04, ...parts);
export const bits = (...parts: readonly Uint8Array[]): Uint8Array => der(0x03, Uint8Array.of(0), ...parts);
export const nothing = Uint8Array.of(0x05, 0x00);

/** SET OF, its members in the order that DER asks for. */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return der(0x31, ...[...members].sort((one, other) => Buffer.compare(one, other)));
}

/** Not negative; of bytes the big-endian magnitude. */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) {
    const first = value.findIndex((byte) => byte !== 0);
    const trimmed = first < 0 ? Uint8Array.of(0) : value.subarray(first);
    return der(0x02, ((trimmed[0] ?? 0) & 0x80) === 0 ? trimmed : concat(Uint8Array.of(0), trimmed));
  }
  const hex = value.toString(16);
  return integer(new Uint8Array(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')));
}

export function identifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const encoded = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128));
    return groups;
  });
  return der(0x06, Uint8Array.from(encoded));
}

export const printable = (text: string): Uint8Array => der(0x13, new Uint8Array(Buffer.from(text, 'latin1')));
export const utf8 = (text: string): Uint8Array => der(0x0c, new Uint8Array(Buffer.from(text, 'utf8')));

/** `yyyy-mm-dd` at midnight; UTCTime until 2049 as RFC 5280 clause 4.1.2.5 wants. */
export function time(day: string): Uint8Array {
  const compact = `${day.replaceAll('-', '')}000000Z`;
  const isShort = day >= '1950' && day < '2050';
  return der(isShort ? 0x17 : 0x18, new Uint8Array(Buffer.from(isShort ? compact.slice(2) : compact, 'latin1')));
}
