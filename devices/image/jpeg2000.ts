/** JPEG 2000 of 8-bit grey, lossless (reversible 5/3), as finger records hold it. */
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { codestreamOf, wrapGreyJp2 } from '../frame/jp2-boxes.js';
import type { GreyImage } from './grey-image.js';
import { decodeCodestream, encodeCodestream } from './openjpeg.js';

export type Jpeg2000Fault = 'not-jpeg2000' | 'jpeg2000-unsupported' | 'jpeg2000-damaged';

/** A JP2 file. Throws where the picture is not one (pixels do not match its size). */
export async function encodeJpeg2000({ width, height, pixels }: GreyImage): Promise<Uint8Array> {
  return wrapGreyJp2(await encodeCodestream({ width, height, channels: 1, samples: pixels }), width, height);
}

/** Takes a JP2 file or a bare codestream of one component of 8 bits; lossless, unless `isLossyTaken`. */
export async function decodeJpeg2000(bytes: Uint8Array, { isLossyTaken = false } = {}): Promise<Result<GreyImage, Jpeg2000Fault>> {
  const codestream = codestreamOf(bytes);
  if (!codestream) return fault('not-jpeg2000');
  const decoded = await decodeCodestream(codestream, [1]);
  if (!decoded.ok) return fault(decoded.fault.code === 'codestream-damaged' ? 'jpeg2000-damaged' : 'jpeg2000-unsupported', decoded.fault.detail);
  const { width, height, samples, isReversible } = decoded.value;
  return isReversible || isLossyTaken ? ok({ width, height, pixels: samples }) : fault('jpeg2000-unsupported', 'lossy');
}
