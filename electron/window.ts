/** The one window: hardened, locked to the app's own pages, reloaded when its process dies. */
import { join } from 'node:path';

import { BrowserWindow } from 'electron';

import { isOwn, startPage } from './origin.js';

const reloadsAllowed = 3;

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
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    console.error(`the page's process ended: ${details.reason}`);
    reloads += 1;
    if (reloads <= reloadsAllowed) window.webContents.reload();
  });
}
