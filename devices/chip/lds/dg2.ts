/** DG2: the face image out of its CBEFF wrapping and its record: ISO/IEC 19794-5:2005 or ISO/IEC 39794-5 (Doc 9303-10 clause 4.7.2). */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { child, descend } from '../protocol/tlv.js';
import { imageOf39794 } from './face-39794.js';
import { imageType, type ImageType } from './image-type.js';

export interface FaceImage {
  readonly type: ImageType;
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
  if (record === null) return fault('dg2-malformed');
  // "FAC\0" begins the older record; the newer one is ASN.1.
  if (record[0] === 0x46) return faceImage(record);
  const image = imageOf39794(record);
  if (image === null) return fault('face-record-malformed');
  return imageResult(image.slice());
}

/** The first image of a facial record. */
function faceImage(record: Uint8Array): Result<FaceImage, Dg2Fault> {
  if (record.length < recordHeader + facialBlock + imageInformation) return fault('face-record-malformed');
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  if (view.getUint32(0) !== 0x4641_4300 || view.getUint16(12) === 0) return fault('face-record-malformed');
  const length = view.getUint32(recordHeader);
  const points = view.getUint16(recordHeader + 4);
  const start = recordHeader + facialBlock + points * featurePoint + imageInformation;
  const end = recordHeader + length;
  if (end > record.length || start >= end) return fault('face-record-malformed');
  return imageResult(record.slice(start, end));
}

function imageResult(image: Uint8Array): Result<FaceImage, Dg2Fault> {
  const type = imageType(image);
  return type === null ? fault('face-image-unknown') : ok({ type, bytes: image });
}
