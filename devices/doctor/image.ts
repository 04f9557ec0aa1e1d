/** Looks into picture files: what they are, and one task on each. Nothing is written but the file that was asked for. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { fault, ok, type Fault, type Result } from '../../sync/core/result.js';
import { encodeBmp } from '../image/formats/bmp.js';
import { MOST_FILE_BYTES, type PictureFault, type PictureFormat } from '../image/formats/limits.js';
import type { Picture } from '../image/formats/model.js';
import { encodePgm } from '../image/formats/pgm.js';
import { readPicture } from '../image/formats/picture.js';
import { psnr } from '../image/formats/psnr.js';
import type { GreyImage } from '../image/grey-image.js';
import { encodePng } from '../image/png.js';
import { decodeWsq } from '../image/wsq/decode.js';
import { encodeWsq, USUAL_RATE } from '../image/wsq/encode.js';
import type { ImageCommand, ImageTask } from './image-arguments.js';
import { describeFile } from './image-describe.js';
import { findFingers, rate } from './image-fingers.js';

export type ImageFault = PictureFault | 'file-unreadable' | 'file-not-written' | 'output-unknown';

/** Figures by name; each name has its word in the doctor's languages. */
export type ImageFigures = Readonly<Record<string, string | number | readonly string[]>>;

export interface ImageFinding {
  readonly file: string;
  readonly fault: Fault<ImageFault> | null;
  readonly picture: { readonly format: PictureFormat; readonly width: number; readonly height: number; readonly pixelsPerInch: number | null; readonly bytes: number } | null;
  readonly figures: ImageFigures;
  /** For programs: the rating or the segmentation as it is. */
  readonly data: unknown;
  /** The file that was written. */
  readonly out: string | null;
}

export interface Work {
  readonly picture: Picture;
  readonly bytes: Uint8Array;
  readonly command: ImageCommand;
}

export interface Done {
  readonly figures: ImageFigures;
  /** The same for programs, where lines tell it in words. */
  readonly data?: unknown;
  /** What --out takes. */
  readonly output?: Uint8Array;
}

/** The tasks by their word on the command line. */
const tasks: Readonly<Record<ImageTask, (work: Work) => Promise<Result<Done, ImageFault>>>> = {
  inspect: async ({ bytes }) => ok({ figures: describeFile(bytes) }),
  'wsq-encode': async ({ picture, command }) => wsqEncode(picture, command.rate ?? USUAL_RATE),
  'wsq-decode': async ({ picture, command }) => wsqDecode(picture, command.out),
  quality: async (work) => ok(await rate(work)),
  segment: async (work) => ok(findFingers(work)),
};

export async function examineImages(command: ImageCommand): Promise<readonly ImageFinding[]> {
  const found: ImageFinding[] = [];
  for (const file of command.files) found.push(await examineImage(file, command));
  return found;
}

async function examineImage(file: string, command: ImageCommand): Promise<ImageFinding> {
  const none = { file, picture: null, figures: {}, data: null, out: null };
  const bytes = await readBounded(file);
  if (!bytes.ok) return { ...none, fault: bytes.fault };
  const opened = await readPicture(bytes.value, command.raw);
  if (!opened.ok) return { ...none, fault: opened.fault };
  const { format, image, pixelsPerInch } = opened.value;
  const picture = { format, width: image.width, height: image.height, pixelsPerInch, bytes: bytes.value.length };
  const done = await tasks[command.task]({ picture: opened.value, bytes: bytes.value, command });
  if (!done.ok) return { ...none, picture, fault: done.fault };
  const { figures, data = null, output } = done.value;
  if (command.out === null || output === undefined) return { ...none, picture, figures, data, fault: null };
  const failed = await writeFile(command.out, output).then(() => null, (error: NodeJS.ErrnoException) => error.code ?? 'unknown');
  return { ...none, picture, figures, data, ...(failed === null ? { fault: null, out: command.out } : { fault: { code: 'file-not-written', detail: failed } }) };
}

async function readBounded(file: string): Promise<Result<Uint8Array, ImageFault>> {
  try {
    const { size } = await stat(file);
    if (size > MOST_FILE_BYTES) return fault('picture-too-large', `${size} bytes`);
    return ok(new Uint8Array(await readFile(file)));
  } catch (error) {
    return fault('file-unreadable', (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

async function wsqEncode({ image, pixelsPerInch }: Picture, rate: number): Promise<Result<Done, ImageFault>> {
  const since = performance.now();
  // A picture that tells no density is taken for one at 500.
  const output = encodeWsq(image, { rate, pixelsPerInch: pixelsPerInch ?? 500 });
  const milliseconds = Math.round(performance.now() - since);
  const back = decodeWsq(output);
  if (!back.ok) return back;
  return ok({ output, figures: { compressed: output.length, ratio: rounded(image.pixels.length / output.length), rate, psnr: rounded(psnr(image, back.value.image)), milliseconds } });
}

async function wsqDecode({ format, image, pixelsPerInch }: Picture, out: string | null): Promise<Result<Done, ImageFault>> {
  if (format !== 'WSQ' && !format.startsWith('ISO')) return fault('picture-unknown', undefined, { format: 'WSQ' });
  if (out === null) return ok({ figures: {} });
  const output = await encodeAs(extname(out).toLowerCase(), image, pixelsPerInch ?? 500);
  return output === null ? fault('output-unknown', extname(out)) : ok({ figures: {}, output });
}

async function encodeAs(extension: string, image: GreyImage, pixelsPerInch: number): Promise<Uint8Array | null> {
  if (extension === '.png') return encodePng(image, pixelsPerInch);
  if (extension === '.bmp') return encodeBmp(image, pixelsPerInch);
  if (extension === '.pgm') return encodePgm(image);
  return extension === '.raw' ? image.pixels : null;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
