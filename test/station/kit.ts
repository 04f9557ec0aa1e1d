/** The simulated kit, started as the program that it is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { KitOptions } from '../../devices/kit.js';

export interface Kit {
  readonly insertCard: () => void;
  readonly removeCard: () => void;
  readonly close: () => Promise<void>;
}

/** Answers when the scanner's service listens and the card lies in the reader. */
export async function startKit(options: Omit<KitOptions, 'ledger'>, ledger?: number): Promise<Kit> {
  const child = spawn(process.execPath, ['out/devices/simulators.js', JSON.stringify({ ...options, ledger: ledger !== undefined })], {
    stdio: ['pipe', 'pipe', 'inherit', ledger ?? 'ignore'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw Error('the kit has no pipes');
  await Promise.race([
    once(stdout, 'data'),
    once(child, 'exit').then(([code]) => {
      throw Error(`the kit ended with ${String(code)}`);
    }),
  ]);
  return {
    insertCard: () => void stdin.write('insert\n'),
    removeCard: () => void stdin.write('remove\n'),
    async close() {
      const ended = once(child, 'exit');
      stdin.end();
      await ended;
    },
  };
}
