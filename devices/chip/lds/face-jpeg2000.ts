/** JPEG 2000 of the chip's photo, grey or colour, lossless or lossy. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { codestreamOf } from '../../frame/jp2-boxes.js';
import { decodeCodestream, type Samples } from '../../image/openjpeg.js';

export type FaceImageFault = 'face-undecodable' | 'face-too-large';

/** Takes a JP2 file or a bare codestream. */
export async function decodeFaceJpeg2000(bytes: Uint8Array): Promise<Result<Samples, FaceImageFault>> {
  const codestream = codestreamOf(bytes);
  if (codestream === null) return fault('face-undecodable', 'no whole codestream');
  const decoded = await decodeCodestream(codestream, [1, 3, 4]);
  if (decoded.ok) {
    const { width, height, channels, samples } = decoded.value;
    return ok({ width, height, channels, samples });
  }
  return fault(decoded.fault.code === 'codestream-too-large' ? 'face-too-large' : 'face-undecodable', decoded.fault.detail);
}
