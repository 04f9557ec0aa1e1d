/** npm start: the station, on Electron where there is one, else on the system's Chromium. `--simulated` brings simulated devices along. */
import { join } from 'node:path';

import { buildOrEnd, root } from './build.mjs';
import { electronBinary, fetchElectron } from './electron.mjs';
import { keptMemory } from './memory.mjs';
import { run, runNode } from './run.mjs';
import { setup } from './setup.mjs';
import { startKit } from './simulated-kit.mjs';

const args = process.argv.slice(2);
const simulated = args.includes('--simulated');

if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('The station needs a display and there is none here; `npm run demo` shows it without one.');
  process.exit(1);
}
await setup({ card: simulated, display: true });
await buildOrEnd();
const electron = electronBinary() ?? (await fetchElectron(console.log));
const kit = simulated ? await startKit(args) : null;
const code = electron === null
  ? await runNode(['out/electron/main.js', ...args, ...(kit?.args ?? [])], { env: { ...process.env, ...keptMemory } })
  : await run(electron, [join(root, 'out/electron/main.js'), ...args, ...(kit?.args ?? [])]);
kit?.stop();
process.exit(code);
