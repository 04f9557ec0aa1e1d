/** DG2: the face image out of its CBEFF wrapping and its ISO/IEC 19794-5:2005 record (Doc 9303-10 clause 4.7.2). */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { child, descend } from '../protocol/tlv.js';

export interface FaceImage {
  /** By the image's own first bytes, not by what the record says of it. */
  readonly type: 'jpeg' | 'jpeg2000';
  readonly bytes: Uint8Array;
}

export type Dg2Fault = 'dg2-malformed' | 'face-record-malformed' | 'face-image-unknown';

/** Bytes of the facial record header, of the fixed part of a facial information block, of one feature point, of the image information. */
const recordHeader = 14;
const facialBlock = 20;
const featurePoint = 8;
const imageInformation = 12;

export function parseDg2(bytes: Uint8Array): Result<FaceImage, Dg2Fault> {
  const template = descend(bytes, 0x75, 0x7f61, 0x7f60);
  if (template === null) return fault('dg2-malformed');
  // 5F2E holds the record in the clear; 7F2E where it is constructed.
  const record = child(template, 0x5f2e) ?? child(template, 0x7f2e);
  return record === null ? fault('dg2-malformed') : faceImage(record);
}

/** The first image of a facial record. */
function faceImage(record: Uint8Array): Result<FaceImage, Dg2Fault> {
  if (record.length < recordHeader + facialBlock + imageInformation) return fault('face-record-malformed');
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  // "FAC\0"
  if (view.getUint32(0) !== 0x4641_4300 || view.getUint16(12) === 0) return fault('face-record-malformed');
  const length = view.getUint32(recordHeader);
  const points = view.getUint16(recordHeader + 4);
  const start = recordHeader + facialBlock + points * featurePoint + imageInformation;
  const end = recordHeader + length;
  if (end > record.length || start >= end) return fault('face-record-malformed');
  const image = record.slice(start, end);
  const type = imageType(image);
  return type === null ? fault('face-image-unknown') : ok({ type, bytes: image });
}

function imageType(image: Uint8Array): FaceImage['type'] | null {
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => image[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  // A JP2 file's signature box, or a bare codestream.
  if (starts(0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20) || starts(0xff, 0x4f, 0xff, 0x51)) return 'jpeg2000';
  return null;
}
