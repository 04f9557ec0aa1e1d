/** The whole demo after set-up. */
import { tellStory } from '../station/story.js';
import type { Bench } from './bench.js';

export const demo: Bench = {
  what: 'the whole demo after set-up (≤ 60 s)',
  async run() {
    const rows: (readonly [string, string])[] = [];
    const since = performance.now();
    const told = await tellStory({
      folder: 'out/bench/demo', cache: 'out/fingers', headed: false, sbiPorts: [4501, 4510],
      onStep: (title, milliseconds) => rows.push([title, `${(milliseconds / 1000).toFixed(1)} s`]),
    });
    const differences = await told.differences();
    await told.close();
    const value = (performance.now() - since) / 1000;
    return { value: Number(value.toFixed(1)), unit: 's', target: 60, ok: value <= 60 && differences.length === 0, differences: differences.length, rows };
  },
};
