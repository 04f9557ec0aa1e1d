/** From the key to the painted rows, in a list of 10,000 people; without waiting for the display's next refresh. */
import { deepStrictEqual } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Person } from '../../sync/core/person.js';
import { buildIndex, search as searchPeople } from '../../sync/core/search.js';
import { madeUpPeople } from '../people.js';
import { median, milliseconds, quantile, type Bench } from './bench.js';
import { prepareStation } from './station.js';

const people = 10_000;
/** Of the list that the station is prepared with. */
const seed = 7;
/** Rows in view where each name takes two lines. */
const fewest = 14;
const queries = ['nguyen thi oanh', 'trần văn hùng', 'hoa phat', '0791', 'phuong quynh huong', 'le trong tan', 'đỗ', 'to 12 an khe'];

interface Key {
  /** Milliseconds from the key to the painted frame. */
  readonly time: number;
  /** The field with that key's letter. */
  readonly typed: string;
  /** What that frame showed: the same, or more where the next key was faster than the page. */
  readonly query: string;
  readonly found: number;
  readonly names: readonly string[];
}

export const search: Bench = {
  what: 'keydown to painted rows in 10,000 people, p95 (≤ 16 ms)',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const { station } = await prepareStation(folder, people, ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
    try {
      const { page } = station;
      await page.evaluate(() => {
        const keys: Key[] = [];
        Object.assign(globalThis, { keys });
        addEventListener('keydown', () => {
          const since = performance.now();
          let typed: string | null = null;
          addEventListener('input', (event) => (typed = (event.target as HTMLInputElement).value), { capture: true, once: true });
          const painted = (): void => {
            const time = performance.now() - since;
            keys.push({
              time,
              typed: typed ?? '',
              query: document.querySelector<HTMLInputElement>('input[name="search"]')?.value ?? '',
              found: Number(document.querySelector('[data-found]')?.getAttribute('data-found')),
              names: Array.from(document.querySelectorAll('[data-person] > :nth-child(2)'), (name) => name.textContent),
            });
          };
          const frame = (): void => {
            // The letter comes after its key: a frame in between is not yet the one.
            if (typed === null) return void requestAnimationFrame(frame);
            // After this frame's rendering: its message is handled when style, layout and paint are done.
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', painted, { once: true });
            port1.start();
            return port2.postMessage(null);
          };
          requestAnimationFrame(frame);
        }, { capture: true });
      });
      const field = page.locator('input[name="search"]');
      for (const [turn, query] of queries.entries()) {
        if (turn > 0) await field.fill('');
        await field.pressSequentially(query, { delay: 60 });
      }
      const keys = await page.evaluate(() => (globalThis as unknown as { keys: Key[] }).keys);
      check(keys, madeUpPeople(people, seed));
      const times = keys.map((key) => key.time);
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

/** A fast frame with the rows of an earlier letter would not count: each must show its own query, and the people of that query in their order. */
function check(keys: readonly Key[], list: readonly Person[]): void {
  // The field is emptied with a key; a letter that the keyboard does not have comes without one.
  const typed = queries.flatMap((query) => ['', ...[...query].flatMap((letter, index) => (letter <= '~' ? [[...query].slice(0, index + 1).join('')] : []))]).slice(1);
  deepStrictEqual(keys.map((key) => key.typed), typed);
  const index = buildIndex(list);
  for (const { query, found, names } of keys) {
    const expected = searchPeople(index, query);
    deepStrictEqual([query, found, ...names], [query, expected.length, ...expected.slice(0, names.length).map((position) => list[position]?.name)]);
    if (names.length < Math.min(found, fewest)) throw Error(`${query}: only ${names.length} rows are shown`);
  }
}
