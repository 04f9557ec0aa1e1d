/** The thread of `painter.ts`. */
export type PainterWork = { readonly canvas: OffscreenCanvas } | { readonly jpeg: ArrayBuffer };

let canvas: OffscreenCanvas | null = null;
let newest: ArrayBuffer | null = null;
let drawing = false;

self.addEventListener('message', ({ data }: MessageEvent<PainterWork>) => {
  if ('canvas' in data) canvas = data.canvas;
  else newest = data.jpeg;
  if (canvas !== null && !drawing) void draw(canvas);
});

async function draw(target: OffscreenCanvas): Promise<void> {
  drawing = true;
  for (let frame = newest; frame !== null; frame = newest) {
    newest = null;
    // A torn frame is skipped: the next one is here in a moment.
    const bitmap = await createImageBitmap(new Blob([frame], { type: 'image/jpeg' })).catch(() => null);
    if (bitmap === null) continue;
    if (target.width !== bitmap.width || target.height !== bitmap.height) {
      target.width = bitmap.width;
      target.height = bitmap.height;
    }
    target.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    self.postMessage(null);
  }
  drawing = false;
}
