/** What a serial module answers to a command. Pure but for its own state: the picture that it took last. */
import { writer } from '../../../frame/bytes.js';
import { confirmations } from '../commands.js';
import { encodePacket, packetKinds } from '../protocol.js';
import type { SerialTroubles } from './script.js';

export interface SerialModule {
  /** Whole packets to be sent, in this order; none where it says nothing. */
  answer(command: Uint8Array): readonly Uint8Array[];
}

export interface SerialModuleOptions {
  readonly password: number;
  readonly baud: number;
  /** 9: R30x. */
  readonly system: number;
  /** 32, 64, 128 or 256. */
  readonly packetSize: number;
  readonly troubles: () => SerialTroubles;
  /** The bytes of the picture of what lies on the glass; null: nothing does. */
  readonly sees: () => Uint8Array | null;
}

export function serialModule(options: SerialModuleOptions): SerialModule {
  let kept: Uint8Array = new Uint8Array(0);
  let images = 0;
  let uploads = 0;

  const takeImage = (): number => {
    if (images++ < options.troubles().failedImages) return confirmations.imageFailed;
    const seen = options.sees();
    kept = seen ?? kept;
    return seen === null ? confirmations.noFinger : confirmations.ok;
  };

  const upload = (): readonly Uint8Array[] => {
    const { refusesUpload, droppedPacket, corruptPacket, spoiledUploads, hasNoEndPacket } = options.troubles();
    if (refusesUpload || kept.length === 0) return [acknowledge(confirmations.cannotSend)];
    const isSpoiled = uploads++ < spoiledUploads;
    const packets: Uint8Array[] = [acknowledge(confirmations.ok)];
    for (let at = 0; at < kept.length; at += options.packetSize) {
      const number = at / options.packetSize;
      const isLast = at + options.packetSize >= kept.length;
      const packet = encodePacket(isLast && !hasNoEndPacket ? packetKinds.lastData : packetKinds.data, kept.subarray(at, at + options.packetSize));
      const middle = packet.length >> 1;
      if (isSpoiled && number === corruptPacket) packet[middle] = (packet[middle] ?? 0) ^ 0x10;
      if (!isSpoiled || number !== droppedPacket) packets.push(packet);
    }
    return packets;
  };

  const answer = (command: Uint8Array): readonly Uint8Array[] => {
    const { isSilent, hasNoParameters } = options.troubles();
    if (isSilent) return [];
    switch (command[0]) {
      case 0x13: return [acknowledge(isPassword(command, options.password) ? confirmations.ok : confirmations.wrongPassword)];
      case 0x0f: return hasNoParameters ? [] : [encodePacket(packetKinds.acknowledgement, parameters(options))];
      case 0x01: return [acknowledge(takeImage())];
      case 0x0a: return upload();
      default: return [acknowledge(confirmations.packetDamaged)];
    }
  };
  return { answer };
}

function acknowledge(confirmation: number): Uint8Array {
  return encodePacket(packetKinds.acknowledgement, Uint8Array.of(confirmation));
}

function isPassword(command: Uint8Array, password: number): boolean {
  return command.length === 5 && new DataView(command.buffer, command.byteOffset).getUint32(1) === password;
}

function parameters({ system, packetSize, baud }: SerialModuleOptions): Uint8Array {
  const { u8, u16, u32, done } = writer();
  u8(confirmations.ok);
  u16(0);
  u16(system);
  u16(1000);
  u16(3);
  u32(0xffffffff);
  u16(Math.log2(packetSize / 32));
  u16(baud / 9600);
  return done();
}
