/** A WebAssembly module with a lower ceiling of memory than it was built with: what no header betrays ends as a failed allocation. */

const [HEADER, MEMORY_SECTION, PAGE] = [8, 5, 65_536];

/** `most`: bytes. Throws where the module does not define one memory with a maximum above that. */
export function withMemoryLimit(module: Uint8Array, most: number): Uint8Array {
  const limited = Uint8Array.from(module);
  let at = HEADER;
  /** Unsigned LEB128. */
  const number = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = limited[at++];
      if (byte === undefined) throw Error('a WebAssembly module without its memory');
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  for (;;) {
    const section = limited[at++];
    const length = number();
    if (section !== MEMORY_SECTION) {
      at += length;
      continue;
    }
    const [memories, flags] = [number(), number()];
    number();
    const maximumAt = at;
    if (memories !== 1 || flags !== 1 || number() < most / PAGE) throw Error('a WebAssembly module with another memory than expected');
    // As many bytes as before, so that nothing else moves: all but the last say that more follow.
    for (let byte = maximumAt, rest = most / PAGE; byte < at; byte++, rest >>>= 7) limited[byte] = (rest & 0x7f) | (byte === at - 1 ? 0 : 0x80);
    return limited;
  }
}
