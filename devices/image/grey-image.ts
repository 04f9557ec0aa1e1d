/** A picture of 8-bit grey: 0 black, 255 white, rows from the top, no padding. `pixels.length === width * height`. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A rectangle in pixels; the right and bottom edges are outside. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Copies a rectangle; what lies outside the picture is white. */
export function crop(image: GreyImage, box: Box): GreyImage {
  const pixels = new Uint8Array(box.width * box.height).fill(255);
  const left = Math.max(0, box.x);
  const right = Math.min(image.width, box.x + box.width);
  for (let y = Math.max(0, box.y); y < Math.min(image.height, box.y + box.height); y++) {
    if (right <= left) break;
    const row = image.pixels.subarray(y * image.width + left, y * image.width + right);
    pixels.set(row, (y - box.y) * box.width + (left - box.x));
  }
  return { width: box.width, height: box.height, pixels };
}
