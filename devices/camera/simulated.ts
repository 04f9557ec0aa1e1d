/**
 * The simulated webcam: a Y4M file that Chromium's fake capture plays in a loop.
 *
 * YUV4MPEG2, C420jpeg chroma siting, values in video range (luma 16–235): Chromium takes them so, and full-range
 * values would come out too contrasty. A portrait before a white wall, breathing by a few pixels.
 */
import { open } from 'node:fs/promises';

import sharp from 'sharp';

const width = 1920;
const height = 1080;
const frames = 6;

/** `portrait`: any image that sharp reads, about square, the head in its upper half. Writes about 3 MB a frame. */
export async function writeCameraVideo(file: string, portrait: string): Promise<void> {
  const head = await sharp(portrait).resize({ height: 1000 }).toBuffer({ resolveWithObject: true });
  const handle = await open(file, 'w');
  try {
    await handle.write(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`);
    for (let frame = 0; frame < frames; frame += 1) {
      const sway = Math.round(2 * Math.sin((frame / frames) * 2 * Math.PI));
      const left = Math.round((width - head.info.width) / 2);
      const { data } = await sharp({ create: { width, height, channels: 3, background: '#f4f4f2' } })
        .composite([{ input: head.data, left, top: height - 1000 - 4 + sway }])
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      await handle.write('FRAME\n');
      await handle.write(planes(data));
    }
  } finally {
    await handle.close();
  }
}

/** Interleaved RGB to planar 4:2:0, ITU-R BT.709 coefficients, video range. */
function planes(rgb: Uint8Array): Uint8Array {
  const size = width * height;
  const out = new Uint8Array(size + size / 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const r = rgb[at] ?? 0;
      const g = rgb[at + 1] ?? 0;
      const b = rgb[at + 2] ?? 0;
      out[y * width + x] = Math.round(16 + 0.1826 * r + 0.6142 * g + 0.062 * b);
      if (y % 2 === 0 && x % 2 === 0) {
        const chroma = (y / 2) * (width / 2) + x / 2;
        out[size + chroma] = Math.round(128 - 0.1006 * r - 0.3386 * g + 0.4392 * b);
        out[size + size / 4 + chroma] = Math.round(128 + 0.4392 * r - 0.3989 * g - 0.0403 * b);
      }
    }
  }
  return out;
}
