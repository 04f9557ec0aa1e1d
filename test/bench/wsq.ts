/** A slap and a finger coded as WSQ in one worker, and a foreign file's coefficients written again. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

import type { GreyImage } from '../../devices/image/grey-image.js';
import { encodeWsq } from '../../devices/image/wsq/encode.js';
import { parseWsq } from '../../devices/image/wsq/parse.js';
import { writeWsq } from '../../devices/image/wsq/write.js';
import { ridgePicture } from '../devices/image/ridges.js';
import { median, milliseconds, type Bench } from './bench.js';
import type { WsqTimes, WsqWork } from './wsq-worker.js';

const foreign = '../shared/data/nist-img.wsq';
/** Milliseconds for a slap and a finger, and the share by which the size of the coefficients written again may differ. */
const most = { slap: 250, finger: 35, size: 0.01 } as const;

export const wsq: Bench = {
  what: 'WSQ in one worker: 1600 × 1500 (≤ 250 ms), 500 × 500 (≤ 35 ms), a foreign file’s coefficients written again (size within 1 %)',
  async run() {
    const [slap, finger] = [fourFingers(), ridgePicture(500, 500)];
    const [slapTimes, fingerTimes] = await inWorker({ images: [slap, finger], warmUp: 8, rounds: 21 });
    if (!slapTimes || !fingerTimes) throw Error('the worker told nothing');
    // Where the foreign file is not there, one written here stands for it.
    const isForeign = existsSync(foreign);
    const file = isForeign ? new Uint8Array(await readFile(foreign)) : encodeWsq(finger);
    const parsed = parseWsq(file);
    if (!parsed.ok) throw Error(parsed.fault.code);
    const again = writeWsq(parsed.value).length;
    const sizeRatio = again / file.length;
    const times = { slap: median(slapTimes.encode), finger: median(fingerTimes.encode) };
    const value = Math.max(times.slap / most.slap, times.finger / most.finger, Math.abs(sizeRatio - 1) / most.size);
    return {
      value: Number(value.toFixed(3)), unit: 'of the limit', target: 1, ok: value <= 1, slap: Number(times.slap.toFixed(1)), finger: Number(times.finger.toFixed(1)),
      sizeRatio, isForeign, psnr: { slap: Number(slapTimes.likeness.toFixed(2)), finger: Number(fingerTimes.likeness.toFixed(2)) },
      rows: [
        ...rowsOf('1600 × 1500', slap, slapTimes), ...rowsOf('500 × 500', finger, fingerTimes),
        [isForeign ? 'coefficients of NIST’s file written again' : 'coefficients written again (../shared/data/nist-img.wsq is not there)', `${again} of ${file.length} bytes (${sizeRatio.toFixed(4)})`],
      ],
    };
  },
};

function rowsOf(name: string, image: GreyImage, { encode, decode, bytes, likeness }: WsqTimes): readonly (readonly [string, string])[] {
  return [
    [`${name} encoded, p50 of ${encode.length}`, milliseconds(median(encode))], [`${name} encoded, quickest`, milliseconds(Math.min(...encode))],
    [`${name} decoded, p50`, milliseconds(median(decode))], [`${name} compressed`, `${(image.pixels.length / bytes).toFixed(1)} : 1`], [`${name} PSNR`, `${likeness.toFixed(2)} dB`],
  ];
}

function inWorker(work: WsqWork): Promise<readonly WsqTimes[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('wsq-worker.js', import.meta.url), { workerData: work });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(Error('the worker ended early')));
  });
}

/** Four fingers of ridges on a white platen. */
function fourFingers(): GreyImage {
  const slap = { width: 1600, height: 1500, pixels: new Uint8Array(1600 * 1500).fill(251) };
  for (const [left, top] of [[60, 420], [430, 260], [800, 330], [1190, 560]] as const) {
    const print = ridgePicture(350, 640);
    for (let y = 0; y < print.height; y++) slap.pixels.set(print.pixels.subarray(y * print.width, (y + 1) * print.width), (top + y) * slap.width + left);
  }
  return slap;
}
