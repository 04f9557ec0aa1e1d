/** The one window: hardened, locked to the app's own pages, reloaded when its process dies or stands still. */
import { join } from 'node:path';

import { BrowserWindow } from 'electron';

import { isOwn, startPage, stoppedPage } from './origin.js';

const reloadsAllowed = 3;
/** Milliseconds without a crash, after which the next one counts as a first one. */
const settledAfter = 60_000;
/** Milliseconds that a page may go on standing still, after it was noticed. */
const patience = 30_000;

export function openWindow(output: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    title: 'Tận Nhà',
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: { preload: join(output, 'electron/preload.cjs'), contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
  });
  lockNavigation(window);
  reloadAfterCrash(window);
  endWhenStill(window);
  window.loadURL(startPage).catch((mistake: unknown) => console.error('the start page did not load:', String(mistake)));
  return window;
}

function lockNavigation(window: BrowserWindow): void {
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  window.webContents.on('will-redirect', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
}

/** Nothing is lost with the page: every draft is in the vault. After three crashes in a row a person must look. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  let timer: NodeJS.Timeout | undefined;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    console.error(`the page's process ended: ${details.reason}`);
    clearTimeout(timer);
    reloads += 1;
    if (reloads <= reloadsAllowed) {
      window.webContents.reload();
      timer = setTimeout(() => (reloads = 0), settledAfter);
      return;
    }
    reloads = 0;
    window.loadURL(stoppedPage).catch((mistake: unknown) => console.error('the page of a stopped screen did not load:', String(mistake)));
  });
  window.on('closed', () => clearTimeout(timer));
}

/** A page that stands still is ended, and comes back as after a crash. */
function endWhenStill(window: BrowserWindow): void {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  window.on('unresponsive', () => {
    stop();
    timer = setTimeout(() => window.webContents.forcefullyCrashRenderer(), patience);
  });
  window.on('responsive', stop);
  window.on('closed', stop);
}
