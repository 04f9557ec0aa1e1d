/** npm run headquarters: the reference server, or one of its commands. */
import { buildOrEnd } from './build.mjs';
import { runNode } from './run.mjs';
import { setup } from './setup.mjs';

await setup({ card: false });
await buildOrEnd(['headquarters', 'seal']);
process.exit(await runNode(['out/headquarters/main.js', ...process.argv.slice(2)]));
