/** RFC 8785 (JSON Canonicalization Scheme): the same bytes for the same value on every machine. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** UTF-8 bytes of the canonical form. Members that are undefined are left out; NaN and infinities throw. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalText(value as Json));
}

export function canonicalText(value: Json): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw Error('a number that JSON cannot write');
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw Error('a string with a lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonicalText(one)).join(',')}]`;
  const members = Object.entries(value as Record<string, Json | undefined>)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    // Sorted by UTF-16 code units (3.2.3), which is what < compares.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(',')}}`;
}
