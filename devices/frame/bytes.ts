/** Big-endian reading and writing with bounds: a reader never reads past its end, it fails once and stays failed. */

export interface Reader {
  /** Bytes not yet read. */
  left(): number;
  u8(): number;
  u16(): number;
  u32(): number;
  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array;
  /** True when something was asked for that is not there; what was answered then is zero or empty. */
  failed(): boolean;
}

export function reader(bytes: Uint8Array): Reader {
  let at = 0;
  let short = false;
  const take = (length: number): Uint8Array => {
    if (short || length < 0 || length > bytes.length - at) {
      short = true;
      return new Uint8Array(0);
    }
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (length: number): number => {
    let value = 0;
    for (const byte of take(length)) value = value * 256 + byte;
    return value;
  };
  return { left: () => bytes.length - at, u8: () => number(1), u16: () => number(2), u32: () => number(4), take, failed: () => short };
}

export interface Writer {
  u8(...values: readonly number[]): void;
  u16(...values: readonly number[]): void;
  u32(...values: readonly number[]): void;
  bytes(value: Uint8Array): void;
  done(): Uint8Array;
}

/** Throws RangeError on a number that does not fit its field: that is the caller's mistake. */
export function writer(): Writer {
  const parts: Uint8Array[] = [];
  const number = (value: number, length: number): void => {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** length) throw RangeError(`${value} does not fit ${length} bytes`);
    const part = new Uint8Array(length);
    for (let at = length - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) part[at] = rest % 256;
    parts.push(part);
  };
  return {
    u8: (...values) => values.forEach((value) => number(value, 1)),
    u16: (...values) => values.forEach((value) => number(value, 2)),
    u32: (...values) => values.forEach((value) => number(value, 4)),
    bytes: (value) => void parts.push(value),
    done: () => joinBytes(parts),
  };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
