/** npm run demo: prints the steps with their times, keeps the screenshots, and exits 0 only when headquarters holds what was given out. */
import { cp, rm } from 'node:fs/promises';

import { tellStory } from './story.js';

const headed = process.argv.includes('--headed');
if (headed && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) {
  console.error('There is no display to show the window on. Without --headed the demo runs unseen and keeps its screenshots.');
  process.exit(1);
}

const started = performance.now();
const told = await tellStory({
  folder: 'out/demo/run',
  cache: 'out/fingers',
  headed,
  sbiPorts: [4501, 4510],
  onStep: (title, milliseconds) => console.log(`${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${title}`),
});
const found = await told.differences();
await told.close();
for (const difference of found) console.error(`✕ ${difference}`);
await rm('out/demo/shots', { recursive: true, force: true });
await cp('out/demo/run/shots', 'out/demo/shots', { recursive: true });
console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  in all. Screenshots: out/demo/shots/`);
console.log(found.length === 0 ? '● Headquarters holds every byte and field that was given out.' : '✕ Headquarters does not hold what was given out.');
process.exit(found.length === 0 ? 0 : 1);
