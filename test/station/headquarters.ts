/** Headquarters as its own program, and what it opened read back from its data. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

import { readDossier } from '../../sync/headquarters/reader.js';
import { openHeadquarters } from '../../sync/headquarters/start.js';
import type { Opened } from './ledger.js';

const program = 'out/headquarters/main.js';

export async function writeProvisioning(data: string, name: string, url: string, file: string): Promise<void> {
  await promisify(execFile)(process.execPath, [program, 'station', name, '--data', data, '--url', url, '--out', file]);
}

/** Puts a trust list into headquarters' reference data. */
export async function giveTrustList(data: string, file: string, name: string, date: string): Promise<void> {
  await promisify(execFile)(process.execPath, [program, 'trust', file, '--data', data, '--name', name, '--date', date]);
}

export interface RunningProgram {
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Answers when it listens. */
export async function serveHeadquarters(data: string, port: number): Promise<RunningProgram> {
  const child = spawn(process.execPath, [program, '--data', data, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code]) => {
      throw Error(`headquarters ended with ${String(code)}`);
    }),
  ]);
  const end = (signal: 'SIGTERM' | 'SIGKILL') => async () => {
    child.kill(signal);
    await exited;
  };
  return { kill: end('SIGKILL'), close: end('SIGTERM') };
}

/** Beside a headquarters that serves, or without one. */
export async function openedBy(data: string, dossier: string, revision: number): Promise<Opened | null> {
  const hq = await openHeadquarters({ data }, 'tool');
  try {
    const received = await readDossier(hq, dossier, revision);
    if (received === null) return null;
    const parts = await Promise.all(received.parts.map(async ({ role, sha256 }) => ({ role, bytes: await hq.opened.read(sha256) })));
    return { fields: received.fields, parts };
  } finally {
    await hq.close();
  }
}
