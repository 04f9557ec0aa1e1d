/**
 * ASN.1 in DER, and in BER as far as old issuers write it (indefinite lengths, constructed strings): a reader that goes down only where it is asked to.
 * It never throws, never recurses without a bound, and allocates nothing of the announced size: values are views.
 */

export interface Node {
  /** First identifier octet; of longer tags all octets, big-endian. */
  readonly tag: number;
  /** Tag, length and content together, as they were signed. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** Levels of indefinite lengths inside one another, and of constructed strings; real files have three. */
const deepest = 32;
/** Children of one node: the largest list of certificates known has some thousands. */
const mostChildren = 200_000;
/** Content octets of an object identifier that is still written out. */
const longestIdentifier = 64;

interface Header {
  readonly tag: number;
  /** Where the content starts. */
  readonly start: number;
  /** −1 for an indefinite length. */
  readonly length: number;
}

function headerAt(bytes: Uint8Array, at: number): Header | null {
  let position = at;
  let tag = bytes[position++];
  if (tag === undefined) return null;
  if ((tag & 0x1f) === 0x1f) {
    for (let count = 0; ; count++) {
      const next: number | undefined = bytes[position++];
      if (next === undefined || count === 2) return null;
      tag = tag * 256 + next;
      if (next < 0x80) break;
    }
  }
  const lead = bytes[position++];
  if (lead === undefined) return null;
  if (lead < 0x80) return { tag, start: position, length: lead };
  // Only what is constructed can end by a mark.
  if (lead === 0x80) return ((bytes[at] ?? 0) & 0x20) === 0 ? null : { tag, start: position, length: -1 };
  const count = lead & 0x7f;
  if (count > 4 || position + count > bytes.length) return null;
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[position++] ?? 0);
  return { tag, start: position, length };
}

/** Where the content that starts there ends: at its mark 00 00; −1 where there is none. */
function endOfIndefinite(bytes: Uint8Array, start: number): number {
  let open = 1;
  let at = start;
  while (at < bytes.length) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      open -= 1;
      if (open === 0) return at;
      at += 2;
      continue;
    }
    const header = headerAt(bytes, at);
    if (header === null) return -1;
    if (header.length < 0) {
      open += 1;
      if (open > deepest) return -1;
      at = header.start;
    } else {
      at = header.start + header.length;
    }
  }
  return -1;
}

/** The node at `at`; null where it is malformed or longer than the bytes. */
export function nodeAt(bytes: Uint8Array, at = 0): Node | null {
  const header = headerAt(bytes, at);
  if (header === null) return null;
  const { tag, start, length } = header;
  if (length >= 0) {
    return start + length > bytes.length ? null : { tag, whole: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
  }
  const end = endOfIndefinite(bytes, start);
  return end < 0 ? null : { tag, whole: bytes.subarray(at, end + 2), content: bytes.subarray(start, end) };
}

/** All nodes one after the other; null where any is malformed. */
export function nodesOf(content: Uint8Array): readonly Node[] | null {
  const found: Node[] = [];
  let at = 0;
  while (at < content.length) {
    const node = nodeAt(content, at);
    if (node === null || found.length === mostChildren) return null;
    found.push(node);
    at += node.whole.length;
  }
  return found;
}

/** The children of a node of that tag; null for another node or malformed children. */
export function childrenOf(node: Node | null | undefined, tag: number): readonly Node[] | null {
  return node?.tag === tag ? nodesOf(node.content) : null;
}

/** Dotted; null for what is not an object identifier. */
export function identifierOf(node: Node | undefined): string | null {
  if (node?.tag !== 0x06 || node.content.length === 0 || node.content.length > longestIdentifier) return null;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of node.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 256) return null;
    if (byte < 0x80) {
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(arc / 40));
        arcs.push(first);
        arc -= first * 40;
      }
      arcs.push(arc);
      arc = 0;
    }
  }
  return ((node.content.at(-1) ?? 0x80) & 0x80) === 0 ? arcs.join('.') : null;
}

/** The magnitude of an INTEGER without leading zeros; null for another node. Its sign is not looked at: some issuers forget the leading zero. */
export function magnitudeOf(node: Node | undefined): Uint8Array | null {
  if (node?.tag !== 0x02 || node.content.length === 0) return null;
  const first = node.content.findIndex((byte) => byte !== 0);
  return first < 0 ? node.content.subarray(-1) : node.content.subarray(first);
}

/** An INTEGER of at most four octets, not negative; null for another. */
export function smallInteger(node: Node | undefined): number | null {
  const bytes = magnitudeOf(node);
  if (bytes === null || bytes.length > 4) return null;
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** The octets of a BIT STRING of whole octets. */
export function bitsOf(node: Node | undefined): Uint8Array | null {
  return node?.tag === 0x03 && node.content[0] === 0 ? node.content.subarray(1) : null;
}

/** The octets of an OCTET STRING, in one piece or (BER) in several. */
export function octetsOf(node: Node | undefined): Uint8Array | null {
  if (node === undefined) return null;
  if (node.tag === 0x04) return node.content;
  const pieces: Uint8Array[] = [];
  return collectPieces(node, pieces, 0) ? new Uint8Array(Buffer.concat(pieces)) : null;
}

function collectPieces(node: Node, pieces: Uint8Array[], depth: number): boolean {
  if (node.tag === 0x04) {
    pieces.push(node.content);
    return true;
  }
  if (node.tag !== 0x24 || depth > deepest) return false;
  const inner = nodesOf(node.content);
  return inner !== null && inner.every((one) => collectPieces(one, pieces, depth + 1));
}

/** UTCTime or GeneralizedTime in milliseconds since 1970; null where it is not one (RFC 5280 clause 4.1.2.5; seconds may be missing). */
export function timeOf(node: Node | undefined): number | null {
  if (node === undefined || node.content.length > 32) return null;
  const text = Buffer.from(node.content).toString('latin1');
  const shape = node.tag === 0x17 ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z|([+-])(\d{2})(\d{2}))$/
    : node.tag === 0x18 ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(?:Z|([+-])(\d{2})(\d{2}))?$/ : null;
  const read = shape?.exec(text) ?? null;
  if (read === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = read.slice(1, 7).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  // Two digits: 1950 to 2049.
  const whole = node.tag === 0x18 ? year : year < 50 ? 2000 + year : 1900 + year;
  const zone = read[7] === undefined ? 0 : (read[7] === '-' ? -1 : 1) * (Number(read[8]) * 60 + Number(read[9]));
  return Date.UTC(whole, month - 1, day, hour, minute, second) - zone * 60_000;
}

const latin1: readonly number[] = [0x12, 0x13, 0x14, 0x16, 0x1a];

/** The text of a string of any kind; '' for another node. What is not text in its encoding has U+FFFD in its place. */
export function textOf(node: Node | undefined): string {
  if (node === undefined) return '';
  const { buffer, byteOffset, length } = node.content;
  // Buffer, not TextDecoder: a trust list has thousands of short strings.
  const bytes = Buffer.from(buffer, byteOffset, length);
  if (node.tag === 0x0c) return bytes.toString('utf8');
  if (node.tag === 0x1e) return Buffer.from(bytes.subarray(0, length & ~1)).swap16().toString('utf16le');
  return latin1.includes(node.tag) ? bytes.toString('latin1') : '';
}
