import type { GreyImage } from '../grey-image.js';
import type { PictureFormat } from './limits.js';

/** A picture that was read from a file. */
export interface Picture {
  readonly format: PictureFormat;
  readonly image: GreyImage;
  /** null where the file does not tell, or tells two that differ. */
  readonly pixelsPerInch: number | null;
}
