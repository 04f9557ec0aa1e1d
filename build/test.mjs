/** npm test: set-up, build, types, lint, tests; the first that fails ends it. Arguments go to vitest. */
import { buildOrEnd } from './build.mjs';
import { runTool } from './run.mjs';
import { setup } from './setup.mjs';

await setup({ card: true });
await buildOrEnd();
for (const [tool, args] of [['tsc', ['-b']], ['oxlint', ['--quiet']], ['vitest', ['run', ...process.argv.slice(2)]]]) {
  const code = await runTool(tool, args);
  if (code !== 0) process.exit(code);
}
