/**
 * DG13 as Vietnamese identity cards fill it: 6D { SEQUENCE { INTEGER, OID, SET { SEQUENCE { INTEGER n, value } … } } }.
 * The layout is not published, so nothing is taken for granted: entries go by their number, whatever their order, and what is not understood is left.
 */
import { readReadable, type Tlv } from '../protocol/tlv.js';

/** By entry number; each with its texts in order (two for the parents), '' for an empty one. Never throws, whatever the bytes. */
export type Dg13 = ReadonlyMap<number, readonly string[]>;

const sequence = 0x30;
const set = 0x31;
const integer = 0x02;
const deepest = 5;

/** UTF8String, PrintableString, T61String, IA5String, BMPString. */
const textEncodings: Readonly<Record<number, string>> = { 0x0c: 'utf-8', 0x13: 'latin1', 0x14: 'latin1', 0x16: 'latin1', 0x1e: 'utf-16be' };

export function parseDg13(bytes: Uint8Array): Dg13 {
  const entries = new Map<number, readonly string[]>();
  collect(bytes, 0, entries);
  return entries;
}

function collect(bytes: Uint8Array, depth: number, entries: Map<number, readonly string[]>): void {
  if (depth > deepest) return;
  for (const object of readReadable(bytes)) {
    if (object.tag !== sequence && object.tag !== set && object.tag !== 0x6d) continue;
    const children = readReadable(object.value);
    const [number, ...values] = children;
    // The outermost sequence starts with an INTEGER too, but holds the set.
    const isEntry = object.tag === sequence && number?.tag === integer && number.value.length === 1 && !children.some((one) => one.tag === set);
    if (!isEntry) {
      collect(object.value, depth + 1, entries);
      continue;
    }
    const key = number.value[0] ?? 0;
    const texts = values.flatMap((value) => textsOf(value, 0));
    // Of an entry that comes twice, the first that says something counts.
    if (!entries.get(key)?.some((text) => text !== '')) entries.set(key, texts);
  }
}

function textsOf(object: Tlv, depth: number): readonly string[] {
  const encoding = textEncodings[object.tag];
  if (encoding !== undefined) return [decode(object.value, encoding)];
  if (object.tag !== sequence || depth > deepest) return [];
  const inner = readReadable(object.value).flatMap((one) => textsOf(one, depth + 1));
  return inner.length === 0 ? [''] : inner;
}

/** '' for what is not text in its encoding: half a name is worse than none. */
function decode(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-16be') {
    const swapped = Uint8Array.from(bytes, (_byte, index) => bytes[index ^ 1] ?? 0);
    return clean(new TextDecoder('utf-16le').decode(swapped));
  }
  return clean(new TextDecoder(encoding).decode(bytes));
}

function clean(text: string): string {
  return text.includes('\uFFFD') ? '' : text;
}
