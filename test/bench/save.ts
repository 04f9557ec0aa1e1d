/** A capture of 2.4 MB from the device process until the page is told "saved", against writing, syncing and renaming the same bytes. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Station } from '../../electron/contract/station.js';
import { median, milliseconds, quantile, type Bench } from './bench.js';
import { prepareStation } from './station.js';

const size = 2_400_000;
const rounds = 30;

export const save: Bench = {
  what: 'a 2.4 MB capture until it is saved, as a multiple of write + fsync + rename (≤ 2.0)',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const { station } = await prepareStation(folder, 10);
    try {
      const dossier = await station.page.evaluate(async () => {
        const begun = await (window as unknown as { station: Station }).station.call('dossier.begin', { person: null, kind: 'first-issue' });
        return begun.ok ? begun.value.id : '';
      });
      const saves: number[] = [];
      const limits: number[] = [];
      // Alternating, so that both see the same machine.
      for (let round = 0; round < rounds; round += 1) {
        limits.push(await limit(folder));
        // Captures are seconds apart: the mirror's write of the one before has long ended when the next one comes.
        await station.page.waitForTimeout(200);
        saves.push(await station.page.evaluate(async ([id, bytes]) => {
          const since = performance.now();
          const saved = await (window as unknown as { station: Station }).station.call('bench.save', id, bytes);
          if (!saved.ok) throw Error(saved.fault.code);
          return performance.now() - since;
        }, [dossier, size] as const));
      }
      const ratio = median(saves) / median(limits);
      return {
        value: Number(ratio.toFixed(2)), unit: '× write + fsync + rename', target: 2, ok: ratio <= 2,
        saveMedian: median(saves), limitMedian: median(limits),
        rows: [
          ['saved, median', milliseconds(median(saves))], ['saved, p95', milliseconds(quantile(saves, 0.95))],
          ['write + fsync + rename, median', milliseconds(median(limits))], ['ratio of the medians', ratio.toFixed(2)],
        ],
      };
    } finally {
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function limit(folder: string): Promise<number> {
  const bytes = randomBytes(size);
  const file = join(folder, 'limit');
  const since = performance.now();
  const handle = await open(`${file}.tmp`, 'w');
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
  await rename(`${file}.tmp`, file);
  return performance.now() - since;
}
