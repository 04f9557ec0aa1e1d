/** USB traffic as a file: pcapng with the packets of Linux' usbmon (link type 220), as Wireshark shows and umockdev replays. Pure. */

export interface UsbPacket {
  /** Of one transfer: its submission and its completion carry the same. */
  readonly id: number;
  readonly moment: 'submit' | 'complete';
  readonly transfer: 'interrupt' | 'control' | 'bulk';
  /** Bit 7 for towards the computer. */
  readonly endpoint: number;
  /** 8 bytes, at the submission of a control transfer. */
  readonly setup: Uint8Array | null;
  /** 0, or Linux' error number below zero; −115 at every submission. */
  readonly status: number;
  /** Bytes wanted, at the completion bytes that went. */
  readonly length: number;
  /** What went over the wire in this moment: out at the submission, in at the completion. */
  readonly data: Uint8Array | null;
}

export interface UsbAddress {
  readonly bus: number;
  readonly device: number;
}

const LINK_TYPE_USBMON = 220;
const HEADER_BYTES = 64;
const kinds = { interrupt: 1, control: 2, bulk: 3 } as const;
/** Microseconds between two packets, for who looks at the file; a replay does not wait. */
const STEP = 1000;

export function pcapng(packets: readonly UsbPacket[], address: UsbAddress): Uint8Array {
  const section = block(0x0a0d0d0a, [u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff)]);
  const wire = block(1, [u16(LINK_TYPE_USBMON), u16(0), u32(0x40000)]);
  return Buffer.concat([section, wire, ...packets.map((packet, at) => enhanced(packet, address, at * STEP))]);
}

function enhanced(packet: UsbPacket, address: UsbAddress, microseconds: number): Buffer {
  const data = packet.data ?? new Uint8Array();
  const head = usbmon(packet, address, microseconds, data.length);
  const length = HEADER_BYTES + data.length;
  return block(6, [u32(0), u32(0), u32(microseconds), u32(length), u32(length), head, data]);
}

/** struct mon_bin_hdr of Linux' Documentation/usb/usbmon.rst, little endian. */
function usbmon(packet: UsbPacket, { bus, device }: UsbAddress, microseconds: number, kept: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  const isIn = (packet.endpoint & 0x80) !== 0;
  head.writeBigUInt64LE(BigInt(packet.id), 0);
  head.write(packet.moment === 'submit' ? 'S' : 'C', 8, 'latin1');
  head.set([kinds[packet.transfer], packet.endpoint, device], 9);
  head.writeUInt16LE(bus, 12);
  head.writeUInt8(packet.setup === null ? 0x2d : 0, 14);
  head.writeUInt8(packet.data !== null ? 0 : isIn ? 0x3c : 0x3e, 15);
  head.writeBigInt64LE(BigInt(Math.floor(microseconds / 1e6)), 16);
  head.writeInt32LE(microseconds % 1e6, 24);
  head.writeInt32LE(packet.status, 28);
  head.writeUInt32LE(packet.length, 32);
  head.writeUInt32LE(kept, 36);
  if (packet.setup) head.set(packet.setup, 40);
  head.writeInt32LE(packet.transfer === 'interrupt' ? 8 : 0, 48);
  head.writeUInt32LE(isIn ? 0x200 : 0, 56);
  return head;
}

function block(type: number, parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const length = u32(padded.length + 12);
  return Buffer.concat([u32(type), length, padded, length]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
