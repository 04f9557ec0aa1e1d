/** npm run demo: one enrolment with simulated devices, from worklist to receipt. */
import { buildOrEnd } from './build.mjs';
import { runNode } from './run.mjs';
import { setup } from './setup.mjs';

await setup({ card: true });
await buildOrEnd();
process.exit(await runNode(['out/station/demo.js', ...process.argv.slice(2)]));
