/** npm run bench: set-up and build are quiet, for the last line of the output is read by machines. */
import { buildOrEnd } from './build.mjs';
import { runNode } from './run.mjs';
import { setup } from './setup.mjs';

await setup({ card: true, say: console.error });
await buildOrEnd();
process.exit(await runNode(['out/bench/main.js', ...process.argv.slice(2)]));
