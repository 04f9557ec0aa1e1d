/**
 * Values as bytes, after the structured clone: [u32 length of the head][head: JSON][the binary pieces, one after another].
 * Both sides of the page's channel and of a utility process speak it. Decoded bytes never share memory with the message or one another.
 */
const escape = '$';
const deepest = 1000;
const refusal = 'An object could not be cloned.';

type Tagged = [tag: string, ...rest: unknown[]];
interface Head { readonly value: unknown; readonly sizes: readonly number[]; readonly tagged: boolean }

const views = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array };

/** Throws "An object could not be cloned." for functions, symbols, promises, cycles and the like. */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const parts = encodeParts(value);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The same bytes as `encode`, one after another: the pieces are the value's own memory, not copied. */
export function encodeParts(value: unknown): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const state = { tagged: false };
  const tree = flatten(value, pieces, state, 0);
  const head: Head = { value: tree, sizes: pieces.map((piece) => piece.byteLength), tagged: state.tagged };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return [length, text, ...pieces];
}

function flatten(value: unknown, pieces: Uint8Array[], state: { tagged: boolean }, depth: number): unknown {
  if (depth > deepest) throw Error(refusal);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value;
  const inner = (one: unknown) => flatten(one, pieces, state, depth + 1);
  if (Array.isArray(value)) return Array.from(value, inner);
  const tagged = tag(value, pieces, inner);
  if (tagged !== null) {
    state.tagged = true;
    return { [escape]: tagged };
  }
  const entries = Object.entries(value as object).map(([key, one]) => [key, inner(one)] as const);
  if (!entries.some(([key]) => key === escape)) return Object.fromEntries(entries);
  state.tagged = true;
  return { [escape]: ['object', entries] };
}

/** What JSON cannot carry; null for a plain object. */
function tag(value: unknown, pieces: Uint8Array[], inner: (one: unknown) => unknown): Tagged | null {
  if (value === undefined) return ['undefined'];
  if (typeof value === 'number') return ['number', Object.is(value, -0) ? '-0' : String(value)];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value !== 'object' || value === null || value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) throw Error(refusal);
  if (value instanceof ArrayBuffer) return ['buffer', pieces.push(new Uint8Array(value)) - 1];
  if (ArrayBuffer.isView(value)) return tagView(value, pieces);
  if (value instanceof Date) return ['date', value.getTime()];
  if (value instanceof Map) return ['map', Array.from(value, ([key, one]) => [inner(key), inner(one)])];
  if (value instanceof Set) return ['set', Array.from(value, inner)];
  if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? ''];
  return null;
}

/** A Buffer of node arrives as the Uint8Array that it is. */
function tagView(value: ArrayBufferView, pieces: Uint8Array[]): Tagged {
  const name = Object.keys(views).find((one) => value instanceof views[one as keyof typeof views]);
  if (name === undefined) throw Error(refusal);
  return ['view', name, pieces.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) - 1];
}

/** Throws when the bytes are no message of this form. */
export function decode(bytes: Uint8Array): unknown {
  let at = 0;
  const value = decodeFrom((size) => {
    if (at + size > bytes.length) throw Error('a message with bytes missing or left over');
    return bytes.slice(at, (at += size));
  });
  if (at !== bytes.length) throw Error('a message with bytes missing or left over');
  return value;
}

/** `next` answers so many bytes more, in memory that is the receiver's from then on. */
export function decodeFrom(next: (size: number) => Uint8Array): unknown {
  const length = next(4);
  const text = next(new DataView(length.buffer, length.byteOffset).getUint32(0));
  const head = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text)) as Head;
  return head.tagged ? revive(head.value, head.sizes.map(next)) : head.value;
}

function revive(value: unknown, pieces: readonly Uint8Array[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = (one: unknown) => revive(one, pieces);
  if (Array.isArray(value)) return value.map(inner);
  const tagged = (value as Record<string, unknown>)[escape];
  if (Array.isArray(tagged)) return untag(tagged as Tagged, pieces, inner);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}

function untag([name, first, second]: Tagged, pieces: readonly Uint8Array[], inner: (one: unknown) => unknown): unknown {
  const entries = () => (first as [unknown, unknown][]).map(([key, one]) => [inner(key), inner(one)] as const);
  if (name === 'undefined') return undefined;
  if (name === 'number') return Number(first);
  if (name === 'bigint') return BigInt(first as string);
  if (name === 'buffer') return copy(pieces, first).buffer;
  if (name === 'view') return new views[first as keyof typeof views](copy(pieces, second).buffer);
  if (name === 'date') return new Date((first as number | null) ?? Number.NaN);
  if (name === 'map') return new Map(entries());
  if (name === 'set') return new Set((first as unknown[]).map(inner));
  if (name === 'error') return Object.assign(new Error(String(second)), { name: String(first) });
  if (name === 'object') return Object.fromEntries((first as [string, unknown][]).map(([key, one]) => [key, inner(one)]));
  throw Error('a message of an unknown form');
}

function copy(pieces: readonly Uint8Array[], index: unknown): Uint8Array<ArrayBuffer> {
  const piece = pieces[index as number];
  if (piece === undefined) throw Error('a message with bytes missing or left over');
  // `slice` of a Buffer shares its memory: copy by hand.
  return piece.constructor === Uint8Array ? (piece as Uint8Array<ArrayBuffer>) : new Uint8Array(piece);
}
