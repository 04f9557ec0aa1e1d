/** Draws live pictures in a thread of its own, so that the page's stays free: decoding, drawing and the memory of both are there. */
import type { PainterWork } from './painter.worker.js';

export interface Painter {
  /** A frame that comes while one is being decoded takes its place in the line. */
  show(jpeg: Uint8Array): void;
  close(): void;
}

/** `canvas`: never given to a painter before. `onFirst`: the first picture is on it. */
export function openPainter(canvas: HTMLCanvasElement, onFirst: () => void): Painter {
  const worker = new Worker(new URL('painter.worker.ts', import.meta.url), { type: 'module' });
  const give = (work: PainterWork, along: Transferable): void => worker.postMessage(work, [along]);
  worker.addEventListener('message', onFirst, { once: true });
  const offscreen = canvas.transferControlToOffscreen();
  give({ canvas: offscreen }, offscreen);
  return {
    show: (jpeg) => {
      // A copy of its own: what is given along is gone here.
      const { buffer } = jpeg.slice();
      give({ jpeg: buffer }, buffer);
    },
    close: () => worker.terminate(),
  };
}
