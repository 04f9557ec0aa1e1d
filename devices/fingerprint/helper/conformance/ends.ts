/** How it goes: each check starts the helper anew. */
import { pause } from '../../pause.js';
import { CONTRACT } from '../contract.js';
import { startProgram } from '../program.js';
import { makeSessionFolder } from '../session-folder.js';
import type { CheckBench, NamedCheck } from './check.js';

export const endChecks: readonly NamedCheck[] = [
  { id: '5', name: 'it ends within two seconds of `bye`, with exit code 0', run: (bench) => ending(bench, true) },
  { id: '5', name: 'it ends within two seconds when its input ends, with exit code 0', run: (bench) => ending(bench, false) },
];

async function ending({ command: [command = '', ...args], waits, signal }: CheckBench, saysBye: boolean): Promise<string | null> {
  const folder = await makeSessionFolder();
  let wrong: string | null = null;
  const greeted = new AbortController();
  const exited = new AbortController();
  const program = startProgram({
    command, args, onErrors: () => undefined,
    onMessage: () => greeted.abort(),
    onViolation: (words) => {
      wrong = words;
      greeted.abort();
    },
    onExit: (words) => {
      wrong ??= greeted.signal.aborted ? null : words;
      greeted.abort();
      exited.abort();
    },
  });
  program.send({ type: 'hello', contract: CONTRACT, folder: folder.path });
  await pause(waits.hello, AbortSignal.any([greeted.signal, signal]));
  if (saysBye) {
    program.send({ type: 'bye' });
    await pause(waits.exit, exited.signal);
  }
  const isLate = saysBye && !exited.signal.aborted;
  const code = await program.end(isLate ? 0 : waits.exit);
  await folder.remove();
  if (wrong !== null) return wrong;
  return code === 0 && !isLate ? null : code === null || isLate ? 'it had to be killed' : `exit code ${code}`;
}
