/** From a scanner's frame to its pixels on the screen, through the device process and main, with the station's own screen. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Page, Worker } from 'playwright-core';

import { startScannerSimulator } from '../../devices/fingerprint/sbi/simulator/simulator.js';
import { beginOutsider } from '../station/enrol.js';
import { median, milliseconds, quantile, type Bench } from './bench.js';
import { prepareStation } from './station.js';
import { frameMark, tracedWork } from './thread-work.js';

/** Of the station that benches prepare. */
const ports = [4591, 4592] as const;
/** Milliseconds between two frames of the scanner: 15 a second. */
const interval = 1000 / 15;
/** Milliseconds that are measured, and before that for everything to come to rest. */
const measured = 20_000;
const settling = 3000;
/** Milliseconds that are traced. */
const tracing = 10_000;

interface Shown {
  /** When the scanner sent it, and when it was on the screen; milliseconds since 1970. */
  readonly sent: number;
  readonly shown: number;
}

export const preview: Bench = {
  what: 'scanner frame to pixels, p95 (≤ 120 ms), ≥ 10 a second, < 8 ms of the page a frame, on average and p95',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const scanner = await startScannerSimulator({ ports, seed: 48, missing: [], cacheFolder: resolve('out/fingers'), log: () => undefined, frameInterval: interval, hasStamps: true });
    const { station } = await prepareStation(folder, 1);
    try {
      const { page } = station;
      // No capture starts by itself.
      await page.evaluate(() => localStorage.setItem('auto-capture', 'off'));
      await beginOutsider(page);
      const started = page.waitForEvent('worker');
      await page.getByTestId('step-fingers').click();
      const painter = await started;
      await watchFrames(painter);
      await page.waitForTimeout(settling);
      const worked = await workOf(page);
      const before = await worked();
      const since = performance.now();
      await painter.evaluate(() => ((globalThis as unknown as { shown: unknown[] }).shown.length = 0));
      await page.waitForTimeout(measured);
      const shown = await painter.evaluate(() => [...(globalThis as unknown as { shown: Shown[] }).shown]);
      const seconds = (performance.now() - since) / 1000;
      const work = (1000 * ((await worked()) - before)) / shown.length;
      // By itself, so that the tracing costs the figures above nothing.
      const { work: traced } = await tracedWork(page, () => page.waitForTimeout(tracing));
      const workP95 = quantile(traced.perFrame, 0.95);
      const latencies = shown.map((frame) => frame.shown - frame.sent);
      const p95 = quantile(latencies, 0.95);
      const perSecond = shown.length / seconds;
      return {
        value: Number(p95.toFixed(1)), unit: 'ms', target: 120, ok: p95 <= 120 && perSecond >= 10 && Math.max(work, workP95) < 8, framesPerSecond: Number(perSecond.toFixed(1)),
        pageWork: Number(work.toFixed(2)), pageWorkP95: Number(workP95.toFixed(2)), longestTask: Number(traced.longestTask.toFixed(2)),
        rows: [
          ['frames', String(shown.length)], ['a second (≥ 10)', perSecond.toFixed(1)], ['median', milliseconds(median(latencies))], ['p95', milliseconds(p95)],
          ['longest', milliseconds(Math.max(...latencies))], ['work of the page a frame, mean (< 8 ms)', milliseconds(work)],
          ['the same, p95 (< 8 ms)', milliseconds(workP95)], ['longest task of the page', milliseconds(traced.longestTask)],
        ],
      };
    } finally {
      await station.close();
      await scanner.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/**
 * Follows each frame by the time in its comment, from the bytes that the painter decodes to the end of the browser's frame after it was drawn.
 * All in the painter's thread: the page's own is what is measured.
 */
function watchFrames(painter: Worker): Promise<void> {
  return painter.evaluate((mark) => {
    const shown: Shown[] = [];
    Object.assign(globalThis, { shown });
    const sent = new WeakMap<object, number>();
    const decode = globalThis.createImageBitmap.bind(globalThis) as (source: Blob) => Promise<ImageBitmap>;
    Object.assign(globalThis, {
      createImageBitmap: async (source: Blob) => {
        const bitmap = await decode(source);
        const head = new TextDecoder('latin1').decode(await source.slice(6, 26).arrayBuffer());
        const time = Number(/^\d{13}\.\d{3}/.exec(head)?.[0]);
        if (time > 0) sent.set(bitmap, time);
        return bitmap;
      },
    });
    const draw = OffscreenCanvasRenderingContext2D.prototype.drawImage as (...all: unknown[]) => void;
    OffscreenCanvasRenderingContext2D.prototype.drawImage = function drawImage(this: OffscreenCanvasRenderingContext2D, ...all: unknown[]): void {
      draw.apply(this, all);
      const time = sent.get(all[0] as object);
      if (time === undefined) return;
      // The frame after the one that carries the picture begins: that one is over.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        performance.mark(mark);
        shown.push({ sent: time, shown: performance.timeOrigin + performance.now() });
      }));
    };
  }, frameMark);
}

/** Answers a clock of the page: seconds that its main thread has worked so far. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  // Of the thread, not of the wall: another program's turn on the processor is no work of the page.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
}
