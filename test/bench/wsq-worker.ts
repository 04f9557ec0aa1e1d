/** One thread that codes pictures and tells how long each took: what a worker of the station does, without the station. */
import { parentPort, workerData } from 'node:worker_threads';

import { psnr } from '../../devices/image/formats/psnr.js';
import type { GreyImage } from '../../devices/image/grey-image.js';
import { decodeWsq } from '../../devices/image/wsq/decode.js';
import { encodeWsq } from '../../devices/image/wsq/encode.js';

/** Milliseconds of each round, the first ones while the code is still being compiled left out. */
export interface WsqTimes {
  readonly encode: readonly number[];
  readonly decode: readonly number[];
  readonly bytes: number;
  readonly likeness: number;
}

export interface WsqWork {
  readonly images: readonly GreyImage[];
  readonly warmUp: number;
  readonly rounds: number;
}

const { images, warmUp, rounds } = workerData as WsqWork;
parentPort?.postMessage(images.map(measure));

function measure(image: GreyImage): WsqTimes {
  const [encode, decode]: [number[], number[]] = [[], []];
  let [bytes, likeness] = [0, 0];
  for (let round = -warmUp; round < rounds; round++) {
    const start = performance.now();
    const file = encodeWsq(image);
    const middle = performance.now();
    const back = decodeWsq(file);
    const end = performance.now();
    if (!back.ok) throw Error(back.fault.code);
    bytes = file.length;
    likeness = psnr(image, back.value.image);
    if (round < 0) continue;
    encode.push(middle - start);
    decode.push(end - middle);
  }
  return { encode, decode, bytes, likeness };
}
