/** The system's smart card service for demo, training and tests: the one that runs, or one started for them. There is one per machine. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { fault, ok, type Result } from '../../../sync/core/result.js';

const folder = '/run/pcscd';
const socketPath = `${folder}/pcscd.comm`;
/** Holding this loopback port is the right to use the virtual reader: the system frees it with its holder, however that ends. */
const claimPort = 35_960;
/** Milliseconds. */
const startDeadline = 10_000;
const poll = 50;

export type PcscdFault = 'pcscd-missing' | 'pcscd-refused' | 'pcscd-timeout';

export interface Pcscd {
  /** Whether this process started it: then `close` ends it. */
  readonly isOwn: boolean;
  close(): Promise<void>;
  /** Ends it as a crash does, if it is this process's own. */
  kill(): Promise<void>;
  /** Has it take calls and answer none, and go on, if it is this process's own. */
  hang(is: boolean): void;
}

export function pcscdRuns(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Starts the service unless one runs, with these further variables in its environment and the readers of another configuration folder.
 * Needs root, as the service does; `pcscd-missing` where it is not installed.
 */
export async function ensurePcscd(environment: Readonly<Record<string, string>> = {}, configuration?: string): Promise<Result<Pcscd, PcscdFault>> {
  if (await pcscdRuns()) return ok({ isOwn: false, close: async () => undefined, kill: async () => undefined, hang: () => undefined });
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    return fault('pcscd-refused', error instanceof Error ? error.message : String(error));
  }
  const child = spawn('pcscd', ['--foreground', '--error', ...(configuration === undefined ? [] : ['--config', configuration])], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environment } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise<'missing' | 'ended'>((resolve) => {
    child.once('error', () => resolve('missing'));
    child.once('exit', () => resolve('ended'));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    // It may wait for a reader that does not answer.
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(timer);
  };
  const hang = (is: boolean): void => void child.kill(is ? 'SIGSTOP' : 'SIGCONT');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  for (let waited = 0; waited < startDeadline; waited += poll) {
    if (await pcscdRuns()) return ok({ isOwn: true, close: stop, kill, hang });
    const early = await Promise.race([ended, wait(poll, null)]);
    if (early !== null) return fault(early === 'missing' ? 'pcscd-missing' : 'pcscd-refused', said.trim());
  }
  await stop();
  return fault('pcscd-timeout', said.trim());
}

/** Waits for the machine-wide right to use the virtual reader; answers how to give it back. Null when the signal ends the wait. */
export async function claimVirtualReader(signal: AbortSignal): Promise<(() => Promise<void>) | null> {
  for (;;) {
    if (signal.aborted) return null;
    const server = await tryListen();
    if (server !== null) return () => new Promise((resolve) => server.close(() => resolve()));
    await wait(poll);
  }
}

function tryListen(): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen({ port: claimPort, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}
