/** app: the life of the program. */
import { EventEmitter } from 'node:events';

import { openBrowser, runningBrowser } from './browser.js';
import { getAppPath, getName, getPath, getVersion, isPackaged, setName, setPath } from './paths.js';
import { refuseUnknown } from './refuse.js';
import { endUtilities } from './running.js';
import { holdLock, otherTold, releaseLock } from './single.js';

interface Closable { tryClose(): boolean }

const events = new EventEmitter();
let ready = false;
let quitting = false;
/** Milliseconds that the browser is given to write its stores. */
const patience = 5000;

const whenReady = new Promise<void>((resolve) => {
  // After main's first turn: the schemes must be registered by then.
  setImmediate(() => {
    ready = true;
    events.emit('ready');
    resolve();
  });
});

export const isReady = (): boolean => ready;
let windows: () => readonly Closable[] = () => [];
/** The list of windows, from the one who keeps it. */
export function knowWindows(list: () => readonly Closable[]): void {
  windows = list;
}

export function allWindowsClosed(): void {
  if (quitting) void finish();
  else if (!events.emit('window-all-closed')) quit();
}

function preventable(name: string): boolean {
  let prevented = false;
  events.emit(name, { preventDefault: () => (prevented = true) });
  return prevented;
}

function quit(): void {
  if (quitting || preventable('before-quit')) return;
  quitting = true;
  const open = windows();
  if (open.length === 0) void finish();
  // A window whose `close` was prevented keeps the program running.
  else if (!open.every((window) => window.tryClose())) quitting = false;
}

async function finish(): Promise<void> {
  if (preventable('will-quit')) {
    quitting = false;
    return;
  }
  const browser = runningBrowser();
  if (browser !== null) {
    const killer = setTimeout(() => browser.process.kill('SIGKILL'), patience);
    await browser.ended;
    clearTimeout(killer);
  }
  exit(0);
}

export function exit(code = 0): void {
  events.emit('quit', {}, code);
  runningBrowser()?.process.kill('SIGTERM');
  endUtilities();
  releaseLock();
  const telling = otherTold();
  if (telling === null) process.exit(code);
  void telling.then(() => process.exit(code));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);

export const app = refuseUnknown('app', Object.assign(events, {
  isPackaged,
  whenReady: () => whenReady,
  isReady,
  quit,
  exit,
  getPath,
  setPath,
  getAppPath,
  getName,
  setName,
  getVersion,
  getLocale: (): string => (process.env['LC_ALL'] ?? process.env['LANG'] ?? 'en').split(/[.@]/)[0]?.replace('_', '-') ?? 'en',
  /** Always on. */
  enableSandbox: (): void => undefined,
  /** No taskbar entry of its own to name. */
  setAppUserModelId: (): void => undefined,
  /** The browser is started right away: its window is wanted next, and its profile is now ours. */
  requestSingleInstanceLock(data?: unknown): boolean {
    const held = holdLock(getPath('userData'), data, (argv, folder, more) => events.emit('second-instance', {}, argv, folder, more));
    if (held) openBrowser().catch((missing: unknown) => console.error(String(missing)));
    return held;
  },
  hasSingleInstanceLock: (): boolean => true,
  releaseSingleInstanceLock: releaseLock,
}));
