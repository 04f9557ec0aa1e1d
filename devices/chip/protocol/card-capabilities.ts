/** What a card says of itself in the historical bytes of its ATR (ISO/IEC 7816-4 clause 12.1.1). A contactless reader passes on those that the card gave. */

export interface CardCapabilities {
  /** Takes commands in pieces. */
  readonly chaining: boolean;
  /** Whether it takes extended commands; null where it does not say. */
  readonly extended: boolean | null;
  /** EF.ATR/INFO says how long they may be. */
  readonly infoFile: boolean;
}

const nothing: CardCapabilities = { chaining: false, extended: null, infoFile: false };
/** Compact tag and length of card capabilities in three bytes, of which the third tells of commands. */
const threeCapabilities = 0x73;

/** Historical bytes: as many as the lower half of T0 says, behind the interface bytes that the upper half and each TD announce. */
function historicalBytes(atr: Uint8Array): Uint8Array {
  let announced = atr[1] ?? 0;
  const count = announced & 0x0f;
  let at = 2;
  for (;;) {
    const here = [0x10, 0x20, 0x40, 0x80].filter((bit) => (announced & bit) !== 0).length;
    if ((announced & 0x80) === 0) return atr.subarray(at + here, at + here + count);
    announced = atr[at + here - 1] ?? 0;
    at += here;
  }
}

/** Never throws; what is no compact TLV says nothing. */
export function capabilitiesOf(atr: Uint8Array): CardCapabilities {
  const historical = historicalBytes(atr);
  // Category 00 has three bytes of status behind the objects, 80 has them among these.
  const objects = historical[0] === 0x00 ? historical.subarray(1, -3) : historical[0] === 0x80 ? historical.subarray(1) : new Uint8Array();
  for (let at = 0; at < objects.length; at += 1 + ((objects[at] ?? 0) & 0x0f)) {
    const functions = objects[at + 3];
    if (objects[at] !== threeCapabilities || functions === undefined) continue;
    return { chaining: (functions & 0x80) !== 0, extended: (functions & 0x40) !== 0, infoFile: (functions & 0x20) !== 0 };
  }
  return nothing;
}
