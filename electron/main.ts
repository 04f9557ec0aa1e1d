/** The station's main process: one at a time. The page loads while the station does; what it asks waits. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app, ipcMain, session } from 'electron';

import { limitPermissions } from './permissions.js';
import { route } from './router.js';
import { registerScheme, serve } from './scheme.js';
import { showStartFault } from './start-fault.js';
import { openWindow } from './window.js';

registerScheme();
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  const loading = import('./station.js');
  // What goes wrong with it is told below, in the window.
  loading.catch(() => undefined);
  app.whenReady().then(async () => {
    const output = dirname(dirname(fileURLToPath(import.meta.url)));
    serve(join(output, 'renderer'));
    limitPermissions(session.defaultSession);
    // First, so that a start which fails has a window to say so.
    const window = openWindow(output);
    const calls = loading.then(({ startStation }) => startStation(output, window));
    route(ipcMain, calls);
    await calls.catch((mistake: unknown) => {
      console.error(mistake);
      showStartFault(window, mistake);
    });
  }).catch((mistake: unknown) => {
    console.error(mistake);
    app.exit(1);
  });
} else {
  console.error('The station is already running.');
  app.quit();
}
