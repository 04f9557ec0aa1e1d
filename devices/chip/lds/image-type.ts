/** The type of an image by its own first bytes, not by what the record around it says. */

export type ImageType = 'jpeg' | 'jpeg2000';

/** Null for another. */
export function imageType(image: Uint8Array): ImageType | null {
  const starts = (...bytes: readonly number[]): boolean => bytes.every((byte, index) => image[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  // A JP2 file's signature box, or a bare codestream.
  if (starts(0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20) || starts(0xff, 0x4f, 0xff, 0x51)) return 'jpeg2000';
  return null;
}
