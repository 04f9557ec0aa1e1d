/** npm run doctor: the devices from the command line. Set-up and build are quiet, for with --json the output is read by programs. */
import { buildOrEnd } from './build.mjs';
import { runNode } from './run.mjs';
import { setup } from './setup.mjs';

await setup({ card: false, say: console.error });
await buildOrEnd(['devices']);
process.exit(await runNode(['out/devices/doctor.js', ...process.argv.slice(2)]));
