/** Takes one print from the reader that it finds, and tells as a line of JSON what came. Under `umockdev-run` it meets a recorded reader through the real USB library. */
import { writeFile } from 'node:fs/promises';

import { fault, ok } from '../../../../sync/core/result.js';
import { openUsbPort } from '../../../../devices/ports/usb.js';
import { resample } from '../../../../devices/image/resample.js';
import { modelOf } from '../../../../devices/fingerprint/uareu/models.js';
import { DENSITY } from '../../../../devices/fingerprint/uareu/protocol.js';
import { openSession } from '../../../../devices/fingerprint/uareu/session.js';
import { uareuFinder } from '../../../../devices/fingerprint/uareu/finder.js';
import { picturesAlone } from './picture-alone.js';
import type { ReplayOptions, ReplayOutcome } from './touch.js';
import { touch } from './touch.js';

const { seed, way, file, before = 0 } = JSON.parse(process.argv.at(-1) ?? '{}') as ReplayOptions;

picturesAlone(null, before);

const outcome = way === 'touch' ? await throughSession() : await throughFinder();
console.log(JSON.stringify(outcome));

async function throughSession(): Promise<ReplayOutcome> {
  const port = await openUsbPort();
  const device = port?.list().find((one) => modelOf(one) !== null);
  const model = device && modelOf(device);
  if (!device || !model) return { fault: { code: 'scanner-absent' }, milliseconds: 0, offer: null, size: null };
  const since = performance.now();
  const session = await openSession({ device, turned: model.turned, seed: () => seed, signal: new AbortController().signal });
  if (!session.ok) return { fault: session.fault, milliseconds: performance.now() - since, offer: null, size: null };
  let milliseconds = 0;
  const taken = await touch(session.value, (picture) => {
    resample(picture, DENSITY, 500);
    milliseconds = performance.now() - since;
  });
  if (!taken.ok) return { fault: taken.fault, milliseconds, offer: null, size: null };
  await writeFile(file, taken.value.pixels);
  return { fault: null, milliseconds, offer: null, size: [taken.value.width, taken.value.height] };
}

async function throughFinder(): Promise<ReplayOutcome> {
  const over = new AbortController();
  let since = 0;
  return new Promise((resolve) => {
    const watching = uareuFinder({ seed: () => seed }).watch(([scanner]) => {
      if (!scanner || since > 0) return;
      since = performance.now();
      const reset = way === 'reset' ? (scanner.reset?.() ?? Promise.resolve(fault('scanner-refused'))) : Promise.resolve(ok(null));
      const request = { step: 2, asked: [2], missing: [], transaction: 'replay', previousHash: '' } as const;
      void reset.then((end) => (end.ok ? scanner.capture(request, over.signal) : end)).then(async (taken) => {
        const milliseconds = performance.now() - since;
        const image = taken.ok ? (taken.value.pictures[0]?.image ?? null) : null;
        if (image) await writeFile(file, image.pixels);
        over.abort();
        await watching;
        resolve({ fault: taken.ok ? null : taken.fault, milliseconds, offer: scanner.offer, size: image && [image.width, image.height] });
      });
    }, over.signal);
  });
}
