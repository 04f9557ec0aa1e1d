/** A station that cannot start says so in its window, in words: an exit that nobody sees helps nobody. The page has no script: its address names the sentence. */
import type { BrowserWindow } from 'electron';

import { saveFault } from '../sync/outbox/files.js';
import { origin } from './origin.js';

/** In place of the page that waits for the station. Closing that window ends it. */
export function showStartFault(window: BrowserWindow, mistake: unknown): void {
  if (window.isDestroyed()) return;
  const { code } = saveFault(mistake).fault;
  window.loadURL(`${origin}/start-fault.html#${code === 'disk-full' ? code : 'not-opened'}`).catch((why: unknown) => console.error('the page of a failed start did not load:', String(why)));
}
