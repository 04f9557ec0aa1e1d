/** What is kept of a finger for comparing it: its minutiae and its flow, as bytes of this project's own layout. */

/** Most minutiae of a template; the best are kept. */
export const MOST_MINUTIAE = 160;
/** Pixels of the squares for which the flow is kept. */
export const FLOW_SQUARE = 16;
/** Where nothing touched. */
export const NO_FLOW = 255;

/** Typed arrays of `count` entries; positions in pixels at 500 ppi, y downwards. */
export interface Template {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** 256 for a whole turn, clockwise from the x axis: from an ending back along its ridge, from a fork in between its branches. */
  readonly direction: Uint8Array;
  /** 1 an ending, 2 a fork. */
  readonly kind: Uint8Array;
  /** 0–100. */
  readonly quality: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  /** Per square of 16 × 16 pixels the ridges' direction, 0–179 over half a turn, or NO_FLOW. */
  readonly flow: Uint8Array;
}

export const emptyTemplate: Template = {
  width: 0, height: 0, count: 0, x: new Uint16Array(0), y: new Uint16Array(0), direction: new Uint8Array(0), kind: new Uint8Array(0), quality: new Uint8Array(0),
  columns: 0, rows: 0, flow: new Uint8Array(0),
};

/** "TNM" and the layout's version. */
const MAGIC = 0x544e4d01;
const HEADER = 10;
const ENTRY = 7;
export const LARGEST_SIDE = 4096;
export const MOST_TEMPLATE_BYTES = HEADER + MOST_MINUTIAE * ENTRY + (LARGEST_SIDE / FLOW_SQUARE) ** 2;

/** Magic u32, width u16, height u16, minutiae u16; each x u16, y u16, direction, kind, quality u8; then the flow. Big endian. */
export function templateToBytes(template: Template): Uint8Array {
  const bytes = new Uint8Array(HEADER + template.count * ENTRY + template.flow.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint16(4, template.width);
  view.setUint16(6, template.height);
  view.setUint16(8, template.count);
  for (let one = 0, at = HEADER; one < template.count; one++, at += ENTRY) {
    view.setUint16(at, template.x[one] as number);
    view.setUint16(at + 2, template.y[one] as number);
    bytes[at + 4] = template.direction[one] as number;
    bytes[at + 5] = template.kind[one] as number;
    bytes[at + 6] = template.quality[one] as number;
  }
  bytes.set(template.flow, HEADER + template.count * ENTRY);
  return bytes;
}

/** null for what is not a whole template. */
export function templateFromBytes(bytes: Uint8Array): Template | null {
  if (bytes.length < HEADER || bytes.length > MOST_TEMPLATE_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height, count] = [view.getUint16(4), view.getUint16(6), view.getUint16(8)];
  if (view.getUint32(0) !== MAGIC || width > LARGEST_SIDE || height > LARGEST_SIDE || count > MOST_MINUTIAE) return null;
  const columns = Math.ceil(width / FLOW_SQUARE);
  const rows = Math.ceil(height / FLOW_SQUARE);
  if (bytes.length !== HEADER + count * ENTRY + columns * rows) return null;
  const template = {
    width, height, count, x: new Uint16Array(count), y: new Uint16Array(count), direction: new Uint8Array(count), kind: new Uint8Array(count), quality: new Uint8Array(count),
    columns, rows, flow: bytes.slice(HEADER + count * ENTRY),
  };
  for (let one = 0, at = HEADER; one < count; one++, at += ENTRY) {
    const [x, y, kind, quality] = [view.getUint16(at), view.getUint16(at + 2), bytes[at + 5] as number, bytes[at + 6] as number];
    if (x >= width || y >= height || kind < 1 || kind > 2 || quality > 100) return null;
    template.x[one] = x;
    template.y[one] = y;
    template.direction[one] = bytes[at + 4] as number;
    template.kind[one] = kind;
    template.quality[one] = quality;
  }
  return template.flow.every((square) => square < 180 || square === NO_FLOW) ? template : null;
}
