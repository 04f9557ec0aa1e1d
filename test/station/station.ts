/** The station as its officer starts it, with the page within reach of a test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import type { Arguments } from '../../electron/arguments.js';
import { keptMemory } from '../../build/memory.mjs';
import { until } from './until.js';

export interface StartOptions {
  /** The station's user data folder. */
  readonly folder: string;
  readonly sbiPorts: readonly [number, number];
  /** The video that stands in for the camera; without it there is no camera. */
  readonly video?: string;
  /** Kinds of scanners besides services, as `--scanners=` takes them. */
  readonly scanners?: Arguments['scanners'];
  readonly headed?: boolean;
  /** Further switches of the browser. */
  readonly switches?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RunningStation {
  readonly page: Page;
  readonly process: ChildProcess;
  /** What the page did against its content security policy, from its first load on; with one of them the station's end is a failure. */
  readonly violations: string[];
  /** What the station wrote to its standard error. */
  readonly complaints: () => string;
  /** After a crash of the page's process: what drove it does not see the one that came after. */
  readonly attachAgain: () => Promise<void>;
  /** SIGKILL, as a power cut would: the browser's processes end with it. */
  readonly kill: () => Promise<void>;
  /** As an officer closes it. */
  readonly close: () => Promise<void>;
}

export async function startStation(options: StartOptions): Promise<RunningStation> {
  mkdirSync(options.folder, { recursive: true });
  const active = join(options.folder, 'chromium/DevToolsActivePort');
  rmSync(active, { force: true });
  const switches = [
    '--remote-debugging-port=0',
    ...(options.headed === true ? [] : ['--headless=new', '--window-size=1366,768']),
    ...(options.switches ?? []),
    ...(options.video === undefined ? [] : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${options.video}`]),
  ];
  const child = spawn(
    process.execPath,
    ['out/electron/main.js', `--user-data-dir=${options.folder}`, `--sbi-ports=${options.sbiPorts.join('-')}`, '--simulated', ...(options.scanners === undefined ? [] : [`--scanners=${JSON.stringify(options.scanners)}`])],
    { env: { ...process.env, ...keptMemory, ...options.environment, TAN_NHA_CHROMIUM: JSON.stringify(switches) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaints = '';
  child.stdout.on('data', (text: Buffer) => (complaints += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
  });
  const violations: string[] = [];
  const reach = async () => {
    const opened = await until('the station starts its browser', () => {
      if (child.exitCode !== null) throw Error(`the station ended with ${child.exitCode}: ${complaints}`);
      return portIn(active);
    });
    return { port: opened, ...(await attach(opened, violations)) };
  };
  const first = await reach().catch((mistake: unknown) => {
    // Else it would outlive its test.
    child.kill('SIGKILL');
    throw mistake;
  });
  const { port } = first;
  let { browser, page } = first;
  const end = async (): Promise<void> => {
    await ended;
    await browser.close();
    if (violations.length > 0) throw Error(`against the content security policy: ${violations.join('; ')}`);
  };
  return {
    get page() {
      return page;
    },
    process: child,
    violations,
    async attachAgain() {
      await browser.close();
      ({ browser, page } = await attach(port, violations));
    },
    complaints: () => complaints,
    async kill() {
      child.kill('SIGKILL');
      await end();
    },
    async close() {
      await page.close();
      await end();
    },
  };
}

async function attach(port: number, violations: string[]): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await until('the station shows its page', () => pageOf(browser));
  const log = await page.context().newCDPSession(page);
  log.on('Log.entryAdded', ({ entry }) => {
    if (entry.text.includes('Content Security Policy')) violations.push(entry.text);
  });
  // Tells what was logged before it was asked, too.
  await log.send('Log.enable');
  await page.setViewportSize({ width: 1366, height: 768 });
  await until('the page has its station', () => page.evaluate(() => 'station' in window));
  return { browser, page };
}

function portIn(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return port > 0 ? port : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function pageOf(browser: Browser): Page | undefined {
  return browser.contexts().flatMap((context) => context.pages()).find((page) => page.url().startsWith('https://station.app.localhost/'));
}
