/** A station that cannot start says so in its window, in words: an exit that nobody sees helps nobody. The page has no script: its address names the sentence. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { saveFault } from '../sync/outbox/files.js';
import { origin } from './origin.js';
import { openWindow } from './window.js';

/** Closing that window ends the station. */
export function showStartFault(mistake: unknown): void {
  const { code } = saveFault(mistake).fault;
  openWindow(dirname(dirname(fileURLToPath(import.meta.url))), `${origin}/start-fault.html#${code === 'disk-full' ? code : 'not-opened'}`);
}
