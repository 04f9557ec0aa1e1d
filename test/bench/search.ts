/** From the key to the painted rows, in a list of 10,000 people; without waiting for the display's next refresh. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { median, milliseconds, quantile, type Bench } from './bench.js';
import { prepareStation } from './station.js';

const people = 10_000;
const queries = ['nguyen thi oanh', 'trần văn hùng', 'hoa phat', '0791', 'phuong quynh huong', 'le trong tan', 'đỗ', 'to 12 an khe'];

export const search: Bench = {
  what: 'keydown to painted rows in 10,000 people, p95 (≤ 16 ms)',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const { station } = await prepareStation(folder, people, ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
    try {
      const { page } = station;
      await page.evaluate(() => {
        const times: number[] = [];
        Object.assign(globalThis, { times });
        addEventListener('keydown', () => {
          const since = performance.now();
          requestAnimationFrame(() => {
            // After this frame's rendering: its message is handled when style, layout and paint are done.
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => times.push(performance.now() - since), { once: true });
            port1.start();
            port2.postMessage(null);
          });
        }, { capture: true });
      });
      const field = page.locator('input[name="search"]');
      for (const query of queries) {
        await field.fill('');
        await field.pressSequentially(query, { delay: 60 });
      }
      const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
      const p95 = quantile(times, 0.95);
      return {
        value: Number(p95.toFixed(1)), unit: 'ms', target: 16, ok: p95 <= 16, keys: times.length,
        rows: [['keys', String(times.length)], ['median', milliseconds(median(times))], ['p95', milliseconds(p95)], ['longest', milliseconds(Math.max(...times))]],
      };
    } finally {
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
