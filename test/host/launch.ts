/** Starts an app on the Chromium host without a display, for the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const deadline = 30_000;

export interface Launch {
  /** Of main, absolute. */
  readonly main: string;
  readonly userData: string;
  readonly args?: readonly string[];
  /** More Chromium switches. */
  readonly switches?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface Running {
  readonly process: ChildProcess;
  readonly userData: string;
  /** Lines of its standard output so far. */
  readonly lines: string[];
  /** Its standard error so far. */
  readonly errors: () => string;
  /** Exit code, or null for a signal. */
  readonly ended: Promise<number | null>;
  /** The page, as the tests' own debugger sees it. */
  page(): Promise<Page>;
  /** Ends it, in order when it can. */
  stop(): Promise<void>;
}

export function launch({ main, userData, args = [], switches = [], env = {} }: Launch): Running {
  const child = spawn(process.execPath, [main, `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, TAN_NHA_CHROMIUM: JSON.stringify(['--headless=new', '--remote-debugging-port=0', ...switches]), ...env },
  });
  const lines: string[] = [];
  let errors = '';
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let browser: Browser | null = null;
  return {
    process: child, userData, lines, ended, errors: () => errors,
    async page() {
      const file = join(userData, 'chromium/DevToolsActivePort');
      await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('\n'), () => `the browser opened no port: ${errors}`);
      const [port, path] = readFileSync(file, 'utf8').split('\n');
      browser ??= await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
      const pages = () => browser?.contexts().flatMap((context) => context.pages()) ?? [];
      return until(() => pages().find((page) => page.url().startsWith('https://')), () => `no page: ${pages().map((page) => page.url()).join()}`);
    },
    async stop() {
      // The connection may have gone with the browser.
      await browser?.close().catch(() => undefined);
      child.kill('SIGTERM');
      await Promise.race([ended, pause(8000, null, { ref: false })]);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Polls until the look gives something true; throws what `otherwise` says when it does not in time. */
export async function until<Value>(look: () => Value | Promise<Value>, otherwise: () => string): Promise<NonNullable<Value>> {
  const end = Date.now() + deadline;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > end) throw Error(otherwise());
    await pause(20);
  }
}

export function temporary(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'station-host-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }) };
}
