/** From the launch of the process to the first painted rows of an encrypted store of 10,000 people; the secret's derivation apart. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { openSlot } from '../../sync/seal/secret.js';
import { act } from '../station/officer.js';
import { startStation } from '../station/station.js';
import { median, milliseconds, type Bench } from './bench.js';
import { prepareStation } from './station.js';

const people = 10_000;
const launches = 5;

export const start: Bench = {
  what: 'launch to the first painted rows of 10,000 people, without the derivation of the secret (≤ 2 s)',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const prepared = await prepareStation(folder, people);
    await prepared.station.close();
    try {
      const forms: number[] = [];
      const rows: number[] = [];
      const derivations: number[] = [];
      for (let launch = 0; launch < launches; launch += 1) {
        derivations.push(await derivation(prepared.start.folder, prepared.secret));
        const launched = Date.now();
        const station = await startStation(prepared.start);
        const { page } = station;
        await page.locator('input[name="secret"]').waitFor();
        // The browser's own clock of the form's first picture: what drives the page must not be measured, nor does the picture before the form count.
        forms.push(await page.evaluate(() => new Promise<number>((settle) => {
          new PerformanceObserver((list) => settle(performance.timeOrigin + (list.getEntries()[0] as PerformanceEntry & { readonly renderTime: number }).renderTime)).observe({ type: 'element', buffered: true });
        })) - launched);
        await page.locator('input[name="secret"]').fill(prepared.secret);
        await page.evaluate(() => {
          const from = globalThis as unknown as { clicked?: number; painted?: number };
          addEventListener('click', () => (from.clicked = performance.now()), { capture: true, once: true });
          new MutationObserver((_changes, observer) => {
            if (document.querySelector('[data-person]') === null) return;
            observer.disconnect();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener('message', () => (from.painted = performance.now()), { once: true });
              port1.start();
              port2.postMessage(null);
            });
          }).observe(document, { childList: true, subtree: true });
        });
        await act(page).click();
        await page.locator('[data-person]').first().waitFor();
        await page.waitForTimeout(100);
        rows.push(await page.evaluate(() => {
          const { clicked = 0, painted = Number.NaN } = globalThis as unknown as { clicked?: number; painted?: number };
          return painted - clicked;
        }));
        await station.close();
      }
      const totals = forms.map((form, index) => form + (rows[index] ?? 0) - (derivations[index] ?? 0));
      const value = median(totals);
      return {
        value: Number((value / 1000).toFixed(2)), unit: 's', target: 2, ok: value <= 2000, derivation: median(derivations),
        rows: [
          ['launch to the sign-in form, median', milliseconds(median(forms))], ['sign-in to painted rows, median', milliseconds(median(rows))],
          ['of which derivation of the secret, median', milliseconds(median(derivations))], ['launch to rows without it, median', milliseconds(value)],
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function derivation(stationFolder: string, secret: string): Promise<number> {
  const { slot } = JSON.parse(await readFile(join(stationFolder, 'station/keys/station.json'), 'utf8')) as { slot: unknown };
  const since = performance.now();
  const opened = await openSlot(slot, secret, { worker: resolve('out/seal/argon2-worker.js') });
  if (!opened.ok) throw Error(opened.fault.code);
  return performance.now() - since;
}
