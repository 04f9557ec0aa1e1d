/** What a reader says of itself: PC/SC part 10, clause 2.6.14 (TLV properties). Not every reader answers, and none must. */

import { dataIn } from '../chip/protocol/secure-messaging.js';

/** Sends a control code to the reader; null where it refuses. */
export type Control = (code: number, data: Uint8Array) => Promise<Uint8Array | null>;

const getFeatures = 3400;
const featureTlvProperties = 0x12;
/** dwMaxAPDUDataSize: bytes of data that an APDU may have; 0 for a reader of short APDUs alone. */
const mostDataTag = 0x0a;

/** CM_IOCTL codes are made up differently by Windows and by pcsc-lite. */
export function controlCode(code: number, platform: NodeJS.Platform = process.platform): number {
  return platform === 'win32' ? 0x31_0000 + code * 4 : 0x4200_0000 + code;
}

/** Bytes of a file that one answer may carry under secure messaging; undefined where the reader does not say. */
export async function mostDataOf(control: Control): Promise<number | undefined> {
  const features = await control(controlCode(getFeatures), new Uint8Array());
  const code = features === null ? undefined : valueOf(features, featureTlvProperties, 'big');
  if (code === undefined) return undefined;
  const properties = await control(code, new Uint8Array());
  const most = properties === null ? undefined : valueOf(properties, mostDataTag, 'little');
  return most === undefined ? undefined : dataIn(most);
}

/** A number of 1–4 bytes out of tag, length, value; features are big-endian, properties little-endian. */
function valueOf(list: Uint8Array, tag: number, order: 'big' | 'little'): number | undefined {
  for (let at = 0; at + 2 <= list.length;) {
    const [found = 0, length = 0] = list.subarray(at, at + 2);
    const bytes = list.subarray(at + 2, at + 2 + length);
    if (bytes.length < length) return undefined;
    if (found === tag && length >= 1 && length <= 4) return [...(order === 'big' ? bytes : bytes.toReversed())].reduce((sum, byte) => sum * 256 + byte, 0);
    at += 2 + length;
  }
  return undefined;
}
