/** 500 simulated slaps, turned by up to 25° either way: are the fingers counted, placed and given to the right hand? */
import { Worker } from 'node:worker_threads';

import { median, milliseconds, quantile, type Bench } from './bench.js';
import type { SegmentedSlap } from './segment-worker.js';

const slaps = 500;
const parts = 2;

export const segment: Bench = {
  what: '500 slaps of 20 simulated people, ±25°: count right ≥ 99 %, median overlap ≥ 0.95, hand right ≥ 98 %',
  async run() {
    const found = (await Promise.all(Array.from({ length: parts }, (_, part) => half(part)))).flat();
    if (found.length !== slaps) throw Error(`${found.length} of ${slaps} slaps were looked at`);
    const hands = found.flatMap(({ rightHand }) => (rightHand === null ? [] : [rightHand]));
    const overlaps = found.flatMap((one) => one.overlaps);
    const counted = share(found.map((one) => one.counted));
    const handed = share(hands);
    const middle = median(overlaps);
    const value = Math.max((1 - counted) / 0.01, (1 - middle) / 0.05, (1 - handed) / 0.02);
    const times = found.map(({ time }) => time);
    return {
      value: Number(value.toFixed(3)), unit: 'of the errors allowed', target: 1, ok: value <= 1,
      countRight: counted, medianOverlap: Number(middle.toFixed(4)), handRight: handed, hands: hands.length, fingers: overlaps.length, medianTime: Number(median(times).toFixed(1)),
      rows: [
        ['slaps', String(slaps)], ['count right', `${(100 * counted).toFixed(1)} %`], ['fingers placed', String(overlaps.length)],
        ['overlap with the true place, median', middle.toFixed(3)], ['one in a hundred below', quantile(overlaps, 0.01).toFixed(3)],
        ['hands of three fingers and more', String(hands.length)], ['hand right', `${(100 * handed).toFixed(1)} %`], ['one slap, p50, two threads busy', milliseconds(median(times))],
      ],
    };
  },
};

function half(part: number): Promise<readonly SegmentedSlap[]> {
  return new Promise((done, failed) => {
    const found: SegmentedSlap[] = [];
    const worker = new Worker(new URL('segment-worker.js', import.meta.url), { workerData: { slaps, part, parts }, execArgv: [] });
    worker.on('message', (one: SegmentedSlap) => found.push(one));
    worker.once('error', failed);
    worker.once('exit', () => done(found));
  });
}

function share(all: readonly boolean[]): number {
  return all.filter(Boolean).length / Math.max(all.length, 1);
}
