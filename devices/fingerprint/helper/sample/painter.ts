/** Draws the sample's hands in a thread of its own: growing a finger takes most of a second, and a ping is answered meanwhile. */
import { parentPort, Worker } from 'node:worker_threads';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import type { GreyImage } from '../../../image/grey-image.js';
import type { SampleHand, SamplePerson } from './hand.js';
import { sampleHand } from './hand.js';

type Asked = { readonly id: number; readonly step: FingerStep; readonly missing: readonly Finger[] | null };
type Drawn = { readonly id: number; readonly picture: GreyImage | Uint8Array | null };

/** `program`: the file that calls `paint` where it is not the main thread. Throws into the call where a picture cannot be drawn. */
export function painter(program: URL, person: SamplePerson): SampleHand {
  const worker = new Worker(program, { workerData: person });
  const waiting = new Map<number, (drawn: Drawn) => void>();
  let last = 0;
  worker.on('message', (drawn: Drawn) => {
    waiting.get(drawn.id)?.(drawn);
    waiting.delete(drawn.id);
  });
  const ask = (step: FingerStep, missing: readonly Finger[] | null): Promise<GreyImage | Uint8Array | null> => {
    const id = ++last;
    worker.postMessage({ id, step, missing } satisfies Asked);
    return new Promise((resolve) => waiting.set(id, ({ picture }) => resolve(picture)));
  };
  return {
    picture: async (step, missing) => {
      const drawn = await ask(step, missing);
      if (drawn === null || drawn instanceof Uint8Array) throw Error(`step ${step} cannot be drawn`);
      return drawn;
    },
    preview: async (step) => {
      const drawn = await ask(step, null);
      if (!(drawn instanceof Uint8Array)) throw Error(`step ${step} cannot be drawn`);
      return drawn;
    },
  };
}

/** The thread's side. */
export function paint(person: SamplePerson): void {
  const hand = sampleHand(person);
  parentPort?.on('message', ({ id, step, missing }: Asked) => {
    const drawing: Promise<GreyImage | Uint8Array> = missing === null ? hand.preview(step) : hand.picture(step, missing);
    drawing.then((picture) => parentPort?.postMessage({ id, picture } satisfies Drawn), () => parentPort?.postMessage({ id, picture: null } satisfies Drawn));
  });
}
